"""Which states can have an office, and whose it is by where a text is from.

A US paper's "the secretary of state" is the United States', and no "President X" is Japan's. Which
states have which office is data: `words/offices.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from comity.model import Entity, Kind
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.titles import titlewords

_ASSEMBLY = "organ/un-general-assembly"
_UNION = frozenset({"org/eu", "organ/eu-commission"})
_OTHER_UNIONS = frozenset({"org/au", "organ/au-commission"})
_SPEAKS_TO_CHAIR = re.compile(r"\b(?:Mr\.?|Madam|Mister|Madame) President\b")
_PLAIN = re.compile(r"(?i)^(?:acting |interim )?")
_REMIT = re.compile(
    r"(?<=assistant secretary of state) for .*|(?<=under secretary of state) for .*"
)


def can_have(body: Entity, link: OfficeMention) -> bool:
    """Whether a state has such an office at all: Japan has no president."""
    code = body.key.removeprefix("state/")
    title = _plain(link.title)
    only = _states("only_in").get(title)
    if body.kind is not Kind.STATE:
        bodies = _states("organs_in").get(title.split()[0])
        return only is None and (bodies is None or body.key in bodies)
    return code not in _states("lacking").get(title, ()) and (only is None or code in only)


def only_state(document: Document, link: OfficeMention) -> tuple[Entity | None, int]:
    """The state that alone, or alone of those named, has such an office; and its weight."""
    title = _plain(link.title)
    codes = _states("only_in").get(title, ())
    keys = {m.entity.key[6:] for m in document.mentions if m.entity}
    is_main = title in titlewords.words("mainly_in_first") and not keys & {*codes[1:]}
    if len(codes) == 1 or is_main:
        return _state(document, codes[0]), 4
    named = [m.entity for m in document.mentions if m.entity and m.entity.key[6:] in codes]
    counts = sorted({(named.count(entity), entity.key, entity) for entity in named}, reverse=True)
    if not counts or (len(counts) > 1 and counts[0][0] == counts[1][0]):
        return None, 0
    return counts[0][2], 2 if len(counts) == 1 else 1


def home(document: Document) -> Entity | None:
    """The state of the paper or broadcaster that published the text."""
    outlet = document.article.outlet or ""
    names: dict[str, list[str]] = wordlists.load("offices.yaml")["homes"]
    for code, outlets in names.items():
        if any(re.search(rf"(?i)\b{re.escape(name)}\b", outlet) for name in outlets):
            return _state(document, code)
    return None


def assembly(document: Document) -> Entity | None:
    """The General Assembly of the United Nations, of which a speech held there needs not say so."""
    is_told = "General Assembly" in document.text and _SPEAKS_TO_CHAIR.search(document.text)
    held_there = re.search(r"General (?:Debate|Assembly)", document.article.outlet or "")
    entry = document.gazetteer.entries.get(_ASSEMBLY)
    return entry.entity if entry and (is_told or held_there) else None


def general_assembly(document: Document) -> Entity | None:
    """The General Assembly of the United Nations, in a text that speaks of no other body's."""
    entry = document.gazetteer.entries.get(_ASSEMBLY)
    others = {m.entity.key for m in document.mentions if m.entity} & {"org/oas"}
    return entry.entity if entry and not others else None


def has_commissioner(body: Entity, link: OfficeMention) -> bool:
    """Whether a body has commissioners for this and that, and the title is one's."""
    known = {*_UNION, "org/au", "organ/au-commission"}
    return link.head == "commissioner" != link.title.lower() and body.key in known


def union_of(document: Document, link: OfficeMention) -> Entity | None:
    """The European Union, of its "Trade Commissioner", in a text that speaks of no other union."""
    title = link.title.lower()
    remits = re.compile(rf"\b(?:{'|'.join(titlewords.words('union_remits'))})\b")
    is_one = link.head == "commissioner" and remits.search(title) and "rights" not in title
    if not is_one and title not in titlewords.words("union_titles"):
        return None
    keys = {m.entity.key for m in document.mentions if m.entity}
    entry = document.gazetteer.entries.get("org/eu")
    return entry.entity if entry and keys & _UNION and not keys & _OTHER_UNIONS else None


def security_council(document: Document) -> Entity | None:
    """The Security Council of the United Nations, which alone has a president."""
    entry = document.gazetteer.entries.get("organ/un-security-council")
    return entry.entity if entry else None


def whole(document: Document, body: Entity | None, link: OfficeMention) -> Entity | None:
    """The organisation, of an organ of which a title names another: not "its Council's"."""
    if body is None or body.kind is not Kind.ORGAN or " of the " not in link.title:
        return body
    entry = document.gazetteer.entries.get(body.key)
    parent = document.gazetteer.entries.get(entry.organ_of or "") if entry else None
    return parent.entity if parent else body


def _plain(title: str) -> str:
    """A title as the lists of states have it: without "acting" and, of an under-secretary, remit.

    "Assistant Secretary of State for African Affairs" is one of the United States' as well.
    """
    plain = _PLAIN.sub("", title.lower())
    if "state department" in plain:
        return "state department spokesman"
    return _REMIT.sub("", plain)


@cache
def _states(name: str) -> Mapping[str, tuple[str, ...]]:
    named: dict[str, list[str]] = wordlists.load("offices.yaml")[name]
    return {titlewords.plain(title): tuple(codes) for title, codes in named.items()}


def _state(document: Document, code: str) -> Entity | None:
    entry = document.gazetteer.entries.get(f"state/{code}")
    return entry.entity if entry else None
