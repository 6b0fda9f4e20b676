"""One graph after the other, and what each format makes of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import pyoxigraph as ox

from comity.dataset import BuildData, Dataset
from comity.terms import Terms
from comity.turtle import triples_of, turtle

_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*", re.ASCII)


@dataclass(frozen=True)
class Part:
    """One graph of what is exported.

    Args:
        name: its IRI; "" of what lies in no named graph.
        stem: what its files are called, without an ending: `articles/…`, `facts`.
        terms: the IRIs of the data.
        given: its file as a build has it; empty where there is none.
        held: its triples, where there is no such file.
    """

    name: str
    stem: str
    terms: Terms
    given: bytes = b""
    held: tuple[ox.Triple, ...] = ()

    @cached_property
    def triples(self) -> list[ox.Triple]:
        """Its triples."""
        return triples_of(self.given) if self.given else list(self.held)

    @cached_property
    def turtle(self) -> bytes:
        """Its triples as Turtle."""
        return self.given or turtle(self.held, self.terms)


class Sink(Protocol):
    """A format in the making."""

    def add(self, part: Part) -> None:
        """Write one graph, or keep what the end needs of it."""

    def finish(self) -> None:
        """Write what all graphs make together."""

    def close(self) -> None:
        """Let go of what is held open, on whatever way the export ends."""


def parts(data: Dataset) -> Iterator[Part]:
    """The graphs, in the order of their names."""
    for name in data.names:
        if isinstance(data, BuildData):
            stem = data.graphs[name].file.removesuffix(".ttl")
            yield Part(name, stem, data.terms, given=data.turtle(name))
        else:
            yield Part(name, stem_of(name, data.terms), data.terms, held=tuple(data.triples(name)))


def stem_of(name: str, terms: Terms) -> str:
    """What the files of a graph are called: by its name, if that is one of ours, else by a hash.

    Whoever serves a graph chooses its name, and must not choose where on this disk it is written.
    """
    below = name.removeprefix(f"{terms.base}graph/").removeprefix("file:").removesuffix(".ttl")
    if below.startswith("article/"):
        below = f"articles/{below.removeprefix('article/')}"
    if not name:
        return "default"
    return (
        below
        if _SAFE.fullmatch(below)
        else f"graph-{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    )
