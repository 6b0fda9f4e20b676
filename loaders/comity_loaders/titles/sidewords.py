"""The words before a title of office that name an agency, a firm or somebody appointed."""

from __future__ import annotations

import re
from functools import cache

from comity.model import Kind
from comity_loaders import wordlists
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.titles import titlewords
from comity_loaders.titles.officewords import PUT

# An agency is its state's: "the director of Kenya's National Intelligence Service".
_NAMED = r"(?:[A-Z][\w&-]*[ ]+(?:(?:of|and|for|on|of the|for the)[ ]+)?){0,6}?"
_FURTHER = r"(?:[ ]+(?:of|for|and|on)[ ]+[A-Z][\w&-]*(?:[ ]+(?:and[ ]+)?[A-Z][\w&-]*){0,4})?"
AGENCY = rf"{_NAMED}(?:{'|'.join(titlewords.words('agencies'))}){_FURTHER}"
"""A pattern of the name of a state's agency."""
LONE_AGENCY = re.compile(
    rf"(?<![\w'-])(?<![A-Z][a-z] )(?P<agency>{'|'.join(titlewords.words('lone_agencies'))})"
    r"(?:'s?)?[ ]+$"
)
"""What is always some state's, before a title: "Treasury spokesman"."""
LONE_BODY = re.compile(rf"(?<![\w'-])(?:{'|'.join(titlewords.words('lone_bodies'))})[ ]+$")
"""What an organisation is called for short, before a title: "Tribunal spokeswoman"."""
AGENCY_BEFORE = re.compile(rf"(?P<gap>'s?|)[ ]+(?P<agency>{AGENCY})(?:'s?)?[ ]+")
"""The name of an agency between a state and a title."""
TRAIT = re.compile(r"\b(?:ethnic(?:ally)?[ ]+|(?:pro|anti)-)$")
"""What makes a nation tell no office: "the first ethnic Chinese minister", "pro-Chadian"."""
CAPITAL_BEFORE = re.compile(r"(?<=[\w,;] )(?<![.!?] )(?P<word>[A-Z][\w-]+)(?:'s?)?[ ]+$")
"""A capitalised word right before a title or a body, that opens no sentence."""
APPOINTED = re.compile(
    rf"\b{PUT}[ ]+(?:"
    rf"(?:[A-Z][\w.'-]*[ ]+(?:[a-z]{{2,3}}[ ]+){{0,2}}){{1,7}}"
    rf"|[^.;\n]{{5,60}}?[ ]+and[ ]+(?:[A-Z][\w.'-]*[ ]+){{2,4}})$"
)
"""A verb of appointing and the name behind it, before a title: "named X minister (and Y …)"."""


def titled_word(word: str) -> bool:
    """Whether a word is a title or an honorific itself: "Madam President"."""
    plain = titlewords.plain(word)
    named: dict[str, list[str]] = wordlists.load("people.yaml")["honorifics"]
    return plain in titlewords.scopes() or any(
        word in known.split() for names in named.values() for known in names
    )


@cache
def not_names() -> frozenset[str]:
    """Capitalised words that are no part of a firm's or a city's name."""
    lists = wordlists.load("people.yaml")
    return frozenset({*lists["not_names"], *(w.title() for w in titlewords.statuses())})


def is_own(text: str, match: re.Match[str], mention: Mention) -> bool:
    """Whether the words before an agency say whose it is: "Kenya's", "Kenyan", "US"."""
    return bool(match["gap"]) or mention.use is Use.DEMONYM or mention.span.of(text).isupper()


def is_others(text: str, mention: Mention) -> bool:
    """Whether it is a city's or a firm's office: "Geneva police chief", "Air France head"."""
    if text[mention.span.end] == "'" or mention.use in {Use.DEMONYM, Use.ANAPHOR}:
        return False
    if mention.use is Use.CAPITAL:
        return True
    if mention.span.of(text).isupper():
        return False
    of_state = mention.entity is not None and mention.entity.kind is Kind.STATE
    start = mention.span.start
    before = CAPITAL_BEFORE.search(text, max(start - 25, 0), start)
    return of_state and before is not None and before["word"] not in not_names()
