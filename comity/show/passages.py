"""The passages of an answer: each once, numbered, with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from comity.evidence import Evidence
from comity.show.cells import one_line


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one article, said by one speaker, wherever they stand in it.

    Args:
        piece: the first of them.
        places: where they stand, each once; an article may print the same words twice.
    """

    piece: Evidence
    places: list[tuple[int, int]] = field(default_factory=list)

    @property
    def stance(self) -> str:
        """What is said before a passage that contradicts; nothing before one that supports."""
        return "against: " if self.piece.stance == "contradicts" else ""

    @property
    def quote(self) -> str:
        """The words in one line; in quotation marks, unless they bring their own."""
        if not self.piece.quote:
            return "(words that this build does not publish)"
        words = one_line(self.piece.quote)
        return words if set(words) & set('“”"«»„') else f"“{words}”"

    @property
    def source(self) -> str:
        """Where it stands: headline, outlet, date, chain, and the places in the article's text."""
        piece = self.piece
        title = one_line(piece.title) if piece.title else None
        via = f"via {', '.join(piece.chain)}" if piece.chain else None
        article = piece.article.rpartition("/")[2]
        place = article + ", ".join(f"[{start}:{end}]" for start, end in self.places)
        parts = (title, piece.outlet, piece.published, via, place)
        return ", ".join(part for part in parts if part)


class Numbered:
    """Passages, numbered in the order in which they are first mentioned."""

    def __init__(self) -> None:
        self._passages: dict[tuple[object, ...], tuple[int, Passage]] = {}

    def marks(self, pieces: Iterable[Evidence]) -> str:
        """The numbers of these; those that contradict come last, with `!` before them."""
        marks = dict.fromkeys(map(self._mark, pieces))
        return " ".join(sorted(marks, key=lambda m: (m[0] == "!", int(m.lstrip("!")))))

    def _mark(self, piece: Evidence) -> str:
        words = one_line(piece.quote) or (piece.start, piece.end)
        key = piece.article, words, piece.speaker, piece.stance
        number, passage = self._passages.setdefault(key, (len(self._passages) + 1, Passage(piece)))
        if (piece.start, piece.end) not in passage.places:
            passage.places.append((piece.start, piece.end))
        return f"{number}" if piece.stance == "supports" else f"!{number}"

    def __iter__(self) -> Iterator[tuple[int, Passage]]:
        return iter(self._passages.values())
