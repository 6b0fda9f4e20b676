"""Why an article says what it says: each sentence with its claims, or why it gave none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from comity.gazetteer import Gazetteer
from comity.loading import Refusal, read_articles
from comity.model import Abstention, Article, Claim, Metadata, Quotation, Reading, Span


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence.

    Args:
        span: its place.
        quotations: those whose passage touches it.
        claims: those whose passage touches it.
        reasons: why it gave nothing, or why something in it was left out.
    """

    span: Span
    quotations: tuple[Quotation, ...]
    claims: tuple[Claim, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One article, or why it was refused.

    Args:
        article: what was read; None where it was refused.
        sentences: in order.
        lost: what could not be looked for.
        refusal: why the file was refused.
    """

    article: Article | None
    sentences: tuple[Explained, ...] = ()
    lost: tuple[str, ...] = ()
    refusal: Refusal | None = None


def explain_file(
    file: Path, given: Metadata, *, names: Sequence[Path] = (), listing: Path | None = None
) -> Iterator[Explanation]:
    """Each article of a file, explained.

    Args:
        file: the file.
        given: what the user says of its articles.
        names: files of further names.
        listing: a table that says more of the file.

    Raises:
        SourceError: where the file does not exist.
    """
    for reading in read_articles([file], given, gazetteer=Gazetteer.load(*names), listing=listing):
        yield (
            Explanation(None, refusal=reading) if isinstance(reading, Refusal) else explain(reading)
        )


def explain(reading: Reading) -> Explanation:
    """A reading, sentence by sentence."""
    sentences = tuple(_explained(reading, span) for span in reading.sentences)
    return Explanation(reading.article, sentences, reading.lost)


def _explained(reading: Reading, span: Span) -> Explained:
    abstentions: list[Abstention] = [a for a in reading.abstentions if a.passage.overlaps(span)]
    return Explained(
        span,
        tuple(q for q in reading.quotations if q.passage.overlaps(span)),
        tuple(c for c in reading.claims if c.passage.overlaps(span)),
        tuple(dict.fromkeys(abstention.reason for abstention in abstentions)),
    )
