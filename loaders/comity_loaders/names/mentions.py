"""Names in an article, linked to what they mean there, or to nothing.

The gazetteer comes first and overrides the tagger. A name that may mean several things is linked
only where the article names one of them, and no other, unambiguously. A body that the reference
does not know is known within its article, by "Full Name (ACRONYM)". "The alliance" is the last
body named that an alliance can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc

from comity.gazetteer import Gazetteer, Match, NameUse
from comity.model import Entity, Kind, Span, local_entity
from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.treatynames import find_treaty_names

_BODIES = (Kind.ORGANISATION, Kind.TREATY)
_DEFINITION = re.compile(
    r"(?P<name>(?:[A-Z][\w'.-]*)(?:[ ]+(?:[A-Z][\w'.-]*|of|for|the|and|on|in|to|&|de)){1,15})"
    r"[ ]*\([ ]*(?:the )?(?P<acronym>[A-Z][A-Za-z0-9+-]{1,9})[ ]*\)"
)


class Use(StrEnum):
    """By what sort of words an entity is mentioned."""

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    ANAPHOR = "anaphor"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name something.

    Args:
        span: their place.
        entity: what they mean; None where that cannot be told.
        use: by what sort of words.
        candidates: all they might mean, where that cannot be told.
    """

    span: Span
    entity: Entity | None
    use: Use
    candidates: tuple[Entity, ...] = ()

    def can_be(self, *kinds: Kind) -> bool:
        """Whether all that it may mean is of these kinds."""
        meant = (self.entity,) if self.entity else self.candidates
        return bool(meant) and all(entity.kind in kinds for entity in meant)


def find_mentions(text: str, doc: Doc, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Every mention of a state, territory, body or organ in a plain text, in order of place."""
    vetoed = [*_traps(text), *_people(doc)]
    matches = [
        m
        for m in gazetteer.find(text)
        if not any(v.contains(m.span) and v != m.span for v in vetoed)
    ]
    named = _linked(text, _joined(text, matches), gazetteer)
    local = _local_bodies(text, named)
    named = _without(named, local) + local
    treaties = _local_treaties(text, named)
    named = _without(named, treaties) + treaties
    named.sort(key=lambda mention: mention.span)
    anaphors = _anaphors(text, named, gazetteer)
    return tuple(sorted([*named, *anaphors], key=lambda mention: mention.span))


def is_place(text: str, mention: Mention) -> bool:
    """Whether a capital, by the word before it, is the place and not its government."""
    if mention.use is not Use.CAPITAL:
        return False
    before = re.search(r"([A-Za-z]+),?\s+$", text[: mention.span.start][-20:])
    return bool(before) and before[1].lower() in wordlists.load("names.yaml")["place_prepositions"]  # type: ignore[index]  # bool(before)


def _joined(text: str, matches: Sequence[Match]) -> list[Match]:
    """A name and the acronym in brackets behind it are one mention."""
    joined: list[Match] = []
    for match in matches:
        last = joined[-1] if joined else None
        between = text[last.span.end : match.span.start] if last else ""
        if (
            last
            and re.fullmatch(r"\s*\(\s*", between)
            and text[match.span.end :].lstrip()[:1] == ")"
        ):
            shared = {s.entity for s in last.senses} & {s.entity for s in match.senses}
            if shared:
                end = text.index(")", match.span.end) + 1
                senses = tuple(s for s in last.senses if s.entity in shared)
                joined[-1] = Match(Span(last.span.start, end), senses)
                continue
        joined.append(match)
    return joined


def _linked(text: str, matches: Sequence[Match], gazetteer: Gazetteer) -> list[Mention]:
    sure = _sure(matches, gazetteer)
    mentions = []
    for match in matches:
        candidates = tuple(dict.fromkeys(s.entity for s in match.senses))
        entity = match.entity or _chosen(match, candidates, sure) or _joined_body(text, match)
        mentions.append(Mention(match.span, entity, _use(match), () if entity else candidates))
    return mentions


def _sure(matches: Iterable[Match], gazetteer: Gazetteer) -> set[Entity]:
    """What the article names without ambiguity; with an organ, its body, and the reverse."""
    named = {m.entity for m in matches if m.entity}
    owners = {gazetteer.entry(entity).organ_of for entity in named}
    owned = {e.entity for e in gazetteer.entries.values() if e.organ_of in {n.key for n in named}}
    return named | owned | {e.entity for key, e in gazetteer.entries.items() if key in owners}


def _chosen(match: Match, candidates: Sequence[Entity], sure: set[Entity]) -> Entity | None:
    """The one candidate that the article names elsewhere; else the one that needs no context."""
    bodies = [c for c in candidates if c in sure and c.kind is not Kind.ORGAN]
    named = bodies or [c for c in candidates if c in sure]
    usual = [s.entity for s in match.senses if s.use is not NameUse.AMBIGUOUS]
    chosen = named or list(dict.fromkeys(usual))
    return chosen[0] if len(chosen) == 1 else None


def _joined_body(text: str, match: Match) -> Entity | None:
    """The one body among an organ and others that a name may mean, where it is joined or left."""
    bodies = list(dict.fromkeys(s.entity for s in match.senses if s.entity.kind in _BODIES))
    others = [s for s in match.senses if s.entity.kind not in _BODIES]
    before = text[max(match.span.start - 40, 0) : match.span.start]
    joined = re.search(wordlists.load("names.yaml")["of_bodies_only"], before)
    return bodies[0] if len(bodies) == 1 and others and joined else None


def _use(match: Match) -> Use:
    uses = {sense.use for sense in match.senses}
    if uses & {NameUse.LABEL, NameUse.ALIAS, NameUse.ACRONYM, NameUse.METONYM, NameUse.AMBIGUOUS}:
        return Use.NAME
    return Use.DEMONYM if NameUse.DEMONYM in uses else Use.CAPITAL


def _traps(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in _trap_pattern().finditer(text)]


@cache
def _trap_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(wordlists.load('names.yaml')['traps'])}\b")


def _people(doc: Doc) -> list[Span]:
    """Names of people, in which a name of a place is part of a longer name: "Chad Smith"."""
    return [
        Span(e.start_char, e.end_char)
        for e in doc.ents
        if e.label_ == "PERSON" and len(e) > 1 and all(t.is_alpha for t in e)
        # In "the foreign minister of Chad Ali Omar" the model takes the state into the name.
        if e.start == 0 or e.doc[e.start - 1].lower_ != "of"
    ]


def _local_bodies(text: str, named: Sequence[Mention]) -> list[Mention]:
    local: list[Mention] = []
    for match in _DEFINITION.finditer(text):
        full = _full_name(match["name"], match["acronym"])
        kind = _body_kind(full.split())
        whole = Span(match.end("name") - len(full), match.end()) if full else None
        if not whole or not kind or any(_names_body(m, whole) for m in named):
            continue
        body = local_entity(kind, re.sub(r"\s+", " ", full))
        local.append(Mention(whole, body, Use.NAME))
        local += _repeats(text, (full, match["acronym"]), body, local)
    return local


def _local_treaties(text: str, named: Sequence[Mention]) -> list[Mention]:
    """The treaties that the reference does not know, by the forms of their names."""
    treaties = [m.span for m in named if m.can_be(Kind.TREATY)]
    bodies = [m.span for m in named if m.can_be(Kind.ORGANISATION, Kind.ORGAN)]
    spans = find_treaty_names(text, treaties, bodies)
    names = [re.sub(r"\s+", " ", span.of(text)) for span in spans]
    return [
        Mention(span, local_entity(Kind.TREATY, name), Use.NAME)
        for span, name in zip(spans, names, strict=True)
    ]


def _repeats(
    text: str, names: Iterable[str], body: Entity, taken: Sequence[Mention]
) -> list[Mention]:
    places = [m.span for m in taken]
    return [
        Mention(span, body, Use.NAME)
        for name in names
        for match in re.finditer(rf"\b{re.escape(name)}\b", text)
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
    """Whether the capitals are the acronym, but for at most one letter more on either side."""
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


def _names_body(mention: Mention, span: Span) -> bool:
    kind = mention.entity.kind if mention.entity else None
    return kind in (*_BODIES, Kind.ORGAN) and mention.span.overlaps(span)


def _without(named: Sequence[Mention], local: Sequence[Mention]) -> list[Mention]:
    return [m for m in named if not any(m.span.overlaps(other.span) for other in local)]


def _anaphors(text: str, named: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    taken = [m.span for m in named]
    for match in _anaphor_pattern().finditer(text):
        span = Span(match.start(), match.end())
        if any(span.overlaps(t) for t in taken):
            continue
        body = _antecedent(match["noun"].lower(), span, named, gazetteer)
        if body:
            yield Mention(span, body, Use.ANAPHOR)


def _antecedent(
    noun: str, span: Span, named: Sequence[Mention], gazetteer: Gazetteer
) -> Entity | None:
    """The last body before that `noun` can mean; the one that it characteristically means first."""
    before = [
        m.entity
        for m in named
        if m.span.end <= span.start and m.entity and m.entity.kind in _BODIES
    ]
    recent = list(dict.fromkeys(reversed(before)))
    characteristic = [e for e in recent if _calls_itself(e, noun, gazetteer)]
    if characteristic:
        return characteristic[0]
    if noun not in _GENERAL:
        return None
    nouns = wordlists.load("names.yaml")["anaphors"]
    fitting = [e for e in recent if noun in nouns.get(str(e.kind), ())]
    is_last = fitting[:1] == recent[:1] and noun in _OVERALL
    # With several bodies about, a noun that fits them all tells nothing.
    return fitting[0] if len(fitting) == 1 or (fitting and is_last) else None


# Nouns that fit any body; "the forum" or "the cartel" fits those that call themselves so.
_OVERALL = frozenset(
    {"organisation", "organization", "treaty", "convention", "bloc", "grouping", "alliance"}
)
_GENERAL = _OVERALL | {"body", "group", "club", "pact", "union", "agreement", "accord"}


def _calls_itself(body: Entity, noun: str, gazetteer: Gazetteer) -> bool:
    spelt = {noun, noun.replace("isation", "ization"), noun.replace("ization", "isation")}
    names = body.name.lower().split()
    return bool(spelt & ({*names[:1], *names[-1:]} | set(gazetteer.entry(body).short_forms)))


@cache
def _anaphor_pattern() -> re.Pattern[str]:
    """Such as "the alliance"; "the alliance that came before it" tells itself which one it is."""
    lists = wordlists.load("names.yaml")
    nouns = sorted({n for kind in lists["anaphors"].values() for n in kind}, key=len, reverse=True)
    adjectives = "|".join(lists["anaphor_adjectives"])
    either = "|".join(f"[{noun[0].upper()}{noun[0]}]{noun[1:]}" for noun in nouns)
    return re.compile(
        rf"\b(?:[Tt]he|[Tt]his)\s+(?:(?:{adjectives})\s+){{0,3}}(?P<noun>{either})\b"
        r"(?!\s+(?:of|for|on)\s+(?:the\s+)?[A-Z])(?!\s+[A-Z][a-z])"
        r"(?!\s+(?:that|which|whose|from\s+which|called|named|known\s+as)\b)"
    )
