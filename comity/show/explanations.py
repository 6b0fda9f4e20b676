"""Explanations: each sentence of an article with what it gave, or why nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.text import Text

from comity.show.cells import markdown, one_line
from comity.show.console import tell, write
from comity.show.lines import write_json, write_lines
from comity.show.tables import hanging

if TYPE_CHECKING:
    from comity.explain import Explained, Explanation

_COLUMNS = ("start", "end", "sentence", "kind", "text")


def explanation(article: Explanation, style: str) -> None:
    """Each sentence of an article with its claims, or why it gave none."""
    text = article.article.text if article.article else ""
    if style == "json":
        write_json([_line(sentence, text) for sentence in article.sentences])
    elif style == "md":
        write(_markdown(article, text))
    elif style in ("csv", "tsv"):
        write_lines(list(_lines(article, text)), style, _COLUMNS)
    else:
        for sentence in article.sentences:
            _explained(sentence, text)
        for lost in article.lost:
            tell(f"note: {lost}", "yellow")


def _explained(sentence: Explained, text: str) -> None:
    place = Text(f"[{sentence.span.start}:{sentence.span.end}] ", "dim")
    hanging(Text(""), place.append(one_line(sentence.span.of(text)), "default not dim"))
    for line in _findings(sentence, text):
        hanging(Text("    + ", "green"), Text(line, "green"))
    for reason in sentence.reasons:
        hanging(Text("    - ", "yellow"), Text(reason, "yellow"))


def _findings(sentence: Explained, text: str) -> Iterator[str]:
    for quotation in sentence.quotations:
        words = one_line(quotation.content.of(text))
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
            claim.since and f"since {claim.since.date}",
            claim.until and f"until {claim.until.date}",
            None if claim.is_asserted else f"[{claim.polarity}, {claim.modality}]",
            f"({claim.rule})",
        )
        yield " ".join(part for part in parts if part)


def _line(sentence: Explained, text: str) -> dict[str, Any]:
    return {
        "start": sentence.span.start,
        "end": sentence.span.end,
        "sentence": sentence.span.of(text),
        "found": list(_findings(sentence, text)),
        "reasons": list(sentence.reasons),
    }


def _lines(article: Explanation, text: str) -> Iterator[dict[str, Any]]:
    """One line for each thing found, and for each reason that nothing was."""
    for sentence in article.sentences:
        line = _line(sentence, text)
        place = {name: line[name] for name in ("start", "end", "sentence")}
        for kind in ("found", "reasons"):
            for said in line[kind]:
                yield {**place, "kind": kind.removesuffix("s"), "text": said}


def _markdown(article: Explanation, text: str) -> str:
    span = article.article.title if article.article else None
    parts = [f"## {markdown(span.of(text) if span else 'An article')}\n"]
    for sentence in article.sentences:
        line = _line(sentence, text)
        said = [f"- {markdown(one)}\n" for one in line["found"]]
        said += [f"- *{markdown(one)}*\n" for one in line["reasons"]]
        parts.append(f"{markdown(line['sentence'])}\n\n{''.join(said)}")
    return "\n".join(parts)
