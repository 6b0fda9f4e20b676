"""Where in a Turtle file each triple is written.

The parser of the store gives triples without their places. So the file is read once more, not to
know its terms, but to know where they stand: the triples come out here in the order in which
Oxigraph's parser gives them, and the n-th place is that of the n-th triple. No prefix, escape or
relative IRI has to be understood twice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\n]+|\#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | (?P<text>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<type>\^\^)
  | (?P<directive>@(?:prefix|base|version)\b)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9-]+)*)
  | (?P<number>[+-]?(?:[0-9]+\.[0-9]*[eE][+-]?[0-9]+|\.?[0-9]+[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)
      (?![^\s;,.\])}\#<"'\[(]))
  | (?P<mark>[.;,\[\]()])
  | (?P<name>(?:[^\s<>"'{}|^`\\\[\]();,.\#@]|\\.|\.(?=[^\s<>"'{}|^`\[\]();,\#]))+)
    """,
    re.VERBOSE | re.DOTALL,
)
_SPARQL = {"prefix": 2, "base": 1, "version": 1}
"""Directives as SPARQL writes them, and how many terms each takes."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where a triple is written: offsets into the text, in code points, of its three terms."""

    subject: int
    predicate: int
    object: int


class Unreadable(Exception):  # noqa: N818  # not an error of the user's: places are left out
    """The text has something that is not understood here; its places stay unknown."""


@dataclass(slots=True)
class _Frame:
    """An open subject: of a statement, of `[ … ]`, or a list `( … )`.

    Attributes:
        kind: `statement`, `[` or `(`.
        subject: where the subject is written.
        predicate: where the last predicate is written; negative where none is.
        items: of a list, how many items it has so far.
    """

    kind: str
    subject: int
    predicate: int = -1
    items: int = 0


class Lines:
    """Offsets into a text as lines and columns, both from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def written(text: str) -> list[Written]:
    """The places of the triples of a Turtle text, in the order of Oxigraph's parser.

    Raises:
        Unreadable: where the text has what is not understood here, as RDF 1.2's annotations.
    """
    return _Scanner(text).run()


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    at, end = 0, len(text)
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or match.end() == at:
            raise Unreadable(f"offset {at}")
        kind = match.lastgroup or ""
        if kind != "space":
            yield kind, match[0], at
        at = match.end()


@dataclass(slots=True)
class _Scanner:
    """The state of reading one text."""

    text: str
    found: list[Written] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    skip: int = 0
    after_type: bool = False
    pending: list[Written] = field(default_factory=list)
    string: int = -1

    def run(self) -> list[Written]:
        for kind, piece, at in _tokens(self.text):
            self._token(kind, piece, at)
            # Oxigraph gives the triples of one token last first.
            self.found.extend(reversed(self.pending))
            self.pending.clear()
        return self.found

    def _token(self, kind: str, piece: str, at: int) -> None:
        if self.string >= 0 and kind != "type":
            # A string is known to end only where no language or datatype follows it.
            self._after(self.string, self.stack[-1])
            self.string = -1
        if self.after_type:
            self.after_type = False  # the datatype of a literal
        elif self.skip:
            self.skip -= 1
        else:
            self._word(kind, piece, at)

    def _word(self, kind: str, piece: str, at: int) -> None:
        if kind == "directive":
            # The full stop at its end is no statement's.
            self.skip = {"@prefix": 3}.get(piece, 2)
        elif kind == "name" and not self.stack and piece.lower() in _SPARQL:
            self.skip = _SPARQL[piece.lower()]
        elif kind == "type":
            self.after_type = True
        elif kind == "mark":
            self._mark(piece, at)
        elif kind == "text" and self.stack:
            self._before(at)
            self.string = at
        elif kind != "language":
            self._term(at)

    def _mark(self, piece: str, at: int) -> None:
        if piece in "[(":
            self._open(piece, at)
        elif piece in "])":
            self._close(piece)
        elif not self.stack:
            raise Unreadable(f"offset {at}")
        elif piece == ";":
            self.stack[-1].predicate = -1
        elif piece == ".":
            self.stack.pop()

    def _open(self, piece: str, at: int) -> None:
        if not self.stack:
            self.stack.append(_Frame("statement", at))
        else:
            self._before(at)
        self.stack.append(_Frame(piece, at))

    def _close(self, piece: str) -> None:
        if len(self.stack) < 2:
            raise Unreadable(piece)
        frame = self.stack.pop()
        if frame.kind == "(" and frame.items:
            self._emit(frame.subject, frame.predicate, frame.subject)  # rdf:rest rdf:nil
        outer = self.stack[-1]
        if frame.kind == "[" or not frame.items:
            self._after(frame.subject, outer)

    def _term(self, at: int) -> None:
        if not self.stack:
            self.stack.append(_Frame("statement", at))
            return
        frame = self.stack[-1]
        if frame.kind != "(" and frame.predicate < 0:
            frame.predicate = at
            return
        self._before(at)
        self._after(at, frame)

    def _before(self, at: int) -> None:
        """What a list says before one more of its items: that it begins, or goes on."""
        frame = self.stack[-1]
        if frame.kind != "(":
            return
        frame.items += 1
        if frame.items > 1:
            self._emit(frame.subject, frame.predicate, at)  # rdf:rest
        elif len(self.stack) > 1:
            outer = self.stack[-2]
            self._linked(frame, outer)
        frame.predicate = frame.subject = at

    def _linked(self, frame: _Frame, outer: _Frame) -> None:
        """The triple that a list that is not empty is the object of, if it is one's."""
        is_subject = outer.kind == "statement" and outer.predicate < 0
        if not is_subject:
            self._after(frame.subject, outer)

    def _after(self, at: int, outer: _Frame) -> None:
        """The triple whose object stands here, unless what stands here is a subject."""
        if outer.kind == "(" or outer.predicate >= 0:
            self._emit(outer.subject, outer.predicate, at)

    def _emit(self, subject: int, predicate: int, value: int) -> None:
        self.pending.append(Written(subject, max(predicate, 0), value))
