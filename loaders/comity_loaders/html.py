"""The loader of saved pages of HTML: one page, one article.

Trafilatura tells the article from the page around it; the text that it gives, the headline first,
is what is stored and what offsets count in. Nothing is ever fetched.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from comity.errors import SourceError
from comity.gazetteer import Gazetteer
from comity.model import Article, Metadata, Reading, Span
from comity_loaders.language.blocks import paragraphs
from comity_loaders.page.assembling import assemble
from comity_loaders.page.pagemetadata import page_of
from comity_loaders.sources.decoding import check_text
from comity_loaders.sources.htmltree import page_text, parsed
from comity_loaders.sources.metadata import read_sidecar
from comity_loaders.text import read_bytes

_TOP = 6
"""How many lines of a page's text the headline can stand below the top."""


class HtmlLoader:
    """Saved pages, with what they say of their publication, or a `.yaml` file beside them."""

    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def articles(self, path: Path, given: Metadata) -> Iterable[Article]:
        """The one article of a page.

        Args:
            path: the page; metadata may lie beside it, in the file that ends in `.yaml`.
            given: what the user says about it, which wins over all that the files say.

        Raises:
            SourceError: where the file cannot be read, or no article is found in it.
            MetadataError: where the file beside it is wrong.
        """
        return (page_article(read_bytes(path), path, given),)

    def reader(self, gazetteer: Gazetteer) -> Callable[[Article], Reading]:
        """A function that reads articles with these names; loads the language model."""
        # Not at import: to list the formats or to load a page needs no language model.
        from comity_loaders.reading import reader

        return reader(gazetteer)


def page_article(data: bytes, path: Path, given: Metadata) -> Article:
    """The article of a page's bytes.

    Raises:
        SourceError: where they are no page, or no article is found in it.
        MetadataError: where the file beside the page is wrong.
    """
    where = str(path)
    root = parsed(page_text(data, where), where)
    page = page_of(root)
    text, title = _headed(_extracted(root, where), page.titles)
    check_text(text, where)
    beside = read_sidecar(path.with_suffix(".yaml")).or_else(page.metadata)
    return assemble(text, path.stem, where, given, beside, title)


def _extracted(root: Any, where: str) -> str:
    """The article's paragraphs, an empty line between them."""
    import trafilatura  # half a second, which only pages need to wait for

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it says, we raise
    try:
        text = trafilatura.extract(
            root, output_format="txt", include_comments=False, favor_precision=True
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise SourceError(
            f"no article can be told from the page around it: {error}",
            where=where,
            hint="save its text as a .txt file",
        ) from error
    if not text or not text.strip():
        raise SourceError(
            "no article is found in the page", where=where, hint="save its text as a .txt file"
        )
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def _headed(text: str, titles: Sequence[str]) -> tuple[str, Span | None]:
    """The text with its headline, which is put first where the text lacks it, and its place."""
    for line in paragraphs(text)[:_TOP]:
        if line.of(text) in titles:
            return text, line
    if not titles:
        return text, None
    return f"{titles[0]}\n\n{text}", Span(0, len(titles[0]))
