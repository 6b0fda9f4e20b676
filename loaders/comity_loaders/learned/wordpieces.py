"""Words as the pieces that the network knows: WordPiece, as BERT has it.

The rules are those of BERT's own tokenizer for lower-case text: no accents, punctuation apart, and
of each word the longest known piece, then of the rest. The package `tokenizers` does the same, and
brings ten others along, a client of a model hub among them; what it gives is the test of this.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

_LONGEST = 100
"""Longer words are unknown as a whole."""
_UNKNOWN, _FIRST, _LAST = "[UNK]", "[CLS]", "[SEP]"
_CJK = (
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b81f"
    "\U0002b920-\U0002ceaf\U0002f800-\U0002fa1f"
)
_SYMBOLS = "$+<=>^`|~"


class WordPieces:
    """A vocabulary, and words by its numbers.

    Args:
        pieces: the pieces, each at its number; those that continue a word begin with `##`.
        markers: pieces that are taken whole wherever they stand, as they are written.
    """

    def __init__(self, pieces: Iterable[str], markers: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._markers = re.compile(f"({'|'.join(map(re.escape, markers))})")
        self._known = frozenset(markers)
        self._of_word = lru_cache(maxsize=20_000)(self._pieces)

    def __getitem__(self, piece: str) -> int:
        """The number of a piece."""
        return self._numbers[piece]

    def numbers(self, text: str) -> list[int]:
        """A text as numbers, between those that open and close it."""
        found = [self._numbers[_FIRST]]
        for part in self._markers.split(text):
            if part in self._known:
                found.append(self._numbers[part])
            else:
                found += [number for word in _words(part) for number in self._of_word(word)]
        return [*found, self._numbers[_LAST]]

    def _pieces(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST:
            return (self._numbers[_UNKNOWN],)
        found, start = list[int](), 0
        while start < len(word):
            piece = self._longest(word, start)
            if piece is None:
                return (self._numbers[_UNKNOWN],)
            found.append(self._numbers[piece])
            start += len(piece) - 2 * (start > 0)
        return tuple(found)

    def _longest(self, word: str, start: int) -> str | None:
        begin = "##" if start else ""
        ends = range(len(word), start, -1)
        return next((p for end in ends if (p := begin + word[start:end]) in self._numbers), None)


def _words(text: str) -> Iterator[str]:
    """The words and marks of a text, in lower case and without accents."""
    clean = "".join(" " if c.isspace() else c for c in text if not _is_control(c))
    spaced = re.sub(f"([{_CJK}])", r" \1 ", clean)
    bare = (c for c in unicodedata.normalize("NFD", spaced) if unicodedata.category(c) != "Mn")
    apart = (f" {c} " if _is_mark(c) else c for c in "".join(bare).lower())
    return iter("".join(apart).split())


def _is_control(char: str) -> bool:
    return char in "\0\ufffd" or (
        unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn"} and char not in "\t\n\r"
    )


def _is_mark(char: str) -> bool:
    return char in _SYMBOLS or unicodedata.category(char).startswith("P")
