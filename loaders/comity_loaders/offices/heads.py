"""Who heads a body, told by a verb: "X, who holds the chair of the OAS", "The OAS, led by X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.model import Entity, Kind, OfficeStatus, Span
from comity_loaders.names.mentions import Mention
from comity_loaders.offices.around import Around
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles import officewords, titlewords

_ORGANISATIONS = (Kind.ORGANISATION, Kind.ORGAN)
_HOLDS = re.compile(
    r"(?:,?[ ]+(?:who|and))?[ ]+(?:(?:also|now|currently|then|today)[ ]+)*"
    r"(?P<verb>holds|is holding|has held|(?P<past>held|exercised)|exercises|occupies"
    r"|(?:has |had )?(?:taken over|assumed|taken up)|took over|takes over|assumes|took up)"
    r"[ ]+(?:the[ ]+)?"
)
_CHAIR = re.compile(
    r"(?:'s?)?[ ]*(?:(?:current|rotating|annual|yearly|one-year|six-month|half-yearly"
    r"|pro tempore)[ ]+)*"
    r"(?P<chair>chair(?:manship|womanship|personship)?|presidency)\b(?![ ]+of[ ]+(?:a|an)\b)"
)
_OF = re.compile(r"[ ]+of[ ]+(?:the[ ]+)?")
_LED_BY = re.compile(
    r",?[ ]+(?:(?:which|is|now|currently)[ ]+)*(?P<verb>headed|led|chaired|run)"
    r"(?:[ ]+(?:this year|since[ ]+\d{4}|currently|now|at present|today))? by[ ]+"
    rf"(?:{officewords.HONORIFICS}[ ]+)*"
)
_OPENS = re.compile(r"\W*(?:the[ ]+)?", re.IGNORECASE)


def headed(people: People) -> Iterator[OfficeMention]:
    """Every head of a body of which a verb tells, the body being named beside it."""
    bodies = [
        m
        for m in people.document.mentions
        if m.entity is not None and m.entity.kind in _ORGANISATIONS
    ]
    by_start = {m.span.start: m for m in bodies}
    around = Around(people)
    for mention in people.mentions:
        for end in around.goes_on(mention):
            yield from _holds(people, mention, end, by_start)
    names = {m.span.start: m for m in people.mentions}
    for body in bodies:
        yield from _led_by(people, body, names)


def _holds(
    people: People, mention: PersonMention, end: int, bodies: dict[int, Mention]
) -> Iterator[OfficeMention]:
    """Of "X, who holds the OAS chair", "X took over the rotating presidency of the union"."""
    text = people.document.text
    verb = _HOLDS.match(text, end)
    if verb is None:
        return
    before = bodies.get(verb.end())
    chair = _CHAIR.match(text, before.span.end if before else verb.end())
    of = _OF.match(text, chair.end()) if chair and not before else None
    body = before or (bodies.get(of.end()) if of else None)
    if chair and body and body.entity:
        head = "president" if chair["chair"] == "presidency" else "chair"
        status = OfficeStatus.FORMER if verb["past"] else OfficeStatus.CURRENT
        place = Span(verb.start("verb"), verb.end("verb"))
        yield _mention(mention, head, body.entity, place, status)


def _led_by(
    people: People, body: Mention, names: dict[int, PersonMention]
) -> Iterator[OfficeMention]:
    """Of "The OAS, led by X, refused", where the body opens the sentence."""
    text, sentence = people.document.text, people.document.sentence_at(body.span.start)
    match = _LED_BY.match(text, body.span.end)
    name = names.get(match.end()) if match else None
    if not match or not name or not sentence or not body.entity:
        return
    if _OPENS.fullmatch(text, sentence.span.start, body.span.start):
        head = "chair" if match["verb"] == "chaired" else "head"
        verb = Span(match.start("verb"), match.end("verb"))
        yield _mention(name, head, body.entity, verb, OfficeStatus.CURRENT)


def _mention(
    name: PersonMention, head: str, body: Entity, verb: Span, status: OfficeStatus
) -> OfficeMention:
    return OfficeMention(
        person=name.entity,
        title=head,
        head=head,
        classes=titlewords.classes().get(head, frozenset()),
        scope="named",
        body=body,
        status=status,
        span=Span(min(name.span.start, verb.start), max(name.span.end, verb.end)),
        trigger=verb,
        pattern="heads",
        name=name.span,
        predicated=True,
    )
