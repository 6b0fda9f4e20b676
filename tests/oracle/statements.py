"""Who said what: from the quotations of the model; who is whom, from the facts."""

from __future__ import annotations

from collections.abc import Iterator

from comity.model import Claim, Modality, Polarity, Predicate, Quotation
from tests.oracle.known import Cell, Known, Row, Said
from tests.oracle.reading import iris
from tests.synthetic.world import TERMS


def about(known: Known, entity: str, person: str | None = None) -> Iterator[Row]:
    things = _meant(known, entity)
    voices = _meant(known, person) if person else None
    for said in known.quotations.values():
        if voices is not None and known.voice(said) not in voices:
            continue
        if things & {known.iri(thing, said.article) for thing in said.quote.about}:
            yield _rendering(known, said, ("speaker", "words", "form", "when", "published"))


def by_person(known: Known, person: str) -> Iterator[Row]:
    voices, statement = _meant(known, person), _statements(known)
    for said in known.quotations.values():
        if known.voice(said) in voices:
            columns = ("words", "form", "cue", "when", "published")
            row = _rendering(known, said, columns)
            values = {"statement": statement[said.iri], **row.values}
            yield Row(values, row.facts, order=row.order)


def by_topic(
    known: Known,
    topic: str,
    year: int | None = None,
    body: str | None = None,
    person: str | None = None,
) -> Iterator[Row]:
    things = _meant(known, body) if body else None
    voices = _meant(known, person) if person else None
    for said in known.quotations.values():
        published = known.published(said.article)
        named = {known.iri(thing, said.article) for thing in said.quote.about}
        if (
            topic.lower() in _words(known, said).lower()
            and (year is None or (published or "").startswith(f"{year:04d}"))
            and (things is None or things & named)
            and (voices is None or known.voice(said) in voices)
        ):
            yield _rendering(known, said, ("published", "speaker", "words"))


def chain(known: Known, article: str | None = None) -> Iterator[Row]:
    for said in known.quotations.values():
        if article in (None, said.article):
            steps: list[tuple[int | None, str | None]] = list(enumerate(said.quote.chain, 1))
            for step, source in steps or [(None, None)]:
                values = {
                    "article": said.article,
                    "outlet": known.outlet(said.article),
                    "speaker": known.speaker(said),
                    "step": step,
                    "source": source and outlet_iri(source),
                    "words": _words(known, said),
                }
                order = (said.article, said.quote.content.start, said.iri, step)
                yield Row(values, frozenset({said.iri}), order=order)


def conditions(known: Known, body: str) -> Iterator[Row]:
    for said in known.saying(Predicate.ASSISTS_ON_CONDITION):
        if known.subject(said) == body:
            values = {
                "condition": said.claim.text,
                "polarity": said.claim.polarity.value,
                "said_by": known.speaker(said),
                "words": known.text(said),
                "article": said.article,
            }
            order = (said.article, said.own.passage.start)
            yield Row(values, frozenset({said.iri}), order=order)


def denied(known: Known, person: str | None = None) -> Iterator[Row]:
    for said in (*known.quotations.values(), *known.claims.values()):
        voice = known.voice(said)
        if voice is None or person not in (None, voice, known.speaker(said)):
            continue
        for manner in _manners(said):
            values = {
                "speaker": known.speaker(said),
                "manner": manner,
                **_content(known, said),
                "words": known.text(said),
                "article": said.article,
            }
            order = (said.article, said.own.passage.start, manner, values["kind"])
            yield Row(values, frozenset({said.iri}), order=order)


def hedged(known: Known, body: str | None = None, topic: str | None = None) -> Iterator[Row]:
    things = _meant(known, body) if body else None
    for said in known.claims.values():
        named = {known.subject(said), known.object(said)}
        if (
            said.claim.modality is Modality.HEDGED
            and (things is None or things & named)
            and (topic is None or topic.lower() in known.text(said).lower())
        ):
            values = {
                "kind": said.claim.predicate.value,
                "subject": known.subject(said),
                "object": known.object(said),
                "polarity": said.claim.polarity.value,
                "said_by": known.speaker(said),
                "words": known.text(said),
            }
            yield Row(values, frozenset({said.iri}), order=(values["kind"], said.iri))


def repeated(known: Known, person: str | None = None) -> Iterator[Row]:
    for statement, node in known.of("Statement"):
        renderings = [known.quotations[iri] for iri in iris(node, "rendering")]
        (speaker,) = iris(node, "statedBy")
        voices = {known.voice(said) for said in renderings}
        if len(renderings) < 2 or person not in (None, speaker, *voices):
            continue
        across = "articles" if len({said.article for said in renderings}) > 1 else "one article"
        for said in renderings:
            row = _rendering(known, said, ("words", "form"))
            values = {"statement": statement, "speaker": speaker, **row.values, "across": across}
            order = (statement, said.article, said.quote.content.start)
            yield Row(values, row.facts, order=order)


def _meant(known: Known, thing: str) -> set[str | None]:
    """The thing; of an official, the people of the articles too."""
    return {thing, *(mention for mention, official in known.who.items() if official == thing)}


def _statements(known: Known) -> dict[str, str]:
    """The statement that each quotation renders."""
    return {
        quotation: statement
        for statement, node in known.of("Statement")
        for quotation in iris(node, "rendering")
    }


def _words(known: Known, said: Said) -> str:
    return said.quote.content.of(known.articles[said.article].text)


def outlet_iri(name: str) -> str:
    return TERMS.outlet(name).value


def _rendering(known: Known, said: Said, columns: tuple[str, ...]) -> Row:
    """A row of a quotation, with these columns, its outlet and its article."""
    published = known.published(said.article)
    every: dict[str, Cell] = {
        "speaker": known.speaker(said),
        "words": _words(known, said),
        "form": said.quote.form.value,
        "cue": said.quote.cue,
        "when": said.quote.when.date.edtf if said.quote.when else None,
        "published": published,
    }
    values = {column: every[column] for column in columns}
    where = {"outlet": known.outlet(said.article), "article": said.article}
    order = (published is None, published, said.article, said.quote.content.start)
    return Row({**values, **where}, frozenset({said.iri}), order=order)


def _manners(said: Said) -> list[str]:
    found = ["denied"] if said.own.polarity is Polarity.DENIED else []
    return found + (["hedged"] if said.own.modality is Modality.HEDGED else [])


def _content(known: Known, said: Said) -> dict[str, Cell]:
    """What is denied or left open; of a quotation, nothing but its words."""
    if isinstance(said.own, Quotation):
        return {"kind": None, "subject": None, "object": None, "about": None}
    assert isinstance(said.own, Claim)
    return {
        "kind": said.own.predicate.value,
        "subject": known.subject(said),
        "object": known.object(said),
        "about": said.own.text,
    }
