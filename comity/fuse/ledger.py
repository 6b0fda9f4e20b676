"""What fusion keeps from one build to the next: who needs what, and the facts of each unit.

One SQLite file. It is made from the articles' graphs alone and can be thrown away at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from comity.terms import Terms
from comity.turtle import Paragraph, document, paragraphs, triples_of

PREFIXES = ("comity", "foaf", "rdfs", "xsd")
"""Those of the file of facts, whatever is in it."""

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS article (key TEXT PRIMARY KEY, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS need (unit TEXT, article TEXT, keys TEXT, PRIMARY KEY (unit, article))
    WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS need_article ON need (article);
CREATE TABLE IF NOT EXISTS same (unit TEXT, key TEXT, one TEXT, PRIMARY KEY (unit, key))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (subject TEXT, unit TEXT, turtle TEXT, triples INTEGER,
    PRIMARY KEY (subject, unit)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS fact_unit ON fact (unit);
"""


class Ledger:
    """The book of what fusion knows.

    Args:
        terms: the IRIs of the facts.
        path: its file; in memory where none is given.
    """

    def __init__(self, terms: Terms, path: Path | None = None) -> None:
        self.terms = terms
        self._book = sqlite3.connect(path or ":memory:", isolation_level=None)
        self._book.executescript(_TABLES)
        self._book.execute("BEGIN")
        self._new: set[str] = set()

    def close(self) -> None:
        """Write all and close the file."""
        self._book.execute("COMMIT")
        self._book.close()

    def articles(self) -> dict[str, str]:
        """The articles that are in it: of each key the hash of its graph."""
        return dict(self._book.execute("SELECT key, sha256 FROM article"))

    def remove(self, article: str) -> set[str]:
        """Take an article out; the units that it had to do with."""
        units = self._column("SELECT unit FROM need WHERE article = ?", article)
        self._book.execute("DELETE FROM need WHERE article = ?", (article,))
        self._book.execute("DELETE FROM article WHERE key = ?", (article,))
        return set(units)

    def add(self, article: str, sha256: str, needs: Mapping[str, Iterable[str]]) -> None:
        """Put an article in, with the keys that each unit needs of it."""
        self._book.execute("INSERT INTO article VALUES (?, ?)", (article, sha256))
        rows = [(unit, article, " ".join(sorted(keys))) for unit, keys in needs.items()]
        self._book.executemany("INSERT INTO need VALUES (?, ?, ?)", rows)

    def keys(self, unit: str) -> set[str]:
        """All that a unit needs."""
        rows = self._column("SELECT keys FROM need WHERE unit = ?", unit)
        return {key for row in rows for key in row.split(" ")}

    def units_needing(self, key: str, article: str) -> set[str]:
        """The units that need something of an article."""
        rows = self._book.execute("SELECT unit, keys FROM need WHERE article = ?", (article,))
        return {unit for unit, keys in rows if key in keys.split(" ")}

    def same(self) -> dict[str, str]:
        """What each local person and each quotation of several is found to be, in all units."""
        return dict(self._book.execute("SELECT key, one FROM same"))

    def put_same(self, unit: str, found: Mapping[str, str]) -> None:
        """What a unit finds its people, or quotations, to be."""
        self._book.execute("DELETE FROM same WHERE unit = ?", (unit,))
        rows = [(unit, key, one) for key, one in found.items()]
        self._book.executemany("INSERT INTO same VALUES (?, ?, ?)", rows)

    def same_in(self, unit: str) -> dict[str, str]:
        """What a unit found its people, or quotations, to be."""
        return dict(self._book.execute("SELECT key, one FROM same WHERE unit = ?", (unit,)))

    def put(self, unit: str, triples: Iterable[Triple]) -> None:
        """The facts of a unit, in the place of those that it had."""
        rows = self._book.execute(
            "SELECT subject, turtle, triples FROM fact WHERE unit = ?", (unit,)
        )
        had = {Paragraph(*row) for row in rows}
        has = set(paragraphs(triples, self.terms, PREFIXES))
        gone = [(paragraph.subject, unit) for paragraph in had - has]
        self._book.executemany("DELETE FROM fact WHERE subject = ? AND unit = ?", gone)
        come = [(one.subject, unit, one.text, one.triples) for one in has - had]
        self._book.executemany("INSERT INTO fact VALUES (?, ?, ?, ?)", come)
        self._new.update(row[0] for row in come)

    def paragraphs(self) -> list[Paragraph]:
        """All facts, in order; one that several units know is one."""
        rows = self._book.execute(
            "SELECT subject, turtle, triples FROM fact ORDER BY subject, unit"
        )
        found: list[Paragraph] = []
        for row in rows:
            paragraph = Paragraph(*row)
            if found and found[-1].subject == paragraph.subject:
                paragraph = self._joined(found.pop(), paragraph)
            found.append(paragraph)
        return found

    def new_facts(self) -> list[Triple]:
        """The facts that are new, or other than before, since the ledger was opened.

        With all that they refer to, which is needed to tell whether they conform to the shapes.
        """
        found: dict[Triple, None] = {}
        seen, near = set[str](), self._new
        while near:
            seen |= near
            last = self._parsed(text for subject in sorted(near) for text in self._texts(subject))
            found.update(dict.fromkeys(last))
            near = {t.object.value for t in last if isinstance(t.object, NamedNode)} - seen
        return list(found)

    def _texts(self, subject: str) -> list[str]:
        return self._column("SELECT turtle FROM fact WHERE subject = ? ORDER BY unit", subject)

    def _parsed(self, texts: Iterable[str]) -> list[Triple]:
        found = [Paragraph("", text, 0) for text in texts]
        return triples_of(document(found, self.terms, PREFIXES)) if found else []

    def _joined(self, *several: Paragraph) -> Paragraph:
        if len({paragraph.text for paragraph in several}) == 1:
            return several[0]
        triples = self._parsed(paragraph.text for paragraph in several)
        return next(paragraphs(triples, self.terms, PREFIXES))

    def _column(self, query: str, value: str) -> list[str]:
        return [row[0] for row in self._book.execute(query, (value,))]
