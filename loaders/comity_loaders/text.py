"""The loader of plain text: one `.txt` file, one article."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from comity.errors import SourceError
from comity.gazetteer import Gazetteer
from comity.model import Article, Metadata, Reading
from comity_loaders.page.assembling import assemble
from comity_loaders.sources.decoding import check_size, decode
from comity_loaders.sources.metadata import read_sidecar


class TextLoader:
    """News texts as plain text, with an optional metadata head or a `.yaml` file beside them."""

    suffixes: tuple[str, ...] = (".txt",)

    def articles(self, path: Path, given: Metadata) -> Iterable[Article]:
        """The one article of a file.

        Args:
            path: the text file; metadata may lie beside it, in the file that ends in `.yaml`.
            given: what the user says about it, which wins over all that the files say.

        Raises:
            SourceError: where the file cannot be read as text.
            MetadataError: where its front matter or the file beside it is wrong.
        """
        return (article_of(read_text(path), path, given),)

    def reader(self, gazetteer: Gazetteer) -> Callable[[Article], Reading]:
        """A function that reads articles with these names; loads the language model."""
        # Not at import: to list the formats or to load a text needs no language model.
        from comity_loaders.reading import reader

        return reader(gazetteer)


def read_text(path: Path) -> str:
    """The decoded text of a file.

    Raises:
        SourceError: where it is missing, no file, too large, or no text.
    """
    return decode(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that holds one article.

    Raises:
        SourceError: where it is missing, no file, or too large.
    """
    try:
        check_size(path.stat().st_size, str(path))
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"it cannot be read: {error.strerror}", where=str(path), hint="check the path"
        ) from error


def article_of(text: str, path: Path, given: Metadata) -> Article:
    """The article that a decoded text and the metadata around it make.

    Raises:
        MetadataError: where its front matter or the file beside it is wrong.
    """
    beside = read_sidecar(path.with_suffix(".yaml"))
    return assemble(text, path.stem, str(path), given, beside)
