"""Which states a status phrase is about: "<S0>, <P0>," or "<P0> such as <S0> and <S1>"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from comity.model import Entity
from comity_loaders import wordlists
from comity_loaders.dates.founddates import DateKind
from comity_loaders.memberships.seats import bodies_of_slot
from comity_loaders.memberships.statusphrases import Phrase, Phrased
from comity_loaders.memberships.statuswords import FILE, status
from comity_loaders.sentences import patterns
from comity_loaders.sentences.insertions import is_in_clause_before, is_inserted
from comity_loaders.sentences.masking import Slot, stretch

_PHRASE = re.compile(r"<P(\d+)>")
_DATED = re.compile(r",? <(D\d+)>")
_HEAD = re.compile(r"(?i)members?|observers?|candidates?|founders?|part(?:y|ies)|signator(?:y|ies)")
_STATUS = re.compile(r"(?i)\b(?:observer|candidate|associate)\b")
_DETERMINED = re.compile(
    r"(?i)\b(?:the|its|their|our|these|those|both|all|two|three|four|five|six|seven|eight|nine|ten"
    r"|\d+|several|some|new\w*|other|fellow|remaining|founding|founders?|\w+est)\b"
)
"""Words that make a noun mean certain members, whom names behind a comma can then give."""
_ARE = re.compile(r"> are\b|>'re\b|> have(?: \w+)? been\b|\bamong (?:the )?<P")
"""Words by which several are said of one: "we are members", "is among the members"."""
_TELLS = re.compile(
    r"(?:['’]s?(?: [\w-]+){1,5})? (?:said|says|announced|added|noted|reported|stated)"
    r"(?: on \w+| in a statement| <D\d+>)?[.\"”]*$"
)
"""What follows the name of the one whose words the sentence was."""
_HAS = re.compile(
    r"(?:,| [-–—]+|\)) (?:\w+ly |also |now |then |still )*(?:has|have|had|is|are|was|were|remains?"
    r"|includes?|included|comprises?|comprised|counts?|counted|groups?|consists?|numbers?|unites?"
    r"|brings?|admitted|welcomed|gained|lost)\b"
)
"""What a body does, whose name stands before an insertion."""
_PLURALS = re.compile(r"(?i)\b(?:all|both|each|two|three|every)\b")


@dataclass(frozen=True, slots=True)
class Link:
    """One way of joining a status phrase to states.

    Args:
        name: what it is called in the rule's name.
        regex: what it looks like where names and phrases are masked.
        presupposed: whether it is a name's attribute, which no "not" touches.
        agrees: whether one state needs a singular noun.
        shared: whether several need a plural one, or "both".
        plural: whether the noun must be a plural.
        singular: whether it must be none.
        closed: whether a list of states must have its "and".
        several: whether there must be several states.
        single: whether there must be one only.
        fellow: whether the phrase must be about fellows ("its <B0> partners").
        superlative: whether the phrase must compare ("the <B0>'s poorest member").
        unnamed: whether the phrase may leave its body unsaid.
        dated: whether it must be told since when.
        only: the statuses that can be told so; empty for all.
        not_before: what must not stand right before the match.
        not_with: what must not stand in it.
        not_behind: what must not stand behind it.
    """

    name: str
    regex: re.Pattern[str]
    presupposed: bool = False
    agrees: bool = False
    shared: bool = False
    plural: bool = False
    singular: bool = False
    closed: bool = False
    several: bool = False
    single: bool = False
    fellow: bool = False
    superlative: bool = False
    unnamed: bool = False
    dated: bool = False
    only: tuple[str, ...] = ()
    not_before: re.Pattern[str] | None = None
    not_with: re.Pattern[str] | None = None
    not_behind: re.Pattern[str] | None = None

    @property
    def of_phrase(self) -> bool:
        """Whether it needs a status phrase, and has no words of its own for one."""
        return "p" in self.regex.groupindex


@dataclass(frozen=True, slots=True)
class Tie:
    """A status phrase, or words like one, joined to states.

    Args:
        link: how they are joined.
        states: the states.
        phrase: the phrase.
        aux: what stands around the verb, such as "is not yet".
    """

    link: Link
    states: Slot
    phrase: Phrase
    aux: str


def ties(found: Phrased) -> Iterator[Tie]:
    """What the links find in a sentence whose names and status phrases are masked."""
    for link in _links():
        if (link.of_phrase and not found.phrases) or (found.unnamed and not link.unnamed):
            continue
        for match in link.regex.finditer(found.text):
            if not (_is_barred(link, match) or _is_told_of_another(match)):
                yield from _ties(link, match, found)


def _ties(link: Link, match: re.Match[str], found: Phrased) -> Iterator[Tie]:
    slot = found.masked.slots[match["s"][1:-1]]
    aux = match.groupdict().get("aux") or ""
    if match.groupdict().get("p"):
        numbers = [int(number) for number in _PHRASE.findall(match["p"])]
        phrases = [found.phrases[number] for number in numbers]
    else:
        phrases = [p for p in [_own_phrase(match, found)] if p]
    for phrase in phrases:
        if phrase.unnamed == found.unnamed and _fits(link, phrase, slot, match):
            yield Tie(link, slot, phrase, aux)


def _own_phrase(match: re.Match[str], found: Phrased) -> Phrase | None:
    """The status of a link that needs no status phrase: "belongs to the <B0>"."""
    start, end = stretch(match, "own") or match.span()
    place = found.place(start, end)
    bodies = _bodies(match, found)
    own = match.string[start:end]
    words, _, head = own.rpartition(" ")
    if not _HEAD.fullmatch(head):
        said = _STATUS.search(own)
        words, head = (said[0] if said else own), "member"
    predicate = status(words, head)
    if not bodies or predicate is None:
        return None
    dated = _DATED.match(match.string, match.end())
    date = found.masked.slots[dated[1]].date if dated else None
    return Phrase(own, place, predicate, bodies, date, plural=own.endswith("s"))


def _bodies(match: re.Match[str], found: Phrased) -> tuple[Entity, ...]:
    at = stretch(match, "b") or match.span()
    marks = re.findall(r"<([BO]\d+)>", match.string[slice(*at)])
    return tuple(e for mark in marks for e in bodies_of_slot(found.masked.slots[mark]))


def _fits(link: Link, phrase: Phrase, states: Slot, match: re.Match[str]) -> bool:
    several = len(states.entities) > 1
    return not (
        (link.only and phrase.predicate not in link.only)
        or (link.plural and not phrase.plural)
        or (link.singular and phrase.plural)
        or (link.several and not several)
        or (link.single and (several or _is_dated_apart(phrase)))
        or (link.fellow and not phrase.fellow)
        or (phrase.weak and not (link.fellow or phrase.fellow))
        or (link.dated and not (phrase.date and phrase.date.kind is DateKind.SINCE))
        or (link.superlative and not _superlative().search(phrase.words))
        or (link.shared and several and not phrase.plural and not _PLURALS.search(match[0]))
        or (link.agrees and not several and phrase.plural and not _ARE.search(match[0]))
        or (link.closed and several and _may_be_listed(phrase, match))
    )


def _is_dated_apart(phrase: Phrase) -> bool:
    """Whether a date parts it from a name behind: "its 38th member, a year after Chile"."""
    return phrase.date is not None and phrase.date.kind is not DateKind.SINCE


def _may_be_listed(phrase: Phrase, match: re.Match[str]) -> bool:
    """Whether members and states may stand in one list: "to <B0> countries, <S0> and <S1>"."""
    comma = match.string[match.end("p") : match.start("s")].startswith(",")
    return comma and phrase.plural and not _DETERMINED.search(phrase.words)


def _is_barred(link: Link, match: re.Match[str]) -> bool:
    return bool(
        (link.not_before and link.not_before.search(match.string[: match.start()][-60:]))
        or (link.not_with and link.not_with.search(match[0]))
        or (link.not_behind and link.not_behind.search(match.string[match.end() :]))
    )


def _is_told_of_another(match: re.Match[str]) -> bool:
    """Whether the states are not what is told of: "Malta, south of Italy, is", "…, Italy said"."""
    start, end = match.span("s")
    at = stretch(match, "b")
    if at and _HAS.match(match.string, at[1]) and is_inserted(match.string, *at):
        return True
    told = max(match.end(group) for group in ("p", "own") if group in match.re.groupindex)
    if told < start:
        return match.string[:start].endswith(", ") and bool(_TELLS.match(match.string, end))
    inserted = is_inserted(match.string, start, end)
    return inserted or is_in_clause_before(match.string, start, end, told)


@cache
def _superlative() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:\w+est|most|only|first|second|third|\w+th|\d+(?:st|nd|rd))\b")


@cache
def _links() -> tuple[Link, ...]:
    return tuple(_link(name, item) for name, item in wordlists.load(FILE)["links"].items())


def _link(name: str, item: dict[str, object]) -> Link:
    def optional(key: str) -> re.Pattern[str] | None:
        return patterns.expression(FILE, "links", name, key) if key in item else None

    only = item.get("only", ())
    return Link(
        name=name,
        regex=patterns.expression(FILE, "links", name, "pattern"),
        presupposed=bool(item.get("presupposed")),
        agrees=bool(item.get("agrees")),
        shared=bool(item.get("shared")),
        plural=bool(item.get("plural")),
        singular=bool(item.get("singular")),
        closed=bool(item.get("closed")),
        several=bool(item.get("several")),
        single=bool(item.get("single")),
        fellow=bool(item.get("fellow")),
        superlative=bool(item.get("superlative")),
        unnamed=bool(item.get("unnamed")),
        dated=bool(item.get("dated")),
        only=tuple(only) if isinstance(only, list) else (),
        not_before=optional("not_before"),
        not_with=optional("not_with"),
        not_behind=optional("not_behind"),
    )
