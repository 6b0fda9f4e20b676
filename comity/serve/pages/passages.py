"""Passages as pages show them: numbered, in their sentence, with the way to the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from comity.evidence import Evidence
from comity.model import Span
from comity.serve.pages.asking import select
from comity.serve.snapshot import Opened
from comity.show.passages import Numbered, Passage

_MOST = 240
"""Code points that are shown before and behind a passage, at most."""
_FEWER = 120
"""The same, where no sentence begins or ends in them."""
_CONTENT = """
SELECT ?claim ?start ?end {
  VALUES ?claim { $claim }
  ?claim comity:content ?content .
  ?content oa:start ?start ; oa:end ?end .
}"""
_END = re.compile(r"[.!?…][”’\"')\]]*(?:\s+|(?<=[^A-Z][.!?…”’\"')\]])(?=[“\"A-Z]))|[\r\n]+")
_ENDED = re.compile(r"[.!?…][”’\"')\]]*$")
"""Where a sentence ends; some articles leave no space behind the full stop."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of a passage, beside what rests on it.

    Args:
        number: the passage's own.
        against: whether it contradicts.
    """

    number: int
    against: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as a page shows it.

    Args:
        number: its own on the page.
        against: whether it contradicts what rests on it.
        before: the words of its sentence that stand before it; empty where no text is at hand.
        lead: its own words before the quoted ones; empty of what quotes nobody.
        words: the quoted words, or all its own; empty where the build does not publish them.
        trail: its own words behind the quoted ones.
        after: the words of its sentence that stand behind it.
        places: where it stands in the article, each as two code points.
        article: the key of its article.
        title: the article's headline; empty where it is not known.
        outlet: who published it; empty where that is not known.
        published: when, as EDTF; empty where that is not known.
        speaker: who says it; empty where the outlet itself does.
        chain: the sources between the reader and the speaker, nearest first.
        claim: the key of the claim or quotation.
    """

    number: int
    against: bool
    before: str
    lead: str
    words: str
    trail: str
    after: str
    places: tuple[tuple[int, int], ...]
    article: str
    title: str
    outlet: str
    published: str
    speaker: str
    chain: tuple[str, ...]
    claim: str


class Cited:
    """The passages of a page, numbered in the order in which they are first mentioned."""

    def __init__(self, opened: Opened) -> None:
        self._opened, self._numbered = opened, Numbered()

    def marks(self, pieces: Iterable[Evidence]) -> tuple[Mark, ...]:
        """The numbers of these; those that contradict come last."""
        marks = self._numbered.marks(pieces).split()
        return tuple(Mark(int(mark.lstrip("!")), mark.startswith("!")) for mark in marks)

    def shown(self) -> tuple[Shown, ...]:
        """All that were mentioned, in order."""
        listed = list(self._numbered)
        texts = _texts(self._opened, [passage.piece.article for _, passage in listed])
        quoted = _quoted(self._opened, [passage.piece.claim for _, passage in listed])
        return tuple(
            self._shown(number, passage, texts, quoted.get(passage.piece.claim))
            for number, passage in listed
        )

    def _shown(
        self, number: int, passage: Passage, texts: Mapping[str, str], quoted: Span | None
    ) -> Shown:
        piece = passage.piece
        before, after = around(texts.get(piece.article, ""), piece.start, piece.end)
        lead, words, trail = _parted(piece, quoted)
        return Shown(
            number=number,
            against=piece.stance == "contradicts",
            before=before,
            lead=lead,
            words=words,
            trail=trail,
            after=after,
            places=tuple(passage.places),
            article=key_of(self._opened, piece.article),
            title=piece.title or "",
            outlet=piece.outlet or "",
            published=piece.published or "",
            speaker=piece.speaker or "",
            chain=piece.chain,
            claim=key_of(self._opened, piece.claim),
        )


def _parted(piece: Evidence, quoted: Span | None) -> tuple[str, str, str]:
    """The words of a passage before, within and behind those that are quoted."""
    if not quoted or not Span(piece.start, piece.end).contains(quoted):
        return "", piece.quote, ""
    start, end = quoted.start - piece.start, quoted.end - piece.start
    return piece.quote[:start], piece.quote[start:end], piece.quote[end:]


def _quoted(opened: Opened, claims: Sequence[str]) -> dict[str, Span]:
    """Where the quoted words of quotations stand, by their IRIs."""
    wanted = [NamedNode(iri) for iri in dict.fromkeys(claims)]
    rows = select(opened, _CONTENT, claim=wanted)
    return {
        row["claim"].value: Span(int(row["start"].value), int(row["end"].value)) for row in rows
    }


def key_of(opened: Opened, iri: str) -> str:
    """The path of a thing below `id/`; its IRI where it comes from elsewhere."""
    return opened.target.terms.key(NamedNode(iri)) or iri


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a passage in its sentence."""
    if not text:
        return "", ""
    return _before(text, start), _after(text, end)


def _before(text: str, start: int) -> str:
    low = max(start - _MOST, 0)
    ends = (match.end() for match in _END.finditer(text, low, start + 1))
    begins = [end for end in ends if end <= start]
    lead = text[low:start]
    if begins or low == 0:
        return text[begins[-1] : start] if begins else lead
    return f"…{lead[-_FEWER:].partition(' ')[2]}"


def _after(text: str, end: int) -> str:
    # A passage that ends its sentence has nothing behind it, not the next sentence.
    if _ENDED.search(text[max(end - 3, 0) : end]):
        return ""
    tail = text[end : end + _MOST]
    ends = _END.search(tail)
    if ends or end + _MOST >= len(text):
        return tail[: ends.end()].rstrip() if ends else tail
    return f"{tail[:_FEWER].rpartition(' ')[0]}…"


def _texts(opened: Opened, articles: Sequence[str]) -> dict[str, str]:
    """The stored texts of articles, by their IRIs; of those only that are at hand."""
    wanted = [NamedNode(iri) for iri in dict.fromkeys(articles)]
    hashes = select(
        opened,
        "SELECT ?article ?hash { VALUES ?article { $article } ?article comity:textHash ?hash }",
        article=wanted,
    )
    found = {row["article"].value: text_of(opened, row["hash"].value) for row in hashes}
    return {article: text for article, text in found.items() if text is not None}


@lru_cache(maxsize=32)
def text_of(opened: Opened, sha256: str) -> str | None:
    """The stored text with a hash; None where it is not at hand."""
    return opened.texts(sha256)
