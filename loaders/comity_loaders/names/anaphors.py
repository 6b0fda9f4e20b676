"""Common nouns that refer back to a body: "the alliance", "the Vienna-based agency".

The last body named that calls itself so is meant; a general noun such as "the organisation" means
the one body that it fits, and where several do, the last named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from comity.gazetteer import Gazetteer
from comity.model import Entity, Kind, Span
from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.described import described, described_pattern, is_elsewhere, is_regional
from comity_loaders.names.named import BODIES, Mention, Use, is_attribute

# Nouns that fit any body; "the forum" or "the cartel" fits those that call themselves so.
_OVERALL = frozenset(
    {"organisation", "organization", "treaty", "convention", "bloc", "grouping", "alliance"}
)
_GENERAL = _OVERALL | {"body", "group", "club", "pact", "union", "agreement", "accord"}
_ANY = {"organisation", "organization"}
_CANDIDATES = (*BODIES, Kind.ORGAN)
_CALENDAR = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December)\b"
)
_DEFINED = re.compile(
    r"\((?:here(?:in)?after )?(?:(?:referred to|known) as )?"
    r"(?:(?:the )?[\"'“”‘’*]+(?:the )?|the )(?P<noun>[A-Z][a-z]+)[\"'“”‘’*]*\)"
)
"""A term that a text defines for itself."""
_OWNER = r"(?=[A-Z][\w -]{2,18}'s\s+[a-z])"
"""What stands before a phrase without an article: "West Africa's main bloc"."""
_NEAR_NAME = 60
"""So many code points may stand between a name and the term for it."""
_CAPITAL = re.compile(r"(?:[A-Z][\w'.-]*|\b(?:of|and|for))\s+$")
"""What makes "Forum members" the end of a longer name."""
_SOLEMN = re.compile(r"\b(?:Charter|Declaration|Covenant|Constitution|Final Act)\b")


def find_anaphors(text: str, named: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """The mentions of bodies by a common noun, in order of place.

    Args:
        text: the text.
        named: the mentions by name, in order of place; one that only tells where a body sits or
            who leads it ("the Vienna-based agency") may lie in the words found.
        gazetteer: what bodies call themselves.
    """
    bodies = [m for m in named if m.entity and m.entity.kind in _CANDIDATES]
    taken = [m.span for m in named if m.use is Use.NAME]
    defined = _definitions(text, bodies)
    for match in _pattern().finditer(text):
        span = Span(match.start(), match.end())
        if any(span.overlaps(t) for t in taken) or _is_common(match):
            continue
        if match["bare"] and _CAPITAL.search(text, max(span.start - 30, 0), span.start):
            continue
        body = defined.get(match["noun"] or match["bare"]) or _meant(text, match, bodies, gazetteer)
        if body:
            yield Mention(span, body, Use.ANAPHOR)


def _meant(
    text: str, match: re.Match[str], bodies: Sequence[Mention], gazetteer: Gazetteer
) -> Entity | None:
    """The body named before; in a first sentence, which may come before the name, one behind."""
    before = [m for m in bodies if m.span.end <= match.start() and not is_attribute(text, m)]
    behind = [m for m in bodies if m.span.start >= match.end()]
    if match["bare"]:
        return _antecedent(text, match, match["bare"].lower(), before, gazetteer)
    phrase, noun = match["phrase"] or "", match["noun"] or ""
    noun = noun or _noun_of(phrase)
    body = described(phrase, reversed(before), gazetteer)
    other = _antecedent(text, match, noun.lower(), before, gazetteer) if noun and not body else None
    if other and is_elsewhere(phrase, other):
        other = None
    return body or other or described(phrase, behind, gazetteer)


def _noun_of(phrase: str) -> str:
    """The common noun of a phrase, where other bodies than those of its place may be so called."""
    nouns = {noun for kind in wordlists.load("names.yaml")["anaphors"].values() for noun in kind}
    last = phrase.split()[-1]
    return last if is_regional(phrase) and last.lower() in nouns else ""


def _definitions(text: str, bodies: Sequence[Mention]) -> dict[str, Entity]:
    """What a text's own definitions say: "the Convention on Whaling (“the Convention”)"."""
    found = dict[str, Entity]()
    for match in _DEFINED.finditer(text):
        near = [m for m in bodies if 0 <= match.start() - m.span.end <= _NEAR_NAME]
        of_noun = [m for m in near if match["noun"] in m.span.of(text)]
        if of_noun and of_noun[-1].entity:
            found.setdefault(match["noun"], of_noun[-1].entity)
    return found


def _is_common(match: re.Match[str]) -> bool:
    """Whether the words mean no body that was named: "the international community"."""
    lists = wordlists.load("names.yaml")
    words = match[0].lower().split()[1:]
    if any(" ".join(words).endswith(phrase) for phrase in lists["no_anaphors"]):
        return True
    return len(words) == 1 and match["noun"] in lists["capitalised_anaphors"]


def _antecedent(
    text: str,
    match: re.Match[str],
    noun: str,
    before: Sequence[Mention],
    gazetteer: Gazetteer,
) -> Entity | None:
    """The last body before that the noun can mean; one that it characteristically means first."""
    fitting = [m for m in before if m.entity and _is_of_region(m.entity, match[0].lower())]
    topic = _topic(text, match.start(), fitting) if noun in _ANY else None
    if topic:
        return topic
    for mention in reversed(fitting):
        if mention.entity and _calls_itself(mention.entity, noun, gazetteer):
            other = _another(text, noun, Span(mention.span.end, match.start()), before)
            return None if other else mention.entity
    if noun not in _GENERAL:
        return None
    found = _headlined(text, noun, match.start(), fitting) or _general(noun, fitting)
    last = max((m.span.end for m in fitting if m.entity == found), default=None)
    is_strangers = last and _has_stranger(text, Span(last, match.start()), before)
    return None if is_strangers else found


def _topic(text: str, at: int, before: Sequence[Mention]) -> Entity | None:
    """The one body that a paragraph has named so far, if the text names no other as often."""
    start = max(text.rfind("\n\n", 0, at), 0)
    here = {m.entity for m in before if m.span.start >= start}
    counts = Counter(m.entity for m in before).most_common(2)
    often = len(counts) == 1 or (len(counts) > 1 and counts[0][1] > counts[1][1])
    only = next(iter(here)) if len(here) == 1 else None
    organisation = only is not None and only.kind is Kind.ORGANISATION
    return only if organisation and often and counts[0][0] == only else None


def _headlined(text: str, noun: str, at: int, before: Sequence[Mention]) -> Entity | None:
    """The one organisation of a headline that the noun fits, unless its paragraph names a body."""
    start, headline = max(text.rfind("\n\n", 0, at), 0), text.find("\n")
    named = {m.entity for m in before if m.span.end <= headline}
    only = next(iter(named)) if len(named) == 1 else None
    fits = noun in wordlists.load("names.yaml")["anaphors"].get(str(Kind.ORGANISATION), ())
    here = any(m.span.start >= start for m in before)
    return only if only and only.kind is Kind.ORGANISATION and fits and not here else None


def _general(noun: str, before: Sequence[Mention]) -> Entity | None:
    """The one body that a general noun fits; of several the last, where it fits them all."""
    recent = list(dict.fromkeys(m.entity for m in reversed(before) if m.entity))
    recent = [e for e in recent if e.kind in BODIES]
    nouns = wordlists.load("names.yaml")["anaphors"]
    fitting = [e for e in recent if noun in nouns.get(str(e.kind), ()) and not _is_solemn(e)]
    if noun in {"alliance", "pact"}:  # organisations that are one call themselves so
        fitting = [e for e in fitting if e.local or e.kind is Kind.TREATY]
    is_last = fitting[:1] == recent[:1] and noun in _OVERALL
    # With several bodies about, a noun that fits them all tells nothing.
    return fitting[0] if len(fitting) == 1 or (fitting and is_last) else None


def _is_solemn(body: Entity) -> bool:
    """Whether nobody calls it a treaty, though states take part in it as in one."""
    return body.kind is Kind.TREATY and bool(_SOLEMN.search(body.name))


def _is_of_region(body: Entity, words: str) -> bool:
    """Whether no words say that the body meant is of another region."""
    lists = wordlists.load("names.yaml")
    meant = [region for region in lists["regions"] if region in words]
    name = body.name.lower()
    if not meant or any(region in name for region in meant):
        return True
    elsewhere = any(region in name for region in lists["regions"])
    return not elsewhere and name.split()[0] not in lists["worldwide"]


def _calls_itself(body: Entity, noun: str, gazetteer: Gazetteer) -> bool:
    spelt = {noun, noun.replace("isation", "ization"), noun.replace("ization", "isation")}
    names = body.name.lower().split()
    heads = {names[i - 1] for i in range(1, len(names)) if names[i] in {"of", "for", "on"}}
    ends = {*names[:1], *names[-1:], *heads}
    return bool(spelt & (ends | set(gazetteer.entry(body).short_forms)))


def _another(text: str, noun: str, since: Span, named: Sequence[Mention]) -> bool:
    """Whether something else that the noun fits was named since: the "City Council"."""
    name = noun.capitalize()
    places = [m.span for m in named]
    others = rf"\b(?!The\b)[A-Z][\w'.-]*\s+{name}\b|\b{name}\s+(?:of|on|for)\s+(?:the\s+)?[A-Z]"
    return any(
        not any(place.overlaps(Span(match.start(), match.end())) for place in places)
        for match in re.compile(others).finditer(text, since.start, since.end)
    )


def _has_stranger(text: str, since: Span, named: Sequence[Mention]) -> bool:
    """Whether a sentence since begins with an organisation's name that no reference knows."""
    places = [m.span for m in named]
    return any(
        not any(place.overlaps(Span(*match.span("name"))) for place in places)
        for match in _strangers().finditer(text, since.start, since.end)
    )


@cache
def _strangers() -> re.Pattern[str]:
    heads = any_of(wordlists.load("names.yaml")["heads_of_strangers"])
    more = r"(?:\s+(?:(?:of|for|the|and|on|in)\s+)*[A-Z][\w'-]*)"
    return re.compile(
        r"(?:^|\n\s*|[.!?][\"”’]?\s+)(?:The\s+)?"
        rf"(?P<name>(?=[A-Z])(?:[A-Z][\w'-]*\s+){{0,4}}{heads}{more}{{0,6}})(?:\s+\([A-Z]+\))?,?\s+[a-z]"
    )


@cache
def _pattern() -> re.Pattern[str]:
    """Such as "the alliance"; "the alliance that came before it" tells itself which one it is."""
    lists = wordlists.load("names.yaml")
    nouns = sorted({n for kind in lists["anaphors"].values() for n in kind}, key=len, reverse=True)
    adjectives = "|".join(lists["anaphor_adjectives"])
    either = "|".join(f"[{noun[0].upper()}{noun[0]}]{noun[1:]}" for noun in nouns)
    return re.compile(
        rf"\b(?:(?:[Tt]he|[Tt]his|[Tt]hat)\s+|{_OWNER})(?:(?P<phrase>{described_pattern()})|"
        rf"(?:(?:{adjectives})\s+){{0,3}}(?P<noun>{either}))\b"
        rf"(?!\s+(?:of|for|on)\s+(?:the\s+)?(?!{_CALENDAR})[A-Z])(?!\s+(?!{_CALENDAR})[A-Z][a-z])"
        r"(?!\s+(?:that|which|whose|from\s+which|called|named|known\s+as)\b)"
        rf"|(?<![\w'-])(?P<bare>{any_of([n.capitalize() for n in nouns])})"
        r"(?=\s+(?:members?|member\s+(?:states?|countries|nations|governments))\b)"
    )
