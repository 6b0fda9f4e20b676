"""What is meant where something is joined or left.

"Joined the euro" is joining a group of states, and "withdrew from the treaty that created the
International Criminal Court" leaving a treaty. Who left "the U.N. cultural body" or joined the
"Open Balkan Corridor" is no member of what their names begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from comity.gazetteer import Gazetteer
from comity.model import Entity, Kind, Span
from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.named import BODIES, Mention, Use

_BEFORE = 60
"""So many code points before a name are looked at."""
_TREATY_NOUN = r"(?:[Tt]reaty|[Cc]onvention|[Pp]act|[Aa]greement|[Aa]ccord|[Ss]tatute|[Cc]harter)"
_MAKES = (
    r"(?:establish|creat|found|launch|form|constitut)(?:ing|ed)|sett?ing up|set up|behind|governing"
)
_SIGNED = re.compile(
    r"\b(?:sign|ratif|initial|conclud|endors|approv|adopt)[a-z]*\s+(?:the\s+|an?\s+)?$"
)


def find_joined(text: str, named: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Mentions by words that name a body only behind those for joining and leaving.

    Args:
        text: the text.
        named: the mentions by name.
        gazetteer: the bodies that there are.
    """
    taken = [m.span for m in named if m.use is Use.NAME and m.can_be(*BODIES, Kind.ORGAN)]
    for match in _joined_names().finditer(text):
        span = Span(match.start(), match.end())
        if not any(span.overlaps(t) for t in taken) and _is_joined(text, span.start):
            body = next(key for key, words in _names() if words.fullmatch(match[0]))
            yield Mention(span, gazetteer.entries[body].entity, Use.NAME)
    yield from _founding(text, named, gazetteer)


def _founding(text: str, named: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Treaties by the bodies that they made."""
    treaties: dict[str, str] = wordlists.load("bodies.yaml")["founding_treaties"]
    for mention in named:
        key = treaties.get(mention.entity.key) if mention.entity else None
        start = _founding_start(text, mention.span) if key else None
        if key and start is not None:
            treaty = gazetteer.entries[key].entity
            yield Mention(Span(start, mention.span.end), treaty, Use.NAME)


def _founding_start(text: str, body: Span) -> int | None:
    before = _founded_by().search(text, max(body.start - _BEFORE, 0), body.start)
    return before.start("treaty") if before else None


def without_longer(text: str, named: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions but for bodies with whose names that of something else begins, if it is joined.

    Args:
        text: the text.
        named: the mentions by name.
        gazetteer: what bodies call themselves.
    """
    return [m for m in named if not (_is_body(m) and _is_part(text, m, gazetteer))]


def _is_body(mention: Mention) -> bool:
    return mention.use is Use.NAME and mention.can_be(Kind.ORGANISATION)


def _is_part(text: str, mention: Mention, gazetteer: Gazetteer) -> bool:
    at = mention.span.start
    signed = _SIGNED.search(text, max(at - _BEFORE, 0), at)
    if not mention.entity or not (signed or _is_joined(text, at)):
        return False
    match = _longer().match(text, mention.span.end)
    if not match:
        return False
    noun = match["noun"] or match["on"] or match["head"]
    return not _calls_itself(mention.entity, noun.lower(), gazetteer)


def _calls_itself(body: Entity, noun: str, gazetteer: Gazetteer) -> bool:
    return noun in {*gazetteer.entry(body).short_forms, *body.name.lower().split()}


def _is_joined(text: str, at: int) -> bool:
    before = text[max(at - _BEFORE, 0) : at]
    return _joined_before().search(" ".join(before.split()) + " ") is not None


@cache
def _joined_before() -> re.Pattern[str]:
    return re.compile(wordlists.load("bodies.yaml")["before_joined_name"])


@cache
def _names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    names: dict[str, str] = wordlists.load("bodies.yaml")["joined_names"]
    return tuple((key, re.compile(_spaced(words))) for words, key in names.items())


@cache
def _joined_names() -> re.Pattern[str]:
    names = sorted(wordlists.load("bodies.yaml")["joined_names"], key=len, reverse=True)
    either = "|".join(f"(?:{_spaced(words)})" for words in names)
    return re.compile(rf"\b(?:{either})\b(?![-'’]|\s+(?:countries|\d|[A-Z]))")


def _spaced(words: str) -> str:
    return words.replace(" ", r"\s+")


@cache
def _founded_by() -> re.Pattern[str]:
    """Such as "the founding treaty of the" and "the statute that created the"."""
    return re.compile(
        rf"\b(?P<treaty>(?:founding\s+{_TREATY_NOUN}\s+(?:of|for)|(?:[A-Z]\w+\s+)?{_TREATY_NOUN}\s+"
        rf"(?:(?:that|which)\s+)?(?:{_MAKES}))\s+(?:the\s+)?(?:[a-z-]+\s+)?)$"
    )


@cache
def _longer() -> re.Pattern[str]:
    """What goes on behind a name so that both name another thing."""
    lists = wordlists.load("bodies.yaml")
    same, nouns, heads = (any_of(lists[key]) for key in ("of_any_body", "others", "other_heads"))
    return re.compile(
        rf"\s+(?:(?:(?!{same}\b)[a-z][a-z-]+\s+){{1,3}}(?P<noun>{nouns})\b"
        rf"|(?P<on>{nouns})\s+(?:on|against|for|to)\b"
        rf"|(?:[A-Z][\w-]+\s+){{1,4}}(?P<head>{heads})\b(?!\s+[A-Z]))"
    )
