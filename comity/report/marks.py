"""Passages marked in a text: nested and crossing spans become well-formed HTML.

The text stays what it was: the contents of the marked blocks, one after another, are the stored
text, code point for code point. Two things need care. HTML reads a bare carriage return as a
line feed, so it is written as a character reference; and numbers behind a passage are drawn by the
style sheet, so that they are no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from comity.model import Span

_BLOCK = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to be marked.

    Args:
        span: its place.
        anchor: the id of its first piece; empty where it needs none.
        note: the id of what is said of it, which its number leads to.
        number: the number shown behind its last piece.
        looks: the classes of its pieces.
        title: what its number is called by who cannot see it.
        tag: the element that its pieces are; a `span` is no passage, and has no number.
    """

    span: Span
    anchor: str
    note: str
    number: str
    looks: str = ""
    title: str = ""
    tag: str = "mark"

    @property
    def opening(self) -> str:
        """Begins its first piece."""
        identified = f' id="{escape(self.anchor)}"' if self.anchor else ""
        return f'<{self.tag}{identified} class="{escape(self.looks)}">'


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a text, with the white space behind it.

    Args:
        html: its text, marked.
        marks: the passages that end in it, in order.
    """

    html: Markup
    marks: tuple[Mark, ...]


def plain(text: str) -> Markup:
    """A text as HTML that is read back as the same text.

    U+0000 is the one character that HTML cannot hold: U+FFFD stands for it.
    """
    safe = str(escape(text.replace("\0", "\ufffd")))
    return Markup(safe.replace("\r", "&#13;"))  # noqa: S704 - escaped in the line above


def marked(text: str, marks: Iterable[Mark]) -> list[Block]:
    """A text in paragraphs, with its passages marked.

    Args:
        text: the stored text.
        marks: what to mark; none ends after the text. They may nest and cross.
    """
    return _Marking(text, sorted(marks, key=_order)).blocks()


def _order(mark: Mark) -> tuple[int, int, str]:
    return mark.span.start, -mark.span.end, mark.anchor


def _paragraphs(text: str) -> list[int]:
    """Where the paragraphs end."""
    return [match.end() for match in _BLOCK.finditer(text) if match[0]]


@dataclass
class _Marking:
    """One pass over a text: at each place marks are closed, opened again, and opened."""

    text: str
    marks: Sequence[Mark]
    next: int = 0
    open: list[Mark] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    ended: list[Mark] = field(default_factory=list)

    def blocks(self) -> list[Block]:
        ends = _paragraphs(self.text)
        places = {place for mark in self.marks for place in (mark.span.start, mark.span.end)}
        found: list[Block] = []
        at = 0
        for place in sorted({*places, *ends}):
            self._write(at, place)
            self._close_at(place)
            if place in ends[len(found) : len(found) + 1]:
                found.append(self._block(place))
            self._open_at(place)
            at = place
        return found

    def _write(self, start: int, end: int) -> None:
        self.html.append(plain(self.text[start:end]))

    def _close_at(self, place: int) -> None:
        """Close what ends here; what was opened inside of it goes on in a new piece."""
        over = [mark for mark in self.open if mark.span.end == place]
        if not over:
            return
        reopened = self._close_from(self.open.index(over[0]), place)
        self._reopen(mark for mark in reopened if mark.span.end > place)

    def _close_from(self, depth: int, place: int) -> list[Mark]:
        closed = self.open[depth:]
        for mark in reversed(closed):
            if mark.span.end == place and mark.number:
                self.html.append(_number(mark))
                self.ended.append(mark)
            self.html.append(f"</{mark.tag}>")
        del self.open[depth:]
        return closed

    def _open_at(self, place: int) -> None:
        while self.next < len(self.marks) and self.marks[self.next].span.start == place:
            mark = self.marks[self.next]
            self.html.append(mark.opening)
            self.open.append(mark)
            self.next += 1

    def _reopen(self, marks: Iterable[Mark]) -> None:
        for mark in marks:
            self.html.append(f'<{mark.tag} class="{escape(mark.looks)} on">')
            self.open.append(mark)

    def _block(self, place: int) -> Block:
        """What was written since the last paragraph; marks that go on are closed around it."""
        going = self._close_from(0, place)
        block = Block(Markup("".join(self.html)), tuple(sorted(self.ended, key=_order)))  # noqa: S704 - built of escaped parts
        self.html, self.ended = [], []
        self._reopen(going)
        return block


def _number(mark: Mark) -> str:
    return (
        f'<a class="n" href="#{escape(mark.note)}" data-n="{escape(mark.number)}"'
        f' aria-label="{escape(mark.title)}"></a>'
    )
