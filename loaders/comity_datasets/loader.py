"""The loader of data sets: CSV and JSON files that comity knows by what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from comity.errors import SourceError
from comity.gazetteer import Gazetteer
from comity.model import Article, Metadata, Reading
from comity_datasets.formats import SUFFIXES, reading_of, recognises
from comity_datasets.reading import reader


class DataSetLoader:
    """Data sets of international relations, each a few articles made of its rows."""

    suffixes: tuple[str, ...] = SUFFIXES

    def recognises(self, path: Path) -> bool:
        """Whether a file with such an ending is of a data set, and not somebody else's."""
        return recognises(path)

    def articles(self, path: Path, given: Metadata) -> Iterator[Article | SourceError]:
        """An article for each thing that a file's rows are about, and an error a faulty row.

        Args:
            path: the file.
            given: what the user says of the publication.

        Raises:
            SourceError: where the file cannot be read, or not further, or is of no data set.
        """
        yield from reading_of(path)(path, given)

    def reader(self, gazetteer: Gazetteer) -> Callable[[Article], Reading]:
        """A function that looks up the names in articles of rows."""
        return reader(gazetteer)
