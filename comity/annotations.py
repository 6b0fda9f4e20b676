"""A reading as plain annotations: one JSON object an article, for scoring and for other tools.

The schema is that of a common evaluation set: `memberships`, `offices`, `statements` and `events`,
each item with the exact words it rests on and the rule that found it. Only what an article
affirms and asserts is listed; the graph has the rest. `claims` carries every claim, whatever its
polarity and modality.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from comity.dates import DateBasis, When
from comity.errors import BuildError
from comity.gazetteer import Gazetteer
from comity.harvest import Progress
from comity.loading import Refusal, read_articles
from comity.model import (
    Claim,
    Entity,
    Kind,
    Metadata,
    OfficeStatus,
    Polarity,
    Predicate,
    Quotation,
    Reading,
)

Item = dict[str, Any]

_EVENTS = {
    Predicate.MEMBER: "member",
    Predicate.FOUNDED: "founded",
    Predicate.SIGNED: "signed",
    Predicate.RATIFIED: "ratified",
    Predicate.ACCEDED: "joined",
    Predicate.JOINED: "joined",
    Predicate.READMITTED: "readmitted",
    Predicate.APPLIED: "applied",
    Predicate.CANDIDATE: "candidate",
    Predicate.OBSERVER: "observer",
    Predicate.LEFT: "left",
    Predicate.EXPELLED: "left",
    Predicate.MEMBERSHIP_SUSPENDED: "suspended",
    Predicate.PARTICIPATION_SUSPENDED: "suspended",
}


def annotate(reading: Reading, gazetteer: Gazetteer) -> Item:
    """The annotations of one article.

    Args:
        reading: what was read.
        gazetteer: for the codes of states and the short names of bodies.

    Returns:
        `id`, `url`, `outlet`, `published`, the four lists, and all `claims`.
    """
    article, writer = reading.article, _Writer(reading, gazetteer)
    asserted = [claim for claim in reading.claims if claim.is_asserted]
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "published": article.published.date.edtf if article.published else None,
        "memberships": _told_best(
            _unique(i for claim in asserted for i in writer.memberships(claim))
        ),
        "offices": _unique(i for claim in asserted for i in writer.offices(claim)),
        "statements": [writer.statement(quotation) for quotation in reading.quotations],
        "events": _unique(i for claim in asserted for i in writer.events(claim)),
        "claims": [writer.claim(claim) for claim in reading.claims],
    }


def write_annotations(
    sources: Iterable[Path],
    given: Metadata,
    out: Path | None,
    progress: Progress,
    echo: Callable[[str], None],
    *,
    names: Sequence[Path] = (),
    listing: Path | None = None,
    jobs: int = 1,
) -> list[Refusal]:
    """Annotate every article: one `NAME.json` each, or all of them on standard output.

    Where several articles have one name, the first bears it, and the others their ids.

    Args:
        sources: files, and folders to look through.
        given: what the user says of every article.
        out: the folder to write to, made where it is missing; None to print.
        progress: told of each article.
        echo: prints a line.
        names: files of further names.
        listing: a table that says more of each file.
        jobs: how many processes may read.

    Returns:
        The inputs that were refused.

    Raises:
        BuildError: where the folder cannot be written.
    """
    gazetteer, refusals, written = Gazetteer.load(*names), [], set[str]()
    readings = read_articles(sources, given, gazetteer=gazetteer, listing=listing, jobs=jobs)
    for done, reading in enumerate(readings, start=1):
        if isinstance(reading, Refusal):
            refusals.append(reading)
            continue
        progress(done, done, reading.article.stem)
        text = json.dumps(annotate(reading, gazetteer), ensure_ascii=False, indent=1)
        article = reading.article
        name = article.id if article.stem in written else article.stem
        written.add(article.stem)
        _write(out / f"{name}.json", text) if out else echo(text)
    return refusals


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise BuildError(f"it cannot be written: {error}", where=str(file)) from error


class _Writer:
    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self.text = reading.article.text
        signed = [c for c in reading.claims if c.predicate is Predicate.SIGNED and c.is_asserted]
        self.signatures = Counter((c.object, c.when) for c in signed)
        self.gazetteer = gazetteer

    def memberships(self, claim: Claim) -> Iterator[Item]:
        """One item a state."""
        event = "member" if claim.predicate is Predicate.ROSTER else _EVENTS.get(claim.predicate)
        body = claim.subject if claim.predicate is Predicate.ROSTER else claim.object
        members = claim.members or ((claim.subject,) if claim.subject else ())
        if event and body and not _is_unnamed(body):
            for member in members:
                yield {
                    "state": self.name(member),
                    "organisation": self.name(body),
                    "event": event,
                    "date": _date(
                        (claim.when or claim.since) if claim.predicate in _EVENTS else None
                    ),
                    "quote": claim.passage.of(self.text),
                    "rule": claim.rule,
                }

    def offices(self, claim: Claim) -> Iterator[Item]:
        """A person's office, unless the person only wants it."""
        if claim.predicate is not Predicate.HOLDS_OFFICE or claim.status is OfficeStatus.CANDIDATE:
            return
        if claim.subject and claim.object:
            yield {
                "person": claim.subject.name,
                "office": claim.text,
                "body": self.name(claim.object),
                "from": _date(claim.since),
                "to": _date(claim.until),
                "quote": claim.passage.of(self.text),
                "rule": claim.rule,
                **({"status": "former"} if claim.status is OfficeStatus.FORMER else {}),
            }

    def statement(self, quotation: Quotation) -> Item:
        """Who said what, in which form."""
        return {
            "speaker": self.name(quotation.speaker),
            "content": quotation.content.of(self.text),
            "kind": str(quotation.form),
            "cue": quotation.cue,
            "negated": quotation.polarity is Polarity.DENIED,
            "rule": quotation.rule,
        }

    def events(self, claim: Claim) -> Iterator[Item]:
        """A meeting held, a treaty signed, a treaty in force, each with a place or a date."""
        kind, what = _event(claim)
        if kind == "treaty_signing" and claim.subject and not claim.place:
            # One that signs a treaty of many, alone and nowhere, is news of a membership.
            kind = kind if self.signatures[claim.object, claim.when] > 1 else ""
        if kind and what and (claim.when or claim.place):
            yield {
                "kind": kind,
                "name": what.name,
                "place": claim.place,
                "date": _date(claim.when),
                "quote": claim.passage.of(self.text),
                "rule": claim.rule,
            }

    def claim(self, claim: Claim) -> Item:
        """Everything a claim says."""
        item = {
            "predicate": str(claim.predicate),
            "subject": claim.subject and claim.subject.key,
            "object": claim.object and claim.object.key,
            "text": claim.text,
            "members": [member.key for member in claim.members],
            "complete": claim.complete,
            "count": claim.count,
            "status": claim.status and str(claim.status),
            "date": claim.when and claim.when.date.edtf,
            "since": claim.since and claim.since.date.edtf,
            "until": claim.until and claim.until.date.edtf,
            "place": claim.place,
            "polarity": str(claim.polarity),
            "modality": str(claim.modality),
            "start": claim.passage.start,
            "end": claim.passage.end,
            "quote": claim.passage.of(self.text),
            "rule": claim.rule,
            "confidence": claim.confidence,
        }
        return {key: value for key, value in item.items() if value not in (None, [])}

    def name(self, entity: Entity) -> str:
        """A state's two-letter code, an organisation's acronym, anything else's name."""
        entry = self.gazetteer.entry(entity)
        acronym = "" if entity.kind is Kind.ORGAN else entry.acronym
        return entry.alpha2 or acronym or entity.name


def _is_unnamed(body: Entity) -> bool:
    """Whether it is an agreement without a name of its own: "trade agreement on fish"."""
    noun = body.name.partition(" on ")[0].split()[-1]
    return body.kind is Kind.TREATY and noun.islower()


def _event(claim: Claim) -> tuple[str, Entity | None]:
    if claim.predicate is Predicate.HELD and claim.subject:
        words = f"{claim.subject.name} {claim.text or ''}".lower()
        return ("summit" if "summit" in words else "meeting"), claim.subject
    if claim.predicate is Predicate.SIGNED and claim.object and claim.object.kind is Kind.TREATY:
        return "treaty_signing", claim.object
    if claim.predicate is Predicate.ENTERED_INTO_FORCE:
        return "entry_into_force", claim.subject
    return "", None


def _date(when: When | None) -> str | None:
    """The date as stated; the article's own date is no date of what it tells."""
    if when is None or when.basis is DateBasis.METADATA:
        return None
    text = when.date.edtf.replace("XXXX", "-")
    return None if "X" in text else text  # of a decade no year is known


def _told_best(items: list[Item]) -> list[Item]:
    """The items without those that others tell of with a more exact date."""
    dates = defaultdict[tuple[str, ...], set[str]](set)
    for item in items:
        dates[_what_happened(item)].add(item["date"] or "")
    return [
        item
        for item in items
        if not any(_is_vaguer(item["date"] or "", date) for date in dates[_what_happened(item)])
    ]


def _what_happened(item: Item) -> tuple[str, ...]:
    return item["state"], item["organisation"], item["event"]


def _is_vaguer(date: str, other: str) -> bool:
    return date != other and (not date or other.startswith(f"{date}-"))


def _unique(items: Iterable[Item]) -> list[Item]:
    """The items, each once, whatever rules found it."""
    kept: dict[str, Item] = {}
    for item in items:
        said = {key: value for key, value in item.items() if key != "rule"}
        kept.setdefault(json.dumps(said), item)
    return list(kept.values())
