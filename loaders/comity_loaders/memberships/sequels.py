"""What a sentence adds to what the one before it claims: its day, or what came of it.

"Chad was admitted. The decision took effect on 1 May", "was suspended in 2001; the suspension was
lifted in 2003", "has rejoined. The application was made in 2018".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from comity.model import Abstention, Claim, Predicate
from comity_loaders import wordlists
from comity_loaders.document import Document, Sentence
from comity_loaders.memberships.eventdates import is_after
from comity_loaders.memberships.finds import WORDS, masked_with_standins
from comity_loaders.sentences import patterns
from comity_loaders.sentences.masking import Masked
from comity_loaders.sentences.passages import passage

_REACH = 2
"""So many sentences back the claim may stand."""


@dataclass(frozen=True, slots=True)
class Sequel:
    """One way of going on.

    Args:
        name: what it is called in the rule's name.
        of: the claims that it may be about.
        gives: what it claims of the same state and body; None where it only tells their day.
        regex: what it looks like where names and dates are masked.
    """

    name: str
    of: frozenset[Predicate]
    gives: Predicate | None
    regex: re.Pattern[str]


Findings = Sequence[Claim | Abstention]


def gone_on(document: Document, findings: Findings) -> list[Claim | Abstention]:
    """The findings with what later sentences add to them."""
    found = list(findings)
    for sentence in document.sentences:
        for sequel in _sequels() if patterns.has_cue(WORDS, sentence.text) else ():
            masked = masked_with_standins(sentence)
            match = sequel.regex.search(masked.text)
            if match:
                found = list(_with(sentence, masked, sequel, match, found))
    return found


def _with(
    sentence: Sentence, masked: Masked, sequel: Sequel, match: re.Match[str], found: Findings
) -> Iterator[Claim | Abstention]:
    """The findings with what one sentence adds."""
    slot, states = masked.slot(match, "d"), masked.slot(match, "s")
    day = slot.date.past if slot and slot.date else None
    about = _about(sentence, sequel, match, found)
    own = states is None or all(c.subject in states.entities for c in about)
    fits = day is not None and not is_after(sentence.document, day) and own
    told = {(c.subject, c.object) for c in about} if fits else set()
    for finding in found:
        dates = sequel.gives is None and isinstance(finding, Claim) and finding in about and told
        undated = dates and isinstance(finding, Claim) and finding.when is None
        yield replace(finding, when=day) if undated and isinstance(finding, Claim) else finding
    if sequel.gives is None or len(told) != 1:
        return
    claim = replace(
        about[-1],
        predicate=sequel.gives,
        when=day,
        since=None,
        passage=passage(sentence.document, masked.place(*match.span("noun"))),
        rule=f"membership/{sequel.name}",
    )
    if not any(_is_same(claim, finding) for finding in found):
        yield claim


def _about(
    sentence: Sentence, sequel: Sequel, match: re.Match[str], found: Findings
) -> list[Claim]:
    """The claims that it may be about: those of the nearest sentence that has any."""
    document, start = sentence.document, sentence.span.start + match.start()
    wanted = sequel.of & _of_noun(match["noun"].lower(), sequel)
    at = document.sentences.index(sentence)
    for near in reversed(document.sentences[max(at - _REACH, 0) : at + 1]):
        if near.paragraph != sentence.paragraph:
            break
        claims = [f for f in found if isinstance(f, Claim) and f.is_asserted]
        claims = [c for c in claims if near.span.contains(c.passage) and c.passage.start < start]
        if near is sentence and match.start() == 0:
            continue
        if claims:
            return [c for c in claims if c.predicate in wanted and c.subject and c.object]
    return []


def _of_noun(noun: str, sequel: Sequel) -> frozenset[Predicate]:
    nouns = wordlists.load(WORDS)["sequel_nouns"]
    known = sequel.gives is None and noun in nouns
    return frozenset(map(Predicate, nouns[noun])) if known else sequel.of


def _is_same(claim: Claim, finding: Claim | Abstention) -> bool:
    return isinstance(finding, Claim) and (
        (claim.predicate, claim.subject, claim.object, claim.when)
        == (finding.predicate, finding.subject, finding.object, finding.when)
    )


@cache
def _sequels() -> tuple[Sequel, ...]:
    return tuple(
        Sequel(
            name=name,
            of=frozenset(map(Predicate, item["of"])),
            gives=Predicate(item["gives"]) if "gives" in item else None,
            regex=patterns.expression(WORDS, "sequels", name, "pattern"),
        )
        for name, item in wordlists.load(WORDS)["sequels"].items()
    )
