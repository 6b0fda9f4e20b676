"""Explanations: each sentence of an article with what it gave, or why nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.text import Text

from comity.show.console import ERR, OUT, write_json

if TYPE_CHECKING:
    from comity.explain import Explained, Explanation


def explanation(article: Explanation, style: str) -> None:
    """Each sentence of an article with its claims, or why it gave none."""
    if style == "json":
        write_json(_explained_json(article))
        return
    text = article.article.text if article.article else ""
    for sentence in article.sentences:
        _explained(sentence, text)
    for lost in article.lost:
        ERR.print(f"note: {lost}", style="yellow", markup=False)


def _explained(sentence: Explained, text: str) -> None:
    words = " ".join(sentence.span.of(text).split())
    OUT.print(
        Text(f"[{sentence.span.start}:{sentence.span.end}] ", style="dim").append(
            words, "default not dim"
        )
    )
    for line in _findings(sentence, text):
        OUT.print(Text(f"    + {line}", style="green"))
    for reason in sentence.reasons:
        OUT.print(Text(f"    - {reason}", style="yellow"))


def _findings(sentence: Explained, text: str) -> Iterator[str]:
    for quotation in sentence.quotations:
        words = " ".join(quotation.content.of(text).split())
        yield f"{quotation.speaker.name} {quotation.cue}: {words}  ({quotation.rule})"
    for claim in sentence.claims:
        parts = (
            claim.subject and claim.subject.name,
            str(claim.predicate),
            claim.object and claim.object.name,
            claim.text,
            ", ".join(member.name for member in claim.members),
            None if claim.count is None else str(claim.count),
            claim.when and claim.when.date.edtf,
            None if claim.is_asserted else f"[{claim.polarity}, {claim.modality}]",
            f"({claim.rule})",
        )
        yield " ".join(part for part in parts if part)


def _explained_json(article: Explanation) -> list[dict[str, Any]]:
    text = article.article.text if article.article else ""
    return [
        {
            "start": sentence.span.start,
            "end": sentence.span.end,
            "sentence": sentence.span.of(text),
            "found": list(_findings(sentence, text)),
            "reasons": list(sentence.reasons),
        }
        for sentence in article.sentences
    ]
