"""From paths to readings: which loader reads which file, and what came of it.

What goes wrong with one article, be it the file's fault or the loader's, is a refusal that names
it, and never keeps the others from being read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from comity.errors import ComityError, SourceError
from comity.gazetteer import Gazetteer
from comity.model import Article, Metadata, Reading
from comity.plugins import Loader, find_loaders

_Result = TypeVar("_Result")

SIDECAR = ".yaml"
"""The ending of the metadata file that may lie beside an article's."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file with articles in it.

    Args:
        path: where it lies.
        name: what to call it, the same on every machine: its path below the folder given.
        loader: what reads it; None where no loader does.
    """

    path: Path
    name: str
    loader: Loader | None

    def digest(self) -> str:
        """The hash of its bytes, and of those of the metadata file beside it.

        Raises:
            SourceError: where it cannot be read.
        """
        digest = hashlib.sha256(_bytes(self.path))
        beside = self.path.with_suffix(SIDECAR)
        if beside.is_file():
            digest.update(b"\0" + _bytes(beside))
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Refusal:
    """An article, or a file, that gave nothing, and why.

    Args:
        name: the file's name; of an article among several, with its id.
        error: what was wrong; its cause is the loader's own error where it is the loader's fault.
    """

    name: str
    error: ComityError

    def __str__(self) -> str:
        return f"{self.name}: {self.error}"


class Reader:
    """Reads sources with one set of names; a loader's model is loaded when first needed.

    Args:
        gazetteer: the names to know.
        given: what the user says of every article.
    """

    def __init__(self, gazetteer: Gazetteer, given: Metadata) -> None:
        self.gazetteer, self.given = gazetteer, given
        self._readers: dict[int, Callable[[Article], Reading]] = {}

    def read(self, source: Source) -> Iterator[Reading | Refusal]:
        """The readings of one source's articles, in order."""
        loader = source.loader
        if loader is None:
            yield Refusal(source.name, _unreadable(source))
            return
        articles = _guarded(source.name, lambda: [*loader.articles(source.path, self.given)])
        if isinstance(articles, Refusal):
            yield articles
            return
        for article in articles:
            yield _guarded(source.name, partial(self._read, loader, article))

    def _read(self, loader: Loader, article: Article) -> Reading:
        if id(loader) not in self._readers:
            self._readers[id(loader)] = loader.reader(self.gazetteer)
        return self._readers[id(loader)](article)


def read_articles(
    paths: Iterable[Path],
    given: Metadata,
    loaders: Sequence[Loader] | None = None,
    gazetteer: Gazetteer | None = None,
) -> Iterator[Reading | Refusal]:
    """What every article of these files and folders says; no store is made.

    Args:
        paths: files, and folders to look through.
        given: what the user says of every article; it wins over what files say.
        loaders: those to use; the installed ones if not given.
        gazetteer: the names to know; comity's own if not given.

    Raises:
        SourceError: where a path does not exist, or a folder has nothing to read.
    """
    reader = Reader(gazetteer or Gazetteer.load(), given)
    for source in find_sources(paths, find_loaders() if loaders is None else loaders):
        yield from reader.read(source)


def find_sources(paths: Iterable[Path], loaders: Sequence[Loader]) -> list[Source]:
    """The files to read, each once: a file as given, of a folder all that a loader reads.

    Raises:
        SourceError: where a path does not exist, or a folder has nothing to read.
    """
    found: dict[Path, Source] = {}
    for path in paths:
        for source in _below(path, loaders):
            found.setdefault(source.path.resolve(), source)
    return list(found.values())


def _below(path: Path, loaders: Sequence[Loader]) -> Iterator[Source]:
    if path.is_file():
        yield Source(path, path.name, _for(path, loaders))
        return
    if not path.exists():
        raise SourceError("there is no such file or folder", where=str(path))
    files = [file for file in sorted(path.rglob("*")) if file.is_file() and not _hidden(file, path)]
    readable = [(file, loader) for file in files if (loader := _for(file, loaders))]
    if not readable:
        endings = ", ".join(sorted(ending for loader in loaders for ending in loader.suffixes))
        raise SourceError(f"no file in it ends in {endings}", where=str(path))
    for file, loader in readable:
        yield Source(file, file.relative_to(path).as_posix(), loader)


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _for(file: Path, loaders: Sequence[Loader]) -> Loader | None:
    return next((loader for loader in loaders if file.suffix.lower() in loader.suffixes), None)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"it cannot be read: {error.strerror}", where=str(path)) from error


def _unreadable(source: Source) -> SourceError:
    return SourceError(
        f"no loader reads files that end in {source.path.suffix or 'nothing'}",
        where=str(source.path),
        hint="comity --help names the formats",
    )


def _guarded(name: str, step: Callable[[], _Result]) -> _Result | Refusal:
    """What a step of a loader gave; a refusal where it failed, in whatever way plug-ins fail."""
    try:
        return step()
    except ComityError as error:
        return Refusal(name, error)
    except Exception as error:  # its traceback stays with the refusal, as the cause
        fault = SourceError(
            f"the loader failed: {type(error).__name__}: {error}",
            where=name,
            hint="this is a fault of the loader, not of the article",
        )
        fault.__cause__ = error
        return Refusal(name, fault)
