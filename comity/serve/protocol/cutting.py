"""Answers that are cut: at a whole row, and never silently."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from typing_extensions import Buffer


class EnoughError(Exception):
    """So many rows are wanted, and no more."""


class Lines(io.BytesIO):
    """What pyoxigraph writes lines to, until there are enough of them.

    Args:
        most: how many there may be, the head not counted.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most, self.count = most, -1

    def write(self, piece: Buffer) -> int:
        """See `io.BytesIO`."""
        self.count += bytes(piece).count(b"\n")
        size = super().write(piece)
        if self.is_cut:
            raise EnoughError
        return size

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than may be."""
        return self.count > self.most

    def whole(self) -> bytes:
        """The lines, no more than may be."""
        body = self.getvalue()
        if not self.is_cut:
            return body
        return b"\n".join(body.split(b"\n", self.most + 1)[: self.most + 1]) + b"\n"


def announced(body: bytes, media: str, rows: int, endpoint: str) -> bytes:
    """An answer that says, where its format can, that it was cut.

    SPARQL's JSON and XML may hold links to what more is to be known of an answer; Turtle and what
    is like it may hold comments. The others say it in the header only.

    Args:
        body: the answer.
        media: its media type.
        rows: how many were left.
        endpoint: the address of the endpoint, whose description has the link's target.
    """
    say = _WAYS.get(media)
    return say(body, rows, f"{endpoint}{fragment(rows)}") if say else body


def fragment(rows: int) -> str:
    """What stands for the limit in the endpoint's description."""
    return f"#only-the-first-{rows}"


def _in_json(body: bytes, _: int, link: str) -> bytes:
    quoted = json.dumps(link).encode()
    return body.replace(b'{"head":{', b'{"head":{"link":[' + quoted + b"],", 1)


def _in_xml(body: bytes, _: int, link: str) -> bytes:
    return body.replace(b"</head>", f"<link href={quoteattr(link)}/></head>".encode(), 1)


def _in_turtle(body: bytes, rows: int, _: str) -> bytes:
    return f"# Cut: there are more than these {rows} triples.\n".encode() + body


_WAYS: Mapping[str, Callable[[bytes, int, str], bytes]] = {
    "application/sparql-results+json": _in_json,
    "application/json": _in_json,
    "application/sparql-results+xml": _in_xml,
    "application/xml": _in_xml,
    "text/xml": _in_xml,
    "text/turtle": _in_turtle,
    "application/n-triples": _in_turtle,
    "application/trig": _in_turtle,
    "application/n-quads": _in_turtle,
}
