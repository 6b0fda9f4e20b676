"""Bodies that the reference does not know, known within an article by the forms of their names.

"Lake Aral Cooperation Council (LACC)" is a body by its noun and its acronym. Without an acronym
"Organisation of Lake States" is one where the article says that something is a member of it;
national agencies, parties, firms and clubs are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from comity.model import Entity, Kind, Span, local_entity
from comity.spelling import loose_words, tokens_of
from comity_loaders import wordlists
from comity_loaders.names.named import BODIES, Mention, Use
from comity_loaders.names.shaped import find_shaped
from comity_loaders.names.treatynames import find_treaty_names

_SMALL = "of|for|the|and|on|in|to|&|de"
_WORD = r"[A-Z][\w'.-]*"
_DEFINITION = re.compile(
    rf"(?P<name>{_WORD}(?:\s+(?:{_WORD}|{_SMALL})){{1,15}})"
    r"\s*\(\s*(?:the )?[\"']?(?P<acronym>[A-Z][A-Za-z0-9+-]{1,9})[\"']?\s*\)"
)
_ACRONYM = re.compile(r"\s*\(\s*(?:the )?[\"']?(?P<acronym>[A-Z][A-Za-z.-]{1,9})[\"']?\s*\)")
_KNOWN_BY = re.compile(
    r",? (?:which is |and |also |better |commonly |widely |usually |generally )*"
    r"(?:known|called|referred to) (?:by|under) (?:its|the) (?:[A-Z]\w+ )?"
    r"(?:acronym|initials|abbreviation),? [\"']?(?P<acronym>[A-Z][A-Za-z-]{1,9})\b"
)
"""An acronym that need not be spelled by the name, as it may be of another language."""
_NAMED = re.compile(rf"(?P<name>(?!The\b){_WORD}(?:\s+(?:{_WORD}|{_SMALL})){{1,10}})$")
_LONGEST = 120
"""No name of a body is longer."""
_GAP = re.compile(r"\s+")
_SHORT = 3
"""Acronyms of so few letters are spelt in one order only."""
_ALIKE = 0.6
"""From how large a share of common words on, two names are one with a slip in it."""


def find_local_bodies(text: str, named: Sequence[Mention]) -> list[Mention]:
    """The mentions of bodies that an article defines by an acronym or by the form of their names.

    Args:
        text: the text.
        named: the mentions of what the reference knows.
    """
    local: list[Mention] = []
    for full, acronym, whole in _defined(text):
        inside = [m for m in named if _names_body(m) and m.span.overlaps(whole)]
        inside = [m for m in inside if not _is_coupled(text, m.span)]
        if any(m.span.of(text) != acronym for m in inside):
            continue
        body = _known_by(full, inside) or _body_named(full)
        # An acronym that stands for something else here is no name of a body in this article.
        if body or inside:
            local.append(Mention(whole, body, Use.NAME))
            local += _repeats(text, (full, acronym), body, local)
    local += _own_acronyms(text, named, local)
    return [*local, *find_shaped(text, [*named, *local])]


def find_local_treaties(
    text: str, named: Sequence[Mention], towns: Sequence[Span] = ()
) -> list[Mention]:
    """The treaties that the reference does not know, by the forms of their names.

    Args:
        text: the text.
        named: the mentions of what is known already.
        towns: the places that only the model knows.
    """
    states = [m.span for m in named if m.use is Use.NAME and m.can_be(Kind.STATE, Kind.TERRITORY)]
    capitals = [m.span for m in named if m.use is Use.CAPITAL]
    cities = [*capitals, *(t for t in towns if not any(t.overlaps(s) for s in states))]
    treaties = [m.span for m in named if m.entity and m.can_be(Kind.TREATY)]
    bodies = [m.span for m in named if m.can_be(Kind.ORGANISATION, Kind.ORGAN)]
    bodies = [span for span in bodies if not _is_coupled(text, span)]
    return [
        Mention(span, local_entity(Kind.TREATY, _GAP.sub(" ", span.of(text))), Use.NAME)
        for span in find_treaty_names(text, treaties, bodies, cities)
    ]


def _defined(text: str) -> Iterator[tuple[str, str, Span]]:
    """Full names with an acronym behind them that their capitals spell."""
    for match in _DEFINITION.finditer(text):
        full = _full_name(match["name"], match["acronym"])
        if full:
            yield full, match["acronym"], Span(match.end("name") - len(full), match.end())
    for match in _KNOWN_BY.finditer(text):
        named = _NAMED.search(text, max(match.start() - _LONGEST, 0), match.start())
        if named:
            yield named["name"], match["acronym"], Span(named.start("name"), named.end("name"))


def _known_by(full: str, acronyms: Sequence[Mention]) -> Entity | None:
    """The body whose acronym it is, where the full name is nearly its own: a slip of the pen."""
    words = _words(full)
    for mention in acronyms:
        if mention.entity:
            own = _words(mention.entity.name)
            if len(words & own) >= _ALIKE * max(len(words), len(own)):
                return mention.entity
    return None


def _words(name: str) -> set[str]:
    return {word for word, _, _ in loose_words(tokens_of(name))}


def _body_named(full: str) -> Entity | None:
    sorts = wordlists.load("names.yaml")["treaty_names"]["sorts"]
    kind = None if _GAP.sub(" ", full) in sorts else _body_kind(full.split())
    return local_entity(kind, _GAP.sub(" ", full)) if kind else None


def _names_body(mention: Mention) -> bool:
    return mention.entity is not None and mention.entity.kind in (*BODIES, Kind.ORGAN)


def _is_coupled(text: str, body: Span) -> bool:
    """Whether a body is one side of an agreement's name: "ASEAN-Japan Economic Partnership"."""
    return bool(re.match(r"[-–](?=[A-Z])", text[body.end :])) or bool(
        re.search(r"[A-Za-z][-–]$", text[: body.start])
    )


def _own_acronyms(
    text: str, named: Sequence[Mention], local: Sequence[Mention]
) -> Iterator[Mention]:
    """The acronyms that an article gives to bodies that the reference knows by other ones."""
    taken = [m.span for m in (*named, *local)]
    for mention in named:
        if not mention.entity or not _names_body(mention):
            continue
        match = _ACRONYM.match(text, mention.span.end)
        capitals = "".join(re.findall(r"\b[A-Z]", mention.span.of(text)))
        spelled = match and len(capitals) > 1 and _spells(capitals, match["acronym"].upper())
        match = match if spelled else _KNOWN_BY.match(text, mention.span.end)
        if match:
            own = match["acronym"]
            for found in _repeats(text, (own,), mention.entity, ()):
                # An acronym that an article defines means nothing else in it.
                longer = (place for place in taken if found.span.overlaps(place))
                if all(place.of(text) == own for place in longer):
                    yield found


def _repeats(
    text: str, names: Iterable[str], body: Entity | None, taken: Sequence[Mention]
) -> list[Mention]:
    places = [m.span for m in taken]
    return [
        Mention(span, body, Use.NAME)
        for name in names
        for match in re.finditer(rf"\b{re.escape(name)}(?!\w)", text)
        for span in [Span(match.start(), match.end())]
        if not any(span.overlaps(place) for place in places)
    ]


def _full_name(name: str, acronym: str) -> str:
    """The last words of `name` whose capitals the acronym spells; empty where none do."""
    starts = [m.start() for m in re.finditer(r"\b[A-Z]", name)]
    for start in starts:
        capitals = "".join(re.findall(r"\b[A-Z]", name[start:]))
        if _spells(capitals, acronym.upper()):
            return name[start:]
    return ""


def _spells(capitals: str, acronym: str) -> bool:
    """Whether the capitals are the acronym, but for one letter more on either side, or the order.

    A name turned into English by the writer keeps its words: "Organization for Cooperation and
    Economic Development (OECD)".
    """
    if capitals[0] == acronym[0] and len(acronym) > _SHORT and sorted(capitals) == sorted(acronym):
        return True
    letters = iter(acronym)
    found = sum(capital in letters for capital in capitals)
    return (
        capitals[0] == acronym[0] and found >= 2 and found >= max(len(capitals), len(acronym)) - 1
    )


def _body_kind(parts: Sequence[str]) -> Kind | None:
    nouns = wordlists.load("names.yaml")["body_nouns"]
    heads = {part for part, after in pairwise(parts) if after in {"of", "for", "on"}}
    edges = {*parts[:1], *parts[-1:], *heads}
    if edges & set(nouns["treaty"]):
        return Kind.TREATY
    return Kind.ORGANISATION if edges & set(nouns["org"]) else None
