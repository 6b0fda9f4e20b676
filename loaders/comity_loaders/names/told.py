"""Bodies that the reference does not know, by what an article says that they are.

"The Tanager Entente was a defensive alliance of three kingdoms" tells what the Tanager Entente is,
whatever the form of its name. So does "the Tanager Entente, a regional bloc".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.named import Mention, Use

_WORD = r"[A-Z][\w'’.-]*\w"
_SMALL = r"(?:of|for|the|and|on|in|to|against|de|la|des)"
_NAME = rf"{_WORD}(?:[ \n](?:{_SMALL}[ \n]){{0,3}}{_WORD}){{0,8}}"
_ACRONYM = r"(?:\s*\((?:the )?[\"“']?(?P<acronym>[A-Z][A-Za-z0-9+-]{1,9})[\"”']?\))?"
_BEHIND = 60
"""So many code points behind the noun tell of whom the body is."""


def find_told(text: str, named: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions of bodies that an article says something is, in no order.

    Args:
        text: the text.
        named: the mentions of what is known already.
    """
    taken = [m.span for m in named if m.entity and m.use is not Use.CAPITAL]
    for name, acronym, body in _told(text, taken):
        called = any_of(filter(None, (f"{name} ({acronym})" if acronym else "", name, acronym)))
        for match in re.finditer(rf"(?<![\w-]){called}(?![\w-])", text):
            span = Span(match.start(), match.end())
            if not any(span.overlaps(t) for t in taken):
                yield Mention(span, body, Use.NAME)


def _told(text: str, taken: Sequence[Span]) -> Iterator[tuple[str, str, Entity]]:
    for match in _definition().finditer(text):
        span = Span(*match.span("name"))
        name = match["name"]
        if any(span.overlaps(t) for t in taken) or not _is_of_states(text, match):
            continue
        if len(name.split()) > 1 or match["acronym"]:
            kind = Kind.TREATY if match["treaty"] else Kind.ORGANISATION
            yield name, match["acronym"] or "", local_entity(kind, " ".join(name.split()))


def _is_of_states(text: str, match: re.Match[str]) -> bool:
    """Whether it is a body of states, by its nouns and by the words around them."""
    lists = wordlists.load("bodies.yaml")["told"]
    behind = text[match.end() : match.end() + _BEHIND]
    around = f"{match['adjectives']} {match['noun']} {re.split(r'[.;]', behind)[0]}"
    if re.search(rf"\b(?i:{any_of(lists['not_of_states'])})\b", around):
        return False
    if re.search(rf"\b{any_of(wordlists.load('names.yaml')['no_body'])}\b", match["name"]):
        return False
    of_states = re.search(rf"\b(?i:{any_of(lists['of_states'])})\b", around)
    return bool(match["treaty"] or match["alliance"] or of_states)


@cache
def _definition() -> re.Pattern[str]:
    """Such as "The Tanager Entente (TE) was a loose defensive alliance"."""
    lists = wordlists.load("bodies.yaml")["told"]
    treaty, alliance, other = (any_of(lists[key]) for key in ("treaties", "alliances", "others"))
    opening = r"(?:(?:^|[.!?\"”]\s+|\n)(?:The\s+|An?\s+)?|\b[Tt]he\s+)"
    return re.compile(
        rf"{opening}(?P<name>{_NAME}){_ACRONYM}"
        r"(?:\s+(?:is|was|were|are)\s+(?:an?|the|one of (?:the|several|two|three))"
        r"|,\s+(?:an?|the))\s+"
        r"(?P<adjectives>(?:[\w-]+,?\s+){0,5}?)"
        rf"(?P<noun>(?P<treaty>{treaty})|(?P<alliance>{alliance})|{other})s?\b(?![\s-]*[A-Z])",
        re.MULTILINE,
    )
