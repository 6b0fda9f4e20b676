"""Statements: quotations, in one article or several, that render the same utterance."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import floor

from comity.fuse.clusters import unions
from comity.fuse.emit import Facts, dates
from comity.fuse.moments import Moment, compatible, narrowest
from comity.fuse.records import QuotationRecord, Sources, kind_of
from comity.fuse.renderings import COVERED, Rendering, rendering, same_utterance
from comity.model import Kind, Polarity

APART = timedelta(days=30)
"""Articles further apart than this render two utterances, unless both give the same date."""

HITS = 4
"""How many of the rarest stems two quotations must share to be compared at all."""


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
    names = _abbreviations(sources)
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
    by_key = {quotation.key: quotation for quotation in said}
    ready = {key: _ready(quotation, names) for key, quotation in by_key.items()}
    pairs = [
        (one, other)
        for one, other in _candidates(ready)
        if same_utterance(ready[one], ready[other]) and _same_time(by_key[one], by_key[other])
    ]
    return unions(pairs, by_key)


def _candidates(ready: Mapping[str, Rendering]) -> Iterable[tuple[str, str]]:
    """Pairs that can be the same, found by the rarest stems of the shorter one of the two.

    Of n stems the other must have k. So of any n - k + m of them it has at least m; looking up
    the rarest keeps the lists short, and asking for several of them the pairs few.
    """
    holders: dict[str, list[str]] = defaultdict(list)
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


def _ready(quotation: QuotationRecord, names: Mapping[str, str]) -> Rendering:
    """With the names of bodies in one form, as translations differ in which they use."""
    content = quotation.content
    for name, acronym in names.items():
        if name in content:
            content = re.sub(rf"(?:{re.escape(name)})(?:\s*\({acronym}\))?", acronym, content)
    return rendering(content, quotation.polarity is Polarity.DENIED)


def _abbreviations(sources: Sources) -> dict[str, str]:
    """The acronym for each label of an organisation, longest label first.

    Not of treaties, which are mostly called by their names: the words of the name would be lost.
    """
    found = {
        label: names.acronyms[0]
        for key, names in sorted(sources.names.items())
        if names.acronyms and kind_of(key) is Kind.ORGANISATION
        for label in names.labels
        if " " in label
    }
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


def _same_time(one: QuotationRecord, other: QuotationRecord) -> bool:
    if one.when and other.when:
        return compatible(one.when, other.when)
    days = one.article.published, other.article.published
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= APART


def _when(said: Sequence[QuotationRecord]) -> Moment | None:
    """The most precise date, where all that are given are compatible."""
    moments = {q.when.edtf: q.when for q in said if q.when}
    known = narrowest(moment for moment in moments.values() if moment.is_bounded)
    if len(known) == 1:
        return known[0]
    return next(iter(moments.values())) if len(moments) == 1 and not known else None
