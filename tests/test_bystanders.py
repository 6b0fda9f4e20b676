"""A state that a sentence names beside what it tells is claimed nothing of.

Our own examples with a bystander put in: in an insertion behind the first state, in a phrase before
the sentence, or behind it. What the examples tell is others' business; nothing is the bystander's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reading import document, needs_model

from comity.model import Claim, Kind
from comity_loaders import wordlists
from comity_loaders.names.mentions import Use
from comity_loaders.rules import membership

BYSTANDER = "state/btn"
FILES = (
    "membership-examples.yaml",
    "membership-frames-examples.yaml",
    "membership-status-examples.yaml",
)
INSERTED = (
    ", south of Bhutan,",
    ", which borders Bhutan,",
    ", a former colony of Bhutan,",
    ", backed by Bhutan,",
    ", whose economy depends on Bhutan,",
    ", long at odds with Bhutan,",
    ", which has a treaty with Bhutan,",
    " - a rival of Bhutan -",
    ", where Bhutan has troops,",
)
BEFORE = (
    "Despite objections from Bhutan, ",
    "After talks with Bhutan, ",
    "At the request of Bhutan, ",
    "Following a visit by the president of Bhutan, ",
    "The prime minister of Bhutan noted that ",
    "Bhutan's foreign minister said that ",
    "According to Bhutan, ",
    "A year after a coup in Bhutan, ",
)
BEHIND = (
    ", said the foreign minister of Bhutan.",
    ", despite objections from Bhutan.",
    ", Bhutan said.",
    ", Bhutan's foreign ministry said.",
    ", which angered Bhutan.",
    ", while Bhutan stayed out.",
    ", after talks with Bhutan.",
)
TOLERATED = 0.02
"""Mostly where "a member of NATO, …" opens the example, and then belongs to the bystander."""


def _told_of_bystander(text: str) -> bool:
    claims = (f for f in membership.find(document(text)) if isinstance(f, Claim) and f.is_asserted)
    return any(e and e.key == BYSTANDER for c in claims for e in (c.subject, *c.members))


def _texts() -> Iterator[str]:
    """The examples of one line that claim something."""
    entries = (entry for file in FILES for part in wordlists.load(file).values() for entry in part)
    for entry in entries:
        if isinstance(entry, dict) and entry.get("gives") and "\n" not in entry["text"]:
            yield entry["text"]


def _variants() -> Iterator[str]:
    for at, text in enumerate(text for text in _texts() if "Bhutan" not in text):
        kind = (_inserted, _before, _behind)[at % 3]
        yield from kind(text, at)


def _inserted(text: str, at: int) -> Iterator[str]:
    names = (m for m in document(text).mentions if m.can_be(Kind.STATE) and m.use is Use.NAME)
    first = next(names, None)
    if first and re.match(r" (?!and\b|or\b|as\b)[a-z]+", text[first.span.end :]):
        yield text[: first.span.end] + INSERTED[at % len(INSERTED)] + text[first.span.end :]


def _before(text: str, at: int) -> Iterator[str]:
    if not re.match(r"(?:An?|As|Both|Itself|Like|Unlike|In|On|My) ", text):
        yield BEFORE[at % len(BEFORE)] + re.sub(r"^(?:The|Its?|They) ", _lowered, text)


def _lowered(match: re.Match[str]) -> str:
    return match[0].lower()


def _behind(text: str, at: int) -> Iterator[str]:
    if re.search(r"[a-z0-9]\.$", text):
        yield text[:-1] + BEHIND[at % len(BEHIND)]


@needs_model
def test_hardly_ever_is_a_bystander_said_to_be_or_do_what_the_sentence_tells() -> None:
    variants = list(_variants())
    wrong = [text for text in variants if _told_of_bystander(text)]
    assert len(variants) > 500
    assert len(wrong) <= TOLERATED * len(variants), "\n".join(wrong)
