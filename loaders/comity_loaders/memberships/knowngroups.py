"""Groups of states that have a name of their own: "the Baltic states", "both Koreas"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity.model import Span
from comity_loaders import wordlists
from comity_loaders.document import Document, Group, Sentence
from comity_loaders.language.numberwords import number
from comity_loaders.names.mentions import Mention, Use


def known_groups(sentence: Sentence) -> Iterator[Group]:
    """Groups of states that have a name of their own, with the number of them if it is said."""
    entries = sentence.document.gazetteer.entries
    for pattern, keys in sentence.document.once(_groups_named):
        for match in pattern.finditer(sentence.text):
            states = [entries[key].entity for key in keys if key in entries]
            count = number(match["n"]) if match["n"] else len(states)
            if len(states) == len(keys) == count and _is_whole(sentence.text, match):
                start = sentence.span.start
                span = Span(start + match.start("word"), start + match.end("word"))
                yield Group(span, tuple(Mention(span, state, Use.NAME) for state in states))


def _is_whole(text: str, match: re.Match[str]) -> bool:
    """Whether the words around do not leave some out: "all Nordic states except Norway"."""
    excepting, partly = _parts()
    return not (excepting.match(text, match.end()) or partly.search(text[: match.start()]))


@cache
def _parts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What leaves some of a group out behind its name, and what takes a part of it before."""
    words = wordlists.load("groups.yaml")
    return re.compile(words["excepting"]), re.compile(f"(?i:{words['partly']})")


_GroupName = tuple[re.Pattern[str], tuple[str, ...]]


def _groups_named(document: Document) -> tuple[_GroupName, ...]:
    """The groups that an article names at all."""
    return tuple(named for name, named in _group_names() if name.search(document.text))


@cache
def _group_names() -> tuple[tuple[re.Pattern[str], _GroupName], ...]:
    """Each group's name alone, and with the words before it, and its states."""
    count = "(?:(?P<n>two|three|four|five|six) )?"
    head = rf"\b(?P<word>(?:[Aa]ll (?:of )?)?(?:[Tt]he )?{count}(?:former )?"
    return tuple(
        (
            re.compile(rf"(?i:{'|'.join(item['names'])})"),
            (re.compile(rf"{head}(?i:{'|'.join(item['names'])}))\b(?!-)"), tuple(item["states"])),
        )
        for item in wordlists.load("groups.yaml")["groups"]
    )
