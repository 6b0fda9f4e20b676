"""A state, body or date that a sentence names beside what it tells is no part of what it tells.

Our own examples with a bystander put in: in an insertion behind the first name, in a phrase before
the sentence, or behind it. What the examples tell is others' business; nothing is the bystander's.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from typing import TypeVar

import pytest
from reading import document, needs_model

from comity.model import Claim, Kind, Quotation
from comity_loaders import wordlists
from comity_loaders.names.mentions import Use
from comity_loaders.people.people import people_in
from comity_loaders.rules import membership, statement

_T = TypeVar("_T")

FILES = (
    "membership-examples.yaml",
    "membership-frames-examples.yaml",
    "membership-status-examples.yaml",
)
STATE, BODY = "state/btn", "org/arctic-council"
KINDS = {STATE: (Kind.STATE,), BODY: (Kind.ORGANISATION,)}
INSERTED = {
    STATE: (
        ", south of Bhutan,",
        ", which borders Bhutan,",
        ", a former colony of Bhutan,",
        ", backed by Bhutan,",
        ", whose economy depends on Bhutan,",
        ", long at odds with Bhutan,",
        ", which has a treaty with Bhutan,",
        " - a rival of Bhutan -",
        ", where Bhutan has troops,",
    ),
    BODY: (
        ", which works closely with the Arctic Council,",
        ", unlike the Arctic Council,",
        ", a partner of the Arctic Council,",
        ", whose rules are those of the Arctic Council,",
        ", modelled on the Arctic Council,",
    ),
}
BEFORE = {
    STATE: (
        "Despite objections from Bhutan, ",
        "After talks with Bhutan, ",
        "At the request of Bhutan, ",
        "Following a visit by the president of Bhutan, ",
        "The prime minister of Bhutan noted that ",
        "Bhutan's foreign minister said that ",
        "According to Bhutan, ",
        "A year after a coup in Bhutan, ",
    ),
    BODY: (
        "After talks with the Arctic Council, ",
        "Unlike the Arctic Council, ",
        "According to the Arctic Council, ",
        "At a meeting of the Arctic Council, officials said that ",
        "The Arctic Council noted that ",
    ),
}
BEHIND = {
    STATE: (
        ", said the foreign minister of Bhutan.",
        ", despite objections from Bhutan.",
        ", Bhutan said.",
        ", Bhutan's foreign ministry said.",
        ", which angered Bhutan.",
        ", while Bhutan stayed out.",
        ", after talks with Bhutan.",
    ),
    BODY: (
        ", said the Arctic Council.",
        ", despite objections from the Arctic Council.",
        ", the Arctic Council said.",
        ", after talks with the Arctic Council.",
        ", which pleased the Arctic Council.",
    ),
}
TOLERATED = 0.02
"""Mostly where "a member of NATO, …" opens the example, and then belongs to the bystander."""


def _told_of(bystander: str, text: str) -> bool:
    claims = (f for f in membership.find(document(text)) if isinstance(f, Claim) and f.is_asserted)
    return any(e and e.key == bystander for c in claims for e in (c.subject, c.object, *c.members))


def _texts() -> Iterator[str]:
    """The examples of one line that claim something."""
    entries = (entry for file in FILES for part in wordlists.load(file).values() for entry in part)
    for entry in entries:
        if isinstance(entry, dict) and entry.get("gives") and "\n" not in entry["text"]:
            yield entry["text"]


def _one_of(several: Sequence[_T], text: str, turn: int = 1) -> _T:
    """One of several for an example: the same one whatever other examples there are."""
    return several[zlib.crc32(text.encode()) // turn % len(several)]


def _variants(bystander: str) -> Iterator[str]:
    unnamed = (text for text in _texts() if "Bhutan" not in text and "Arctic" not in text)
    for text in unnamed:
        kind = _one_of((_inserted, _before, _behind), text, 3)
        yield from kind(bystander, text)


def _inserted(bystander: str, text: str) -> Iterator[str]:
    mentions = document(text).mentions
    names = (m for m in mentions if m.can_be(*KINDS[bystander]) and m.use is Use.NAME)
    first, words = next(names, None), INSERTED[bystander]
    if first and re.match(r" (?!and\b|or\b|as\b)[a-z]+", text[first.span.end :]):
        yield text[: first.span.end] + _one_of(words, text) + text[first.span.end :]


def _before(bystander: str, text: str) -> Iterator[str]:
    words = BEFORE[bystander]
    if not re.match(r"(?:An?|As|Both|Itself|Like|Unlike|In|On|My) ", text):
        yield _one_of(words, text) + re.sub(r"^(?:The|Its?|They) ", _lowered, text)


def _lowered(match: re.Match[str]) -> str:
    return match[0].lower()


def _behind(bystander: str, text: str) -> Iterator[str]:
    words = BEHIND[bystander]
    if re.search(r"[a-z0-9]\.$", text):
        yield text[:-1] + _one_of(words, text)


@needs_model
@pytest.mark.parametrize("bystander", [STATE, BODY])
def test_hardly_ever_is_a_bystander_in_what_the_sentence_tells(bystander: str) -> None:
    variants = list(_variants(bystander))
    wrong = [text for text in variants if _told_of(bystander, text)]
    assert len(variants) > 500
    assert len(wrong) <= TOLERATED * len(variants), "\n".join(wrong)


RARE = 0.0075
"""Where two asides meet, or what opens the example belongs to the bystander."""
IN_ASIDES = (
    ", independent since 1907,",
    ", where a coup failed in March 1907,",
    ", which held its first elections in March 1907,",
    ", occupied until 1907,",
    ", at war with its neighbours since 1907,",
    ", whose first constitution dates from 1907,",
)
AHEAD = (
    "Following a referendum in March 1907, ",
    "In a speech in March 1907 the president recalled that ",
    "A government report of March 1907 noted that ",
    "Having held elections in March 1907, ",
    "After gaining independence in 1907, ",
)
AT_END = (
    ", after a referendum held in March 1907.",
    ", under a law passed in March 1907.",
    ", as the parliament had demanded in March 1907.",
    ", a move first proposed in March 1907.",
    ", having won independence in 1907.",
)


def _dated_elsewhere(text: str) -> Iterator[str]:
    """Variants of an example with the date of something else in them."""
    names = (m for m in document(text).mentions if m.can_be(Kind.STATE) and m.use is Use.NAME)
    first = next(names, None)
    if first and re.match(r" (?!and\b|or\b|as\b)[a-z]+", text[first.span.end :]):
        yield text[: first.span.end] + _one_of(IN_ASIDES, text) + text[first.span.end :]
    if not re.match(r"(?:An?|As|Both|Itself|Like|Unlike|In|On|My|Since|After) ", text):
        yield _one_of(AHEAD, text) + re.sub(r"^(?:The|Its?|They) ", _lowered, text)
    if re.search(r"[a-z0-9]\.$", text):
        yield text[:-1] + _one_of(AT_END, text)


def _is_dated_by_it(text: str) -> bool:
    claims = (f for f in membership.find(document(text)) if isinstance(f, Claim) and f.is_asserted)
    dates = (date for c in claims for date in (c.when, c.since, c.until) if date)
    return any("1907" in date.date.edtf for date in dates)


@needs_model
def test_hardly_ever_has_a_membership_the_date_of_something_else() -> None:
    variants = [text for one in _texts() for text in _dated_elsewhere(one)]
    wrong = [text for text in variants if _is_dated_by_it(text)]
    assert len(variants) > 500
    assert len(wrong) <= RARE * len(variants), "\n".join(wrong)


PERSON = "Zorin Quale"
BESIDE = (
    f", who met {PERSON} on Monday,",
    f", accompanied by {PERSON},",
    f", the brother of {PERSON},",
    f", standing beside {PERSON},",
    f" - a critic of {PERSON} -",
)
FRONTED = (
    f"After a meeting with {PERSON}, ",
    "After talks with Bhutan, ",
    "During a visit to Bhutan, ",
    f"Unlike {PERSON}, ",
    f"Asked about {PERSON}, ",
    f"At a news conference with {PERSON}, ",
)
LAST = (
    f", in the presence of {PERSON}.",
    f", after talks with {PERSON}.",
    ", to the surprise of Bhutan.",
    f", while {PERSON} looked on.",
)


def _said() -> Iterator[str]:
    """The examples of one line that quote somebody."""
    words = wordlists.load("speech.yaml")
    groups = (*words["cues"].values(), words["layouts"], wordlists.load("speakers.yaml"))
    examples = (example for group in groups for example in group.get("examples", ()))
    return (e["text"].strip() for e in examples if e["gives"] and "\n" not in e["text"].strip())


def _heard(text: str) -> Iterator[str]:
    """Variants of an example with somebody else in them."""
    first = next(iter(people_in(document(text)).mentions), None)
    if first and re.match(r" (?!and\b|or\b|as\b)[a-z]+", text[first.span.end :]):
        yield text[: first.span.end] + _one_of(BESIDE, text) + text[first.span.end :]
    if re.match(r"(?!(?:An?|As|When|In|On|After|During|At|Asked) )[A-Z]", text):
        yield _one_of(FRONTED, text) + re.sub(r"^(?:The|Its?|They|He|She) ", _lowered, text)
    if re.search(r"[a-z0-9]\.$", text):
        yield text[:-1] + _one_of(LAST, text)


def _is_heard(text: str) -> bool:
    quotations = (f for f in statement.find(document(text)) if isinstance(f, Quotation))
    return any(re.search("Quale|Bhutan", quotation.speaker.name) for quotation in quotations)


@needs_model
def test_hardly_ever_speaks_one_who_only_stands_by() -> None:
    variants = [text for one in _said() for text in _heard(one)]
    wrong = [text for text in variants if _is_heard(text)]
    assert len(variants) > 500
    assert len(wrong) <= RARE * len(variants), "\n".join(wrong)
