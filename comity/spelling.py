"""How a name may be spelt: the same name with other letters, points, prefixes and slips.

A name is compared by its tokens. Case counts, accents and the kind of apostrophe do not, nor do
-isation and -ization. Long names are also compared loosely, so that "Organisation of American
State" and "South-East Asia Treaty organisation" are what they mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

Tokens = tuple[str, ...]
Place = tuple[str, int, int]
"""A token and where it starts and ends."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SPELLINGS = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"^defence$"), "defense"),
    (re.compile(r"^labour$"), "labor"),
    (re.compile(r"^centre$"), "center"),
    (re.compile(r"^programme$"), "program"),
)
_WORLD = re.compile(r"\b(?:United Nations|UN|U\.N\.)(?= )")
_WORLD_FORMS = ("United Nations", "UN", "U.N.")
_AND = "&"
_DOTTABLE = re.compile(r"[A-Z]{3,5}")
_COMPASS = re.compile(r"(north|south)(east|west)(ern)?")
_TREATY_NOUNS = frozenset(
    {
        *("Treaty", "Convention", "Protocol", "Agreement", "Accord", "Accords", "Pact"),
        *("Charter", "Statute", "Covenant", "Compact"),
    }
)
_FORMS = {
    **{f"{side}ern": side for side in ("east", "west", "north", "south")},
    "african": "africa",
    "asian": "asia",
    "american": "america",
    "for": "of",
    "on": "of",
}
"""Words of which texts write one for the other: "Organisation for African Unity"."""
_SIDES = ("east", "west", "eastern", "western")
_PREFIXES = frozenset({"inter", "non", "anti", "pan", "sub", "multi", "trans"})
_SMALL = frozenset({"of", "on", "and", "in", "for", "to", "against", "with", "from", "by"})
_SILENT = frozenset({"-", "'", ","})
_LOOSE_WORDS = 3
"""A name of fewer words is compared exactly only."""
_LOWER_WORDS = 4
"""A name of fewer words, loosely compared, must have its capitals."""


@lru_cache(maxsize=65536)
def normal(token: str) -> str:
    """A token with accents off, one kind of apostrophe, and one spelling; case is kept."""
    if not token.isascii():
        token = token.translate({0x2019: "'", 0x2018: "'", 0x2011: "-", 0x2010: "-", 0x2013: "-"})
        decomposed = unicodedata.normalize("NFKD", token)
        token = "".join(c for c in decomposed if not unicodedata.combining(c))
    if token == _AND:
        return "and"
    for pattern, spelling in _SPELLINGS:
        if pattern.search(token.lower()):
            folded = pattern.sub(spelling, token.lower())
            token = folded.capitalize() if token[0].isupper() else folded
    return token


def tokens_of(text: str) -> list[Place]:
    """The tokens of a text, spelt one way, with their places."""
    return [(normal(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def spellings(name: str) -> set[Tokens]:
    """The token sequences that `name` is found by: its hyphens closed up, its UN written out."""
    forms = {name}
    if "o-o" in name or "ooperat" in name:
        forms |= {form.replace("o-o", "oo") for form in forms}
        forms |= {form.replace("ooperat", "o-operat") for form in forms}
    if " " in name and "N" in name:
        forms |= {_WORLD.sub(world, form) for form in forms for world in _WORLD_FORMS}
    keys = {tuple(normal(token) for token in _TOKEN.findall(form)) for form in forms}
    return {key[1:] if key[0] in {"The", "the"} and len(key) > 1 else key for key in keys if key}


def dotted(acronym: str) -> str:
    """An acronym with points, as some papers have it: "I.A.E.A."; empty where none would."""
    return "".join(f"{letter}." for letter in acronym) if _DOTTABLE.fullmatch(acronym) else ""


def small_nouns(name: str) -> Iterator[str]:
    """A treaty's short name with its common nouns in small letters, as many papers have it.

    "Tlatelolco Treaty" is also the "Tlatelolco treaty", "Treaty of Asunción" the "treaty of
    Asunción", and "San Francisco Peace Treaty" the "San Francisco peace treaty". Longer names are
    found loosely whatever the case.
    """
    first, *words = name.split()
    if first in _TREATY_NOUNS and words[:1] == ["of"] and words[-1][0].isupper():
        yield " ".join([first.lower(), *words])
    if not words or len(words) > _LOOSE_WORDS or words[-1] not in _TREATY_NOUNS:
        return
    for start in range(len(words)):
        if not any(word.isupper() for word in words[start:]):
            yield " ".join([first, *words[:start], *map(str.lower, words[start:])])


def organ_names(name: str, homes: Sequence[str]) -> Iterator[str]:
    """Other names of an organ, by the names of the body that it belongs to.

    "OAS Permanent Council" is also the "Permanent Council of the OAS".
    """
    for home in homes:
        own = _own_name(name, home)
        if own and own[0].isupper():
            for other in homes:
                yield from (f"{other} {own}", f"{other}'s {own}")
                yield from (f"{own} of {other}", f"{own} of the {other}")


def _own_name(name: str, home: str) -> str:
    if name.startswith(f"{home} "):
        return name[len(home) + 1 :]
    for end in (f" of {home}", f" of the {home}"):
        if name.endswith(end):
            return name[: -len(end)]
    return ""


def loose_key(name: Tokens) -> Tokens:
    """A long name's words as they are compared loosely; empty of a name that is too short."""
    if len(name) < _LOOSE_WORDS:
        return ()
    words = tuple(word for word, _, _ in loose_words([(token, 0, 0) for token in name]))
    telling = [word for word in words if word not in _SMALL and word.isalpha()]
    return words if len(words) >= _LOOSE_WORDS and len(telling) > 1 else ()


def loose_words(tokens: Iterable[Place]) -> list[tuple[str, int, int]]:
    """Words in lower case and the singular, prefixes joined, with the first and last token's index.

    Args:
        tokens: tokens spelt one way.
    """
    words: list[tuple[str, int, int]] = []
    last = ""
    told = [(i, token) for i, (token, _, _) in enumerate(tokens) if token.lower() != "the"]
    for at, (index, token) in enumerate(told):
        lower = token.lower()
        if lower in _SILENT or (lower == "s" and last == "'"):
            last = token
            continue
        joins = last == "-" and words and words[-1][0] in _PREFIXES
        if joins and words[-1][2] == told[at - 2][0]:
            prefix, start, _ = words.pop()
            words.append((prefix + _singular(lower), start, index))
        else:
            words += [(word, index, index) for word in _split(lower)]
        last = token
    return words


def loose_starts(word: str) -> set[str]:
    """The tokens that a name may begin with whose first word, loosely, is `word`."""
    parts = {p for p in _PREFIXES if word.startswith(p)}
    sides = {f"{word}{side}" for side in _SIDES} if word in {"north", "south"} else set()
    forms = {form for form, plain in _FORMS.items() if plain == word}
    starts = {word, f"{word}s", *parts, *sides, *forms}
    return {s.capitalize() for s in starts} | {s.upper() for s in starts}


@lru_cache(maxsize=65536)
def _split(word: str) -> Tokens:
    compass = _COMPASS.fullmatch(word)
    if compass:
        return compass[1], compass[2]
    return (_FORMS.get(word) or _singular(word),)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word


def has_capitals(tokens: Sequence[Place], words: int) -> bool:
    """Whether a stretch of a text is written as a name: long, or with capitals throughout."""
    telling = [t for t, _, _ in tokens if t.isalpha() and t.lower() not in {*_SMALL, "the", "s"}]
    return (
        bool(telling)
        and telling[0][0].isupper()
        and (words >= _LOWER_WORDS or all(t[0].isupper() for t in telling))
    )
