"""What the names of the gazetteer mean in an article.

A name that may mean several things is linked only where the article names one of them, and no
other, unambiguously; an organ also where the article names the body that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from comity.entries import NameUse
from comity.gazetteer import Gazetteer, Match
from comity.model import Entity, Kind, Span
from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.named import BODIES, Mention, Use

_NAMING = {NameUse.LABEL, NameUse.ALIAS, NameUse.ACRONYM, NameUse.METONYM}
_PLACES = (Kind.STATE, Kind.TERRITORY)
_OPENING = re.compile(r"\s*\(\s*")
_CLOSING = re.compile(r"\s*\)")
# ", or the OAU,": the comma is the name's own before what only goes on with it, or behind a name
# that opens its clause; else it is that of the clause as well.
_OR = re.compile(
    r",\s+(?:or|known\s+as|also\s+known\s+as|abbreviated(?:\s+as)?|called)\s+(?:the\s+)?[\"“]?"
)
_BEHIND_OR = re.compile(
    r"[\"”]?(?:,(?=\s+(?:in|on|at|since|from|after|before|by|with|to|as|for|until|during|under|last|this|next"
    r"|members?|member-states|countries|states|nations|candidates?|partners?|and|or)\b)|(?=[,.;:)\s]|$))"
)
_BEHIND_OR_OPENING = re.compile(r"[\"”]?(?:,|(?=[.;:)\s]|$))")
_CLAUSE_OPENS = re.compile(
    r"(?:^|[.;:,!?\n\"]\s*|\b(?:that|and|but|while|when|as|because|if|where|said|says)\s+)(?:[Tt]he\s+)?$"
)
_WORD_BEFORE = re.compile(r"([A-Za-z]{2,})[,\s]+$")
_ACRONYM_BEFORE = re.compile(r"\b[A-Z]{2,}-$")
_WORD_BEHIND = re.compile(r"[,\s]+([A-Za-z]{2,})")
# "Russia's Security Council" and "the Security Council of Russia" are no organs of the UN.
_OWNED = re.compile(r"(?:'s|s'|(?<![.!?] )\b(?!The|This|Our)[A-Z][a-z]+)\s+$")
_OWNER = re.compile(r"\s+of\s+(?:the\s+)?[A-Z]")


@dataclass(frozen=True, slots=True)
class _Known:
    """What an article names without ambiguity.

    Args:
        named: the entities.
        sure: those, and the bodies whose organs they are.
        homes: the keys of those named.
    """

    named: frozenset[Entity]
    sure: frozenset[Entity]
    homes: frozenset[str]


def linked(text: str, matches: Sequence[Match], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions that matches of the gazetteer are, in order; those that cannot be told too."""
    whole = _joined(text, matches)
    known = _known(whole, gazetteer)
    ends = {match.span.end for match in whole}
    mentions = []
    for match in whole:
        use = _use(text, match)
        if use is None or _is_tail(text, match, ends):
            continue
        candidates = tuple(dict.fromkeys(s.entity for s in match.senses))
        entity = match.entity or _meant(text, match, candidates, known, gazetteer)
        mentions.append(Mention(match.span, entity, use, () if entity else candidates))
    return mentions


def _is_tail(text: str, match: Match, ends: Container[int]) -> bool:
    """Whether it is the end of another acronym, "BIST-EC", and not the second of "UK-EU"."""
    before = _ACRONYM_BEFORE.search(text, max(match.span.start - 12, 0), match.span.start)
    return before is not None and match.span.start - 1 not in ends


def _known(matches: Iterable[Match], gazetteer: Gazetteer) -> _Known:
    named = frozenset(m.entity for m in matches if m.entity)
    owners = {gazetteer.entry(entity).organ_of for entity in named} - {""}
    owning = {gazetteer.entries[key].entity for key in owners}
    return _Known(named, named | owning, frozenset(entity.key for entity in named))


def _joined(text: str, matches: Sequence[Match]) -> list[Match]:
    """A name and the acronym behind it, in brackets or after "or", are one mention."""
    joined: list[Match] = []
    for match in matches:
        last = joined[-1] if joined else None
        closing = _closing(text, last, match) if last else None
        if last and closing:
            shared = {s.entity for s in last.senses} & {s.entity for s in match.senses}
            if shared:
                senses = tuple(s for s in last.senses if s.entity in shared)
                joined[-1] = Match(Span(last.span.start, closing.end()), senses)
                continue
        joined.append(match)
    return joined


def _closing(text: str, last: Match, match: Match) -> re.Match[str] | None:
    """What ends "(NATO)" or ", or NATO,"; None where it is no other name for the one before."""
    if _OPENING.fullmatch(text, last.span.end, match.span.start):
        return _CLOSING.match(text, match.span.end)
    if not _OR.fullmatch(text, last.span.end, match.span.start):
        return None
    opens = _CLAUSE_OPENS.search(text[max(last.span.start - 20, 0) : last.span.start])
    return (_BEHIND_OR_OPENING if opens else _BEHIND_OR).match(text, match.span.end)


def _meant(
    text: str, match: Match, candidates: Sequence[Entity], known: _Known, gazetteer: Gazetteer
) -> Entity | None:
    vague = {s.entity for s in match.senses if s.use is NameUse.AMBIGUOUS}
    # Of bodies that share a name one may need no context; of places the only one is meant, but
    # for cities: there are many a Georgetown, and a state Victoria.
    is_city = any(s.use is NameUse.CAPITAL for s in match.senses)
    if len(candidates) == 1 and not is_city:
        vague = {e for e in vague if e.kind not in _PLACES}
    usual = [
        s.entity for s in match.senses if s.use is not NameUse.AMBIGUOUS and s.entity not in vague
    ]
    is_open = _stands_alone(text, match) and not _is_of_several(text, match, known)
    homes = known.homes if is_open else frozenset()
    ways = (
        [c for c in candidates if c in known.sure],
        [c for c in candidates if gazetteer.entry(c).organ_of in homes],
        list(dict.fromkeys(usual)),
    )
    chosen = next((way for way in ways if way), [])
    if len(chosen) == 1 and chosen[0] not in known.sure and chosen[0].kind is Kind.ORGAN:
        return _with_members(text, match, candidates) or chosen[0]
    if len(chosen) == 1:
        return chosen[0]
    return _joined_body(text, match) or _told_body(text, match, candidates)


def _stands_alone(text: str, match: Match) -> bool:
    """Whether no words beside a name say whose organ it is."""
    before = text[max(match.span.start - 30, 0) : match.span.start]
    return not (_OWNED.search(before) or _OWNER.match(text, match.span.end))


def _is_of_several(text: str, match: Match, known: _Known) -> bool:
    """Whether one of several bodies owns it elsewhere: "the agency's General Assembly"."""
    bodies = [entity for entity in known.named if entity.kind in BODIES]
    owned = rf"(?<!world )\b[a-z]+(?:'s|s')\s+{re.escape(match.span.of(text))}\b"
    return len(bodies) > 1 and re.search(owned, text) is not None


def _joined_body(text: str, match: Match) -> Entity | None:
    """The one body among an organ and others that a name may mean, where it is joined or left."""
    bodies = list(dict.fromkeys(s.entity for s in match.senses if s.entity.kind in BODIES))
    others = [s for s in match.senses if s.entity.kind not in BODIES]
    before = text[max(match.span.start - 40, 0) : match.span.start]
    joined = re.search(wordlists.load("names.yaml")["of_bodies_only"], before)
    return bodies[0] if len(bodies) == 1 and others and joined else None


def _with_members(text: str, match: Match, candidates: Sequence[Entity]) -> Entity | None:
    """The one body among organs, where states belong to it: "EEA states", "the EEA is made up"."""
    bodies = [c for c in candidates if c.kind in BODIES]
    told = re.compile(wordlists.load("names.yaml")["behind_body_of_states"])
    return bodies[0] if len(bodies) == 1 and told.match(text, match.span.end) else None


def _told_body(text: str, match: Match, candidates: Sequence[Entity]) -> Entity | None:
    """The body of a common name, where its members are told: "the Upper Group, made up of"."""
    only = candidates[0] if len(candidates) == 1 and candidates[0].kind in BODIES else None
    told = re.compile(wordlists.load("names.yaml")["behind_common_body"])
    return only if only and told.match(text, match.span.end) else None


def _use(text: str, match: Match) -> Use | None:
    """By what sort of words; None of what "non-OPEC" leaves out, and of no name."""
    if _is_shouted_word(text, match.span):
        return None
    uses = {sense.use for sense in match.senses}
    is_body = all(s.entity.kind not in _PLACES for s in match.senses)
    if _before().search(text, max(match.span.start - 8, 0), match.span.start):
        return None if is_body else Use.DEMONYM
    if _behind().match(text, match.span.end):
        return Use.DEMONYM
    if uses & _NAMING or uses == {NameUse.AMBIGUOUS}:
        return Use.NAME
    return Use.DEMONYM if NameUse.DEMONYM in uses else Use.CAPITAL


def _is_shouted_word(text: str, span: Span) -> bool:
    """Whether an acronym stands as a word in a line of capitals: "MEN WHO WRITE"."""
    if span.of(text) not in wordlists.load("names.yaml")["shouted_words"]:
        return False
    before = _WORD_BEFORE.search(text, max(span.start - 30, 0), span.start)
    behind = _WORD_BEHIND.match(text, span.end)
    return bool(before and behind and before[1].isupper() and behind[1].isupper())


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(wordlists.load('names.yaml')['attached_before'])}-$", re.I)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"-{any_of(wordlists.load('names.yaml')['attached_behind'])}\b")
