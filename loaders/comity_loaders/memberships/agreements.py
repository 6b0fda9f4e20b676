"""Agreements that the reference does not know: which words name one, and what stands around them.

"Peru and Chile signed a bilateral agreement on copper in Arica": the agreement is known within its
article only, by the article's words. Treaties that the reference knows are bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from comity.dates import When
from comity.model import Entity, Kind, Span, local_entity
from comity_loaders import wordlists
from comity_loaders.dates.datewords import FoundDate
from comity_loaders.document import Sentence
from comity_loaders.meetings import meetingstance
from comity_loaders.meetings.meetingwords import either_case, phrase
from comity_loaders.meetings.tail import Place, read_tail
from comity_loaders.sentences.masking import Masked, mask

_DATE_BEFORE = re.compile(
    r"(?:^|,? )(?:on )?<(?P<date>D\d+)>,? (?:(?:also|had|have|has|formally) )*$"
)
_DATE_FIRST = re.compile(r"^\W*(?:[a-zA-Z]+ ){0,3}<(?P<date>D\d+)>,")
_REACH = 3
"""How many sentences before "the agreement" it may have been named."""
_LIST = re.compile(r"<[SBN]\d+>(?:(?:,? and|,) (?:the )?<[SBN]\d+>)*")
_PASSIVE = re.compile(
    r"(?:,? (?:which|that))?,?(?: (?:was|were|has been|had been|being))?(?: \w+ly)?"
    r" (?P<verb>{verbs})\b"
)
_BY = re.compile(r" (?:by|between|among) (?:the )?(?:\w+ ){0,4}?(?=<)")


@dataclass(frozen=True, slots=True)
class Action:
    """Words that tell of the signing of an agreement, or of its entry into force.

    Args:
        treaty: the agreement, known within its article.
        actors: who signs, as far as they are states or organisations; none of an entry into force.
        verb: the place of the verb.
        place: where.
        when: when.
    """

    treaty: Entity
    actors: tuple[Entity, ...]
    verb: Span
    place: Place | None
    when: When | None


def signings(sentence: Sentence) -> Iterator[Action]:
    """The signings that a sentence tells of."""
    masked = mask(sentence)
    for match in _named().finditer(masked.text):
        if _is_other(masked, match):
            continue
        found = _active(masked, match) or _passive(masked, match) or _noun(masked, match)
        if found and found[1]:
            verb, actors, start = found
            yield _action(sentence, masked, match, verb, actors, start)


def entries_into_force(sentence: Sentence) -> Iterator[Action]:
    """The entries into force that a sentence tells of, of what has no name in the reference."""
    masked = mask(sentence)
    for match in _in_force().finditer(masked.text):
        verb = masked.place(*match.span("verb"))
        is_named = match["np"][:1].isupper() and " " in match["np"]
        own = _entity(sentence, masked, match.span("np")) if is_named else None
        treaty = own or _told_before(sentence, masked.place(*match.span("np")))
        if treaty:
            tail = read_tail(masked, sentence.document.text, match.end(), None)
            yield Action(treaty, (), verb, tail.place, tail.date.past if tail.date else None)


def _told_before(sentence: Sentence, at: Span) -> Entity | None:
    """The agreement that "the agreement" means: the last named or signed, not long before."""
    document = sentence.document
    first = max(document.sentences.index(sentence) - _REACH, 0)
    start = document.sentences[first].span.start
    treaties = [m for m in document.mentions if m.entity and m.entity.kind is Kind.TREATY]
    found = [(m.span, m.entity) for m in treaties if start <= m.span.start < at.start and m.entity]
    for earlier in document.sentences[first : document.sentences.index(sentence) + 1]:
        found += [(a.verb, a.treaty) for a in signings(earlier) if a.verb < at]
    return max(found, key=lambda told: told[0])[1] if found else None


_Found = tuple[tuple[int, int], tuple[Entity, ...], int]


def _active(masked: Masked, match: re.Match[str]) -> _Found | None:
    """Of "Peru and Chile on Sunday signed the agreement"."""
    before = re.search(
        rf"\b(?P<verb>{_verbs()})(?: (?:on )?<D\d+>)? {_ARTICLE}$", _before(masked, match)
    )
    if not before:
        return None
    clause = meetingstance.BOUNDARY.split(masked.text[: before.start()])[-1]
    return before.span("verb"), _actors(masked, before.start() - len(clause), before.start()), 0


def _passive(masked: Masked, match: re.Match[str]) -> _Found | None:
    """Of "the accord, which was signed by both in 1995"."""
    tail = read_tail(masked, "", match.end(), None)
    for start in dict.fromkeys((match.end(), tail.end)):
        found = _passive_verb().match(masked.text, start)
        if found:
            by = _BY.search(masked.text, found.end(), found.end() + 60)
            where = by or _BY.match(masked.text, match.end())
            actors, end = _run(masked, where.end()) if where else ((), 0)
            is_next = by is not None and by.start() == found.end()
            return found.span("verb"), actors, end if is_next else found.end()
    return None


def _noun(masked: Masked, match: re.Match[str]) -> _Found | None:
    """Of "the signing of an agreement between the two"."""
    before = re.search(
        rf"\b(?P<verb>signing|signature|conclusion) of {_ARTICLE}$", _before(masked, match)
    )
    by = _BY.match(masked.text, match.end()) if before else None
    return (before.span("verb"), _run(masked, by.end())[0], 0) if before and by else None


_ARTICLE = r"(?:the |an? |its |their |this |that |another |another )?"


def _before(masked: Masked, match: re.Match[str]) -> str:
    return masked.text[: match.start()]


def _actors(masked: Masked, start: int, end: int) -> tuple[Entity, ...]:
    """The states and organisations of a clause that can sign: those before its verb."""
    slots = [s for s in masked.slots_in(start, end) if s.mark in "SB"]
    return tuple(dict.fromkeys(e for s in slots for e in s.entities if e.kind is not Kind.TREATY))


def _run(masked: Masked, start: int) -> tuple[tuple[Entity, ...], int]:
    """The states and organisations of a list, and where it ends."""
    run = _LIST.match(masked.text, start)
    return (_actors(masked, start, run.end()), run.end()) if run else ((), start)


def _action(
    sentence: Sentence,
    masked: Masked,
    match: re.Match[str],
    verb: tuple[int, int],
    actors: tuple[Entity, ...],
    start: int,
) -> Action:
    document = sentence.document
    tail = read_tail(masked, document.text, start or match.end(), document.article.place)
    date = tail.date or _date(masked, verb[0])
    return Action(
        treaty=_entity(sentence, masked, match.span()),
        actors=actors,
        verb=masked.place(*verb),
        place=tail.place,
        when=date.past if date else None,
    )


def _date(masked: Masked, at: int) -> FoundDate | None:
    """A date right before the verb, or at the head of the sentence."""
    before = masked.text[:at]
    found = _DATE_BEFORE.search(before) or _DATE_FIRST.search(before)
    date = masked.slots[found["date"]].date if found else None
    return date if date and date.kind in meetingstance.DATED else None


def _entity(sentence: Sentence, masked: Masked, at: tuple[int, int]) -> Entity:
    words = " ".join(masked.place(*at).of(sentence.document.text).split())
    return local_entity(Kind.TREATY, re.sub(r"(?i)^(?:the|an?|its|their) ", "", words))


def _is_other(masked: Masked, match: re.Match[str]) -> bool:
    """Whether the noun only names another, or an agreement that was told of: "the treaty"."""
    behind = re.match(r" ([a-z]+)", masked.text[match.end() :])
    if behind and behind[1] in _words("not_behind"):
        return True
    is_bare = " " not in re.sub(r"^(?:The|An?) ", "", match.group())
    return is_bare and bool(re.search(r"\b[Tt]he $|^$", masked.text[: match.start()]))


@cache
def _named() -> re.Pattern[str]:
    """An agreement: its noun with the words before it, and "on" or "of" what it is."""
    nouns, named = either_case(_words("nouns")), "|".join(_words("named_nouns"))
    word = r"[A-Z][\w'’-]*"
    mark = r"<[SBNC]\d+>(?:['’]s?)?(?:[-–](?:<[SBNC]\d+>|\w+))?"
    part = rf"(?:{mark}|{word}(?: (?:of|on|for|and|the))?|{either_case(_words('modifiers'))})"
    about = rf"(?: (?:on|for) (?:the )?(?:{phrase()})(?= |[.,;:!?)\"]|$))?"
    return re.compile(
        rf"(?<![\w>'’-])(?:(?:{part} ){{0,7}}?(?:{nouns})|(?:{word} ){{1,4}}(?:{named})"
        rf"|(?:{named})(?: (?:of|on) (?:the )?{word})+)(?![\w-]){about}"
    )


@cache
def _in_force() -> re.Pattern[str]:
    nouns = either_case(_words("nouns"))
    return re.compile(
        rf"(?P<np>(?:[A-Z][\w'’-]* ){{0,6}}(?:{nouns}))(?:,? (?:which|that))?(?: \w+ly)? "
        r"(?P<verb>(?:entered|came|went|come|gone) in ?to (?:force|effect))"
    )


@cache
def _passive_verb() -> re.Pattern[str]:
    return re.compile(_PASSIVE.pattern.replace("{verbs}", _verbs()))


@cache
def _verbs() -> str:
    return "|".join(_words("signed"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(wordlists.load("agreements.yaml")[name])
