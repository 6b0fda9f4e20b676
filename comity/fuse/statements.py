"""Statements: quotations, in one article or several, that render the same utterance."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain, product
from math import floor

from comity.fuse.clusters import unions
from comity.fuse.emit import Facts, dates
from comity.fuse.moments import Moment, compatible, narrowest
from comity.fuse.records import Known, QuotationRecord, Sources, kind_of
from comity.fuse.renderings import COVERED, Rendering, rendering, same_utterance
from comity.model import Kind, Polarity

APART = timedelta(days=30)
"""Articles further apart than this render two utterances, unless both give the same date."""

HITS = 4
"""How many of the rarest stems two quotations must share to be compared at all."""

Words = tuple[str, bool]
"""What was said, and whether the words of saying deny it."""

Time = tuple[Moment | None, date | None]
"""When it was said, and when the article was published."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Quotations that render one utterance.

    Args:
        speaker: an official's key, or that of whoever else said it.
        quotations: their keys, in order.
        when: when it was said; None where no quotation says, or they disagree.
    """

    speaker: str
    quotations: tuple[str, ...]
    when: Moment | None


def statements(sources: Sources, who: Mapping[str, str]) -> list[Statement]:
    """Every quotation in exactly one statement; in order."""
    names = _abbreviations(sources.known)
    by_speaker: dict[str, list[QuotationRecord]] = defaultdict(list)
    for quotation in sources.quotations.values():
        by_speaker[who.get(quotation.speaker, quotation.speaker)].append(quotation)
    return [
        Statement(speaker, tuple(group), _when([sources.quotations[key] for key in group]))
        for speaker, said in sorted(by_speaker.items())
        for group in _groups(said, names)
    ]


def add_statements(found: Iterable[Statement], facts: Facts) -> None:
    """A fact for each statement."""
    for statement in found:
        first = statement.quotations[0].partition("/")[2]
        several = len(statement.quotations) > 1
        facts.add(
            f"statement/{first}",
            "Statement",
            "statement/same-utterance" if several else "statement/single-quotation",
            statement.quotations,
            (),
            statedBy=facts.node(statement.speaker),
            rendering=facts.nodes(statement.quotations),
            **dates(statement.when),
        )


def _groups(said: Sequence[QuotationRecord], names: Mapping[str, str]) -> list[list[str]]:
    """The quotations by utterance; the same words are compared with others only once."""
    times: dict[Words, dict[Time, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quotation in said:
        words = quotation.content, quotation.polarity is Polarity.DENIED
        times[words][quotation.when, quotation.article.published].append(quotation.key)
    ready = {words: _ready(*words, names) for words in times}
    pairs = [
        pair
        for one, other in chain(_candidates(ready), zip(ready, ready, strict=True))
        if same_utterance(ready[one], ready[other])
        for pair in _at_one_time(times[one], times[other])
    ]
    return unions(pairs, [quotation.key for quotation in said])


def _at_one_time(
    one: Mapping[Time, Sequence[str]], other: Mapping[Time, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """Pairs that put together what can be of one time."""
    for (time, keys), (other_time, others) in product(one.items(), other.items()):
        if keys is others:
            yield from ((keys[0], key) for key in keys[1:])
        elif _same_time(time, other_time):
            yield keys[0], others[0]


def _candidates(ready: Mapping[Words, Rendering]) -> Iterator[tuple[Words, Words]]:
    """Pairs that can be the same, found by the rarest stems of the shorter one of the two.

    Of n stems the other must have k. So of any n - k + m of them it has at least m; looking up
    the rarest keeps the lists short, and asking for several of them the pairs few.
    """
    holders: dict[str, list[Words]] = defaultdict(list)
    for key, one in ready.items():
        for stem in one.stems:
            holders[stem].append(key)
    for key, one in ready.items():
        rarest = sorted(one.stems, key=lambda stem: (len(holders[stem]), stem))
        needed = max(floor(COVERED * len(rarest)), 1)
        hits = min(needed, HITS)
        near = Counter(
            other for stem in rarest[: len(rarest) - needed + hits] for other in holders[stem]
        )
        mine = len(one.stems), key
        for other, shared in near.items():
            if shared >= hits and mine < (len(ready[other].stems), other):
                yield key, other


def _ready(content: str, denied: bool, names: Mapping[str, str]) -> Rendering:
    """With the names of bodies in one form, as translations differ in which they use."""
    for name, acronym in names.items():
        if name in content:
            content = re.sub(rf"(?:{re.escape(name)})(?:\s*\({acronym}\))?", acronym, content)
    return rendering(content, denied)


@lru_cache(maxsize=2)
def _abbreviations(known: Known) -> dict[str, str]:
    """The acronym for each label of an organisation, longest label first.

    Not of treaties, which are mostly called by their names: the words of the name would be lost.
    """
    found = {
        label: names.acronyms[0]
        for key, names in sorted(known.names.items())
        if names.acronyms and kind_of(key) is Kind.ORGANISATION
        for label in names.labels
        if " " in label
    }
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


def _same_time(one: Time, other: Time) -> bool:
    if one[0] and other[0]:
        return compatible(one[0], other[0])
    return one[1] is None or other[1] is None or abs(one[1] - other[1]) <= APART


def _when(said: Sequence[QuotationRecord]) -> Moment | None:
    """The most precise date, where all that are given are compatible."""
    moments = {q.when.edtf: q.when for q in said if q.when}
    known = narrowest(moment for moment in moments.values() if moment.is_bounded)
    if len(known) == 1:
        return known[0]
    return next(iter(moments.values())) if len(moments) == 1 and not known else None
