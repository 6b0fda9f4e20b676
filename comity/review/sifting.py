"""Parts the claims of a reading: those to keep, and those that are held or rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from comity.graph import WORDY, digest, quote_hash
from comity.model import Article, Claim, Quotation, Reading
from comity.review.decisions import Decision, Review, Verdict

GONE = "the words are no longer in the article"
UNFOUND = "the words are there, and nothing is claimed by them any more"

Finding = Claim | Quotation


@dataclass(frozen=True, slots=True)
class Line:
    """What a review says of one claim or quotation.

    Args:
        verdict: what is decided, or `?`.
        article: as its id begins.
        id: the claim's or quotation's.
        quote: the words it rests on, with single spaces; their hash, where none are published.
        says: what is claimed, in words.
        confidence: 0 to 1; None where it is not known.
        rule: what found it.
        note: what keeps the decision from being heeded; empty where it is.
    """

    verdict: str
    article: str
    id: str
    quote: str
    says: str = ""
    confidence: float | None = None
    rule: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sifted:
    """A reading without what is held or rejected.

    Args:
        reading: the rest of it.
        lines: what is held, what was decided, and decisions that fit nothing.
    """

    reading: Reading
    lines: tuple[Line, ...]


def sift(reading: Reading, review: Review, quotes: bool = True) -> Sifted:
    """Leave out of a reading what is held or rejected.

    A claim that is made in a quotation that is left out goes with it. What one rule is unsure of
    and another sure is not held.

    Args:
        reading: what was read.
        review: the decisions, and the least confidence.
        quotes: whether words of the article may be kept in lines.
    """
    judge = _Judge(reading.article, review, quotes)
    quotations = tuple(q for q in reading.quotations if judge.keeps(q))
    said = {span for q in quotations for span in (q.passage, q.content)}
    claims = tuple(
        claim
        for claim in reading.claims
        if judge.keeps(claim) and (claim.said_in is None or claim.said_in in said)
    )
    kept = replace(reading, quotations=quotations, claims=claims)
    return Sifted(kept, (*judge.not_in((*quotations, *claims)), *judge.strays()))


class _Judge:
    def __init__(self, article: Article, review: Review, quotes: bool) -> None:
        self.article, self.review, self.quotes = article, review, quotes
        self.open = {(d.id, d.quote): d for d in review.of(article.id)}
        self.heeded = set[Decision]()
        self.lines = list[Line]()

    def keeps(self, finding: Finding) -> bool:
        """Whether a finding is in the build; one that is held or decided on gets a line."""
        decision = self._decision(finding)
        sure = finding.confidence
        low = sure is not None and sure < self.review.hold_below
        if decision or low:
            verdict = decision.verdict if decision else Verdict.OPEN
            self.lines.append(self._line(finding, verdict))
        return decision.verdict is Verdict.ACCEPT if decision else not low

    def not_in(self, kept: Iterable[Finding]) -> Iterator[Line]:
        """The lines, but of what is held and was found by a surer rule too."""
        if not self.lines:
            return
        sure = {(line.id, line.quote) for line in (self._line(one, Verdict.OPEN) for one in kept)}
        for line in self.lines:
            if line.verdict != Verdict.OPEN or (line.id, line.quote) not in sure:
                yield line

    def strays(self) -> Iterator[Line]:
        """A line for each decision that fits nothing."""
        words = one_line(self.article.text)
        for decision in self.open.values():
            if decision not in self.heeded:
                there = decision.quote in words
                yield Line(
                    decision.verdict,
                    decision.article,
                    decision.id,
                    decision.quote if self.quotes else hashed(decision.quote),
                    note=UNFOUND if there else GONE,
                )

    def _decision(self, finding: Finding) -> Decision | None:
        words = finding.passage.of(self.article.text)
        for quote in (one_line(words), hashed(words)):
            decision = self.open.get((finding_id(finding, self.article), quote))
            if decision:
                self.heeded.add(decision)
                return decision
        return None

    def _line(self, finding: Finding, verdict: Verdict) -> Line:
        words = finding.passage.of(self.article.text)
        return Line(
            verdict=verdict,
            article=self.article.id[:-9],
            id=finding_id(finding, self.article),
            quote=one_line(words) if self.quotes else hashed(words),
            says=says(finding),
            confidence=finding.confidence,
            rule=finding.rule,
        )


def finding_id(finding: Finding, article: Article) -> str:
    """What a review calls a claim or a quotation, wherever in the text it stands."""
    if isinstance(finding, Claim):
        return digest(finding)
    return quotation_id(quote_hash(finding.content.of(article.text)))


def quotation_id(content_hash: str) -> str:
    """What a review calls a quotation whose content has this hash."""
    return f"q{content_hash[:8]}"


def hashed(words: str) -> str:
    """What stands for words that are not published; their hash, if it is not one already."""
    return words if words.startswith("sha256:") else f"sha256:{quote_hash(words)}"


def one_line(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def says(finding: Finding) -> str:
    """What is claimed, in words, none of them a stretch of the article."""
    if isinstance(finding, Quotation):
        return f"{finding.speaker.name}, {finding.cue}"
    parts = (
        finding.subject and finding.subject.name,
        str(finding.predicate),
        finding.object and finding.object.name,
        None if finding.predicate in WORDY else finding.text,
        ", ".join(member.name for member in finding.members),
        finding.when and finding.when.date.edtf,
        None if finding.is_asserted else f"({finding.polarity}, {finding.modality})",
    )
    return " ".join(part for part in parts if part)
