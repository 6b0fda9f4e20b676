"""The words of passages that a build does not publish, read again from the articles' own files."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from comity.errors import SourceError
from comity.model import Article
from comity.sources import Source


class Withheld:
    """Texts of articles, read again when first asked for.

    Args:
        articles: gives the articles of a source that can be read.
    """

    def __init__(self, articles: Callable[[Source], Iterable[Article]]) -> None:
        self._articles = articles
        self._sources: dict[str, Source] = {}
        self._texts: dict[str, str] = {}

    def lies_in(self, article: str, source: Source) -> None:
        """Note which source an article, by its id, can be read from."""
        self._sources[article] = source

    def words(self, passage: str) -> str:
        """The words of a passage, by its key: `passage/{article}/{start}-{end}`.

        Raises:
            SourceError: where the article is no longer in its source.
        """
        _, article, span = passage.split("/")
        start, end = map(int, span.split("-"))
        return self._text(article)[start:end]

    def _text(self, article: str) -> str:
        if article not in self._texts:
            for found in self._articles(self._sources[article]):
                self._texts[found.id] = found.text
        if article not in self._texts:
            raise SourceError("the article is no longer in it", where=self._sources[article].name)
        return self._texts[article]
