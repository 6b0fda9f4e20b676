"""The phrases that may stand behind a meeting's noun, as expressions over a masked sentence."""

from __future__ import annotations

import re
from functools import cache

from comity_loaders.meetings.meetingwords import CAPITALS, MARK, either_case, phrase, words

_END = r"(?= |[.,;:!?)\"]|$|-)"
_THE = r"(?:the |its |their |his |her |an? |all |both )?"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sir|Lord|General|Prince|Princess|Sheikh|King|Queen)\.? "
_NAMED = r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|al|bin|ben|ibn|de|del|la|van|der|von|da|dos)){0,6}"
_VERBS = ("to_happen", "happened", "scheduled", "postponed", "cancelled", "present")


@cache
def steps() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What may follow, in the order in which it is tried: its kind and its expression."""
    sources = {**_where_and_when(), **_who(), **_what_became(), **_else()}
    return tuple((kind, re.compile(sources[kind])) for kind in _ORDER)


_ORDER = (
    "bracket",
    "date",
    "here",
    "place",
    "capital",
    "with",
    "of",
    "shadow",
    "by",
    "verb",
    "venue",
    "topic",
    "without",
    "again",
    "year",
    "aside",
    "manner",
    "purpose",
    "circumstance",
)


def _where_and_when() -> dict[str, str]:
    city = (
        rf"(?:the )?(?:(?:{MARK}(?:['’]s)?|[\w-]+) ){{0,3}}"
        rf"{either_case(words('sites'))}(?: city| town)?(?:,? of|,)? "
    )
    return {
        "bracket": r" ?\([^()]*\)",
        "date": r",? ?(?:early |late |earlier |on |in )?(?P<date><D\d+>),?",
        "here": rf",? here\b{_END}",
        "place": rf",? (?:back )?(?P<at>in|at|near|(?:just )?outside|[io]n the outskirts of)"
        rf" (?:{city}|the )?"
        rf"(?P<place><[CSB]\d+>|{CAPITALS})(?:, (?:the )?(?:capital of )?<[CS]\d+>,?)?"
        rf"(?: (?:summit|conference|meeting|session|congress)"
        rf"| {either_case(words('venues'))})?{_END}",
        "capital": rf",? in (?P<np>(?:the )?<(?P<of>[NS]\d+)>(?:['’]s)? capital){_END}"
        r"(?! <[CS]|, [A-Z<])",
        "venue": rf" (?:at|inside) {_THE}(?P<np>{phrase()}){_END}",
    }


def _who() -> dict[str, str]:
    return {
        "with": rf" (?:(?:together |along |jointly )?with|alongside) {_THE}"
        rf"(?P<np>{phrase()}){_END}",
        "of": rf" (?P<link>of|between|among|involving) {_THE}(?P<np>{phrase()})"
        rf"(?: to (?:the )?<B\d+>)?{_END}",
        "shadow": rf",? (?:heavily |largely )?{either_case(words('overshadowed'))} by ",
        "by": rf",? (?:{either_case(words('by'))} )?by {_THE}{phrase()}{_END}",
        "without": rf" without {_THE}{phrase()}{_END}",
    }


def _what_became() -> dict[str, str]:
    verbs = either_case(frozenset().union(*map(words, _VERBS)))
    aux = either_case(words("auxiliaries"))
    lead = r"(?:,? ?(?:which |that |and )?| (?:--|[-–—]) (?=first ))"
    return {"verb": rf"{lead}(?P<aux>(?:{aux} )*)(?P<verb>{verbs})(?![\w'’-])"}


def _else() -> dict[str, str]:
    """What tells nothing of the meeting, and may be passed over."""
    return {
        "topic": rf" {either_case(words('topic_links'))} {_THE}{phrase()}{_END}",
        "year": r",? (?:in )?(?:19|20)\d\d(?=,? (?:in|at) )",
        "again": r",? th(?:is|at) time(?= )",
        "aside": r",? (?:(?:also |better |commonly )?known|dubbed|called|billed)"
        r" (?:by|as|in) [^;:.,()]{2,60},(?= )"
        r"|, (?:namely|including|among them|such as) [^;:.()]{3,160}?,?"
        r"(?= (?:took place|was held|were held|opened|met)\b)"
        rf"|, (?:{CAPITALS}|(?:{_TITLE})?{_NAMED}"
        r"|(?:the |its |his |her |an? )[^,;:.\"()]{3,60}),(?= )",
        "purpose": rf" for {_THE}(?:[a-z-]+ ){{0,3}}"
        r"(?:visit|talks|lunch|dinner|breakfast|discussions)"
        rf"(?: with {_THE}{phrase()}| on {_THE}{phrase()})?{_END}",
        "manner": rf" (?:behind closed doors|by video link|via video link|online|remotely){_END}",
        "circumstance": rf" (?:in|at|inside|aboard|amid|over|under) {_THE}{phrase()}{_END}",
    }
