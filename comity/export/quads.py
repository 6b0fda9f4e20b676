"""All triples in canonical N-Quads, sorted, however many there are.

Canonical as in W3C's RDF Dataset Canonicalization (RDFC-1.0, section 5, and the canonical form of
RDF 1.2 N-Quads): one way to write each term, one blank between terms, lines in the order of their
code points. comity's data has no blank nodes, so that nothing is left to be named.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import pyoxigraph as ox

_RUN = 100_000
"""Lines that are sorted in memory at a time."""


class SortedQuads:
    """Lines of N-Quads to be sorted; those that do not fit into memory wait in files.

    Args:
        folder: where those files are made.
        run: how many lines are held in memory.
    """

    def __init__(self, folder: Path, run: int = _RUN) -> None:
        self._folder, self._run = folder, run
        self._lines: list[bytes] = []
        self._runs: list[Path] = []
        self.count = 0

    def add(self, name: str, triples: Iterable[ox.Triple]) -> None:
        """Add the triples of a graph."""
        for triple in triples:
            self._lines.append(line(triple, name))
            if len(self._lines) >= self._run:
                self._spill()

    def write(self, out: IO[bytes]) -> None:
        """Write all lines, each once, in order."""
        last = b""
        with ExitStack() as stack:
            for text in self._merged(stack):
                if text != last:
                    out.write(text)
                    self.count += 1
                last = text
        for path in self._runs:
            path.unlink()

    def _merged(self, stack: ExitStack) -> Iterator[bytes]:
        self._lines.sort()
        files = [stack.enter_context(path.open("rb")) for path in self._runs]
        return heapq.merge(self._lines, *files)

    def _spill(self) -> None:
        self._lines.sort()
        with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
            file.writelines(self._lines)
        self._runs.append(Path(file.name))
        self._lines.clear()


def line(triple: ox.Triple, name: str = "") -> bytes:
    """A triple of a graph as a line of canonical N-Quads; "" names the default graph."""
    graph = f" <{name}>" if name else ""
    return f"{triple.subject} {triple.predicate} {triple.object}{graph} .\n".encode()
