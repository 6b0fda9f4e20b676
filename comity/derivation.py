"""The facts of a build: fused anew where articles came or went, validated, written.

What fusion keeps from one build to the next lies with the store. It is believed only where its
bytes have the hash that the index names: after a kill between the two, or a change by hand, all is
fused anew.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox

from comity.errors import BuildError
from comity.folder import Staging, move
from comity.fuse import PREFIXES, Ledger, Shelf, update
from comity.manifest import digest_of
from comity.terms import Terms
from comity.turtle import document
from comity.validate import Shapes

FILE = "store/fusion.sqlite"


class Derivation:
    """The facts of one build, in the making.

    Args:
        staging: where the build is made.
        terms: the IRIs to mint.
        shapes: gives what new facts must conform to; not asked where there are none.
        words: gives the words of a passage that is not quoted, by its key.

    Attributes:
        digest: the hash of what is kept for the next build.
    """

    def __init__(
        self,
        staging: Staging,
        terms: Terms,
        shapes: Callable[[], Shapes],
        words: Callable[[str], str],
    ) -> None:
        self.terms, self.shapes, self.words = terms, shapes, words
        self.kept, self.path = staging.folder / FILE, staging.path / "fusion.sqlite"
        self.digest = ""

    def facts(self, store: ox.Store, articles: Mapping[str, str], kept: str) -> tuple[bytes, int]:
        """The file of the facts, and how many triples it has.

        Args:
            store: with the graphs of the articles and the reference.
            articles: of each article's key the hash of its graph.
            kept: the hash of what the last build kept; empty where it kept nothing.

        Raises:
            NotConformantError: where new facts do not conform to the shapes.
            BuildError: where there is no room to fuse in.
        """
        self._take_over(kept)
        try:
            return self._facts(store, articles)
        except sqlite3.Error as error:
            raise BuildError(
                f"it cannot be written: {error}", where=str(self.path), hint="make room on the disk"
            ) from error

    def publish(self) -> None:
        """Put what is kept for the next build into place."""
        if self.path.exists():
            move(self.path, self.kept)

    def _take_over(self, kept: str) -> None:
        if not (kept and self.kept.is_file()):
            return
        shutil.copyfile(self.kept, self.path)
        if _hash(self.path) != kept:
            self.path.unlink()

    def _facts(self, store: ox.Store, articles: Mapping[str, str]) -> tuple[bytes, int]:
        ledger = Ledger(self.terms, self.path)
        update(ledger, Shelf(store, self.terms, self.words), articles)
        if new := ledger.new_facts():
            self.shapes().validate(new).check("facts.ttl")
        paragraphs = ledger.paragraphs()
        ledger.close()
        self.digest = _hash(self.path)
        data = document(paragraphs, self.terms, PREFIXES)
        return data, sum(paragraph.triples for paragraph in paragraphs)


def _hash(path: Path) -> str:
    return digest_of(path.read_bytes())
