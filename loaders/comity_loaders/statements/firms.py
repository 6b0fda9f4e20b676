"""Whom "the firm" means where its name is in no reference: the firm that the text is about.

"Shares in Example fell. The company said": a name that the language model takes for a body's, or
that shares, profits or a chief executive stand with, is one. Of several, the one that the sentences
before speak of far more often is meant, else nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.people.people import people_in
from comity_loaders.statements.relays import find_sources
from comity_loaders.statements.voicewords import speaker_words

_NAME = r"[A-Z][\w&'-]*[\w&](?:\s+(?:&\s+)?[A-Z][\w&-]*){0,4}"
_ACTS = re.compile(r"(?:,[^,]{2,80},)?\s+(?!and\b|or\b|of\b|in\b)[a-z]+")
_REACH = 4
"""In how many sentences, the one of the place among them, the name may stand."""
_OFTEN = 2
"""How often a text names the firm that it is about, and how many times as often as others."""


@dataclass(frozen=True, slots=True)
class _Firm:
    """A firm, or what may be one.

    Args:
        name: the longest of its names.
        places: where it is named.
        is_shown: whether words stand with a name that only firms have.
    """

    name: str
    places: tuple[Span, ...]
    is_shown: bool


def firm_meant(document: Document, at: int) -> Entity | None:
    """The firm that the sentences right before a place are about; None where it may be several.

    Args:
        document: the article.
        at: where "the firm" stands, or "a spokesman" without more.
    """
    firms = document.once(_firms)
    before = [s for s in document.sentences if s.span.start < at][-_REACH:]
    least = before[0].span.start if before else at
    near = [f for f in firms if any(least <= place.start and place.end <= at for place in f.places)]
    ranked = sorted(near, key=lambda firm: -len(firm.places))
    if not ranked or not (ranked[0].is_shown or len(ranked[0].places) >= _OFTEN):
        return None
    others = len(ranked[1].places) if len(ranked) > 1 else 0
    is_main = len(ranked[0].places) >= _OFTEN * others
    return local_entity(Kind.GROUP, ranked[0].name) if is_main else None


def leading_firm(document: Document, at: int) -> Entity | None:
    """The firm that the sentence before a place is about, where that begins with it."""
    before = [s for s in document.sentences if s.span.end <= at][-1:]
    names = [place for firm in document.once(_firms) for place in firm.places]
    for sentence in before:
        start = _leading().match(document.text, sentence.span.start, sentence.span.end)
        first = start.end() if start else sentence.span.start
        is_it = (start and start["noun"]) or any(
            first == p.start and _ACTS.match(document.text, p.end) for p in names
        )
        return firm_meant(document, at) if is_it else None
    return None


def is_firm(document: Document, name: str) -> bool:
    """Whether a name is a firm's by what stands with it elsewhere: "shares in Example"."""
    return any(f.is_shown and f" {name} " in f" {f.name} " for f in document.once(_firms))


def _firms(document: Document) -> tuple[_Firm, ...]:
    """Every firm named, under the longest of its names."""
    shown = document.once(_shown_names)
    called = _tagged(document) | shown
    longest = {name: _longest(name, called) for name in called}
    return tuple(_firm(document, name, longest, shown) for name in sorted(set(longest.values())))


def _firm(document: Document, name: str, longest: dict[str, str], shown: frozenset[str]) -> _Firm:
    parts = sorted((n for n in longest if longest[n] == name), key=len, reverse=True)
    found = re.finditer(rf"(?<![\w-]){any_of(parts)}(?![\w-])", document.text)
    return _Firm(name, tuple(Span(m.start(), m.end()) for m in found), bool(shown & set(parts)))


def _longest(name: str, called: frozenset[str]) -> str:
    """The name in full of what is named in short: "Example Foods" of "Example"."""
    return max((n for n in called if n.startswith(name) or n.endswith(f" {name}")), key=len)


def _tagged(document: Document) -> frozenset[str]:
    """The names that the language model takes for bodies', and that are nobody else's."""
    taken = [*(m.span for m in document.mentions), *(s.span for s in document.once(find_sources))]
    taken += [m.span for m in people_in(document).mentions]
    places = (Span(e.start_char, e.end_char) for e in document.entities if e.label_ == "ORG")
    free = (place for place in places if not any(place.overlaps(other) for other in taken))
    return frozenset(filter(None, (_bare(document.text, place) for place in free)))


def _shown_names(document: Document) -> frozenset[str]:
    """The names that stand beside words that only firms have."""
    taken = [m.span for m in document.mentions]
    found = (m.span("name" if m["name"] else "owner") for m in _shown().finditer(document.text))
    places = (Span(start, end) for start, end in found)
    free = (place for place in places if not any(place.overlaps(other) for other in taken))
    return frozenset(filter(None, (_bare(document.text, place) for place in free)))


def _bare(text: str, place: Span) -> str:
    """A name without its article, or nothing where it is a part's, an institution's, or none."""
    name = re.sub(r"^[Tt]he\s+|'s?$", "", " ".join(place.of(text).split()))
    is_part = re.search(r"'s?\s+$", text[max(place.start - 4, 0) : place.start])
    is_name = re.fullmatch(_NAME, name) and not is_part
    return name if is_name and not set(name.split()) & set(speaker_words("not_firms")) else ""


@cache
def _leading() -> re.Pattern[str]:
    """How a sentence begins that is about a firm, up to its name or its noun."""
    nouns = any_of(speaker_words("firms"))
    return re.compile(
        rf"(?:[A-Z][a-z]+(?:\s[a-z]+){{0,3}},?\s+(?=[Tt]he\b|[A-Z]))?(?:[Tt]he\s+(?P<noun>{nouns})\b(?!'))?"
    )


@cache
def _shown() -> re.Pattern[str]:
    """Names beside words that only firms have: "shares in Example", "carmaker Example"."""
    kinds = any_of(speaker_words("firms"))
    signs = any_of(speaker_words("firm_signs"))
    return re.compile(
        rf"(?:\b[Ss]hares\s+in|\b[Ss]take\s+in|\b(?:{kinds}))\s+(?P<name>{_NAME})"
        rf"|(?P<owner>{_NAME})(?:'s?)?\s+(?:{signs})\b"
    )
