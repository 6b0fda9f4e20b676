"""From paths to readings: which loader reads which file, and what came of it.

What goes wrong with one article, be it the file's fault or the loader's, is a refusal that names
it, and never keeps the others from being read.
"""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from comity.deadline import at_most
from comity.errors import ComityError, SourceError
from comity.gazetteer import Gazetteer
from comity.listing import FILE as LISTING
from comity.listing import Tables
from comity.model import Article, Metadata, Reading
from comity.plugins import Discerning, Loader, find_loaders
from comity.workers import Work

_Result = TypeVar("_Result")

_SECONDS, _SECONDS_EACH = 60, 0.002
"""What reading an article may cost, and each character of it: thirty times what is usual."""

SIDECAR = ".yaml"
"""The ending of the metadata file that may lie beside an article's."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file with articles in it.

    Args:
        path: where it lies.
        name: what to call it, the same on every machine: its path below the folder given.
        loader: what reads it; None where no loader does.
        said: what a table of metadata says of it.
        fault: what keeps it from being read, whatever is in it.
    """

    path: Path
    name: str
    loader: Loader | None
    said: Metadata = field(default_factory=Metadata)
    fault: SourceError | None = None

    def digest(self) -> str:
        """The hash of its bytes, of the metadata file beside it, and of what a table says of it.

        Raises:
            SourceError: where it cannot be read.
        """
        digest = _hash(self.path)
        beside = self.path.with_suffix(SIDECAR)
        if beside.is_file():
            digest.update(b"\0" + _hash(beside).digest())
        if self.fault or self.said != Metadata():
            digest.update(f"\0{self.said}{self.fault}".encode())
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


@dataclass(frozen=True, slots=True)
class Found:
    """An article of a source, or why there is none; it can be sent to another process.

    Args:
        name: the source's name.
        loader: the number of the loader that found it, and is to read it.
        what: the article, or the refusal.
    """

    name: str
    loader: int
    what: Article | Refusal


class Reader:
    """Reads sources with one set of names; a loader's model is loaded when first needed.

    It can be sent to another process, without the models.

    Args:
        gazetteer: the names to know.
        given: what the user says of every article.
        loaders: those to use.
    """

    def __init__(self, gazetteer: Gazetteer, given: Metadata, loaders: Iterable[Loader]) -> None:
        self.gazetteer, self.given = gazetteer, given
        self._loaders = tuple(loaders)
        self._readers: dict[int, Callable[[Article], Reading]] = {}

    def __getstate__(self) -> dict[str, object]:
        """See pickle."""
        return {**self.__dict__, "_readers": {}}

    def found(self, source: Source) -> Iterator[Found]:
        """The articles of one source, in order, unread; in the place of some, why there is none."""
        if source.fault or source.loader is None:
            fault = source.fault or _unreadable(source)
            yield Found(source.name, 0, Refusal(source.name, fault))
            return
        number = _number(source.loader, self._loaders)
        for article in _articles(source, source.loader, self.given.or_else(source.said)):
            yield Found(source.name, number, article)

    def articles(self, source: Source) -> Iterator[Article]:
        """The articles of one source as they are, unread; what is refused is left out."""
        whats = (found.what for found in self.found(source))
        return (what for what in whats if isinstance(what, Article))

    def read(self, found: Found) -> Reading | Refusal:
        """What an article says."""
        if isinstance(found.what, Refusal):
            return found.what
        return _guarded(found.name, partial(self._read, found.loader, found.what))

    def _read(self, loader: int, article: Article) -> Reading:
        if loader not in self._readers:
            self._readers[loader] = self._loaders[loader].reader(self.gazetteer)
        article.text.encode()  # half of a surrogate pair is no text, and no file could hold it
        with at_most(_SECONDS + _SECONDS_EACH * len(article.text), "reading it"):
            return self._readers[loader](article)


def read_articles(
    paths: Iterable[Path],
    given: Metadata,
    loaders: Sequence[Loader] | None = None,
    gazetteer: Gazetteer | None = None,
    listing: Path | None = None,
    jobs: int = 1,
) -> Iterator[Reading | Refusal]:
    """What every article of these files and folders says; no store is made.

    Args:
        paths: files, folders to look through, and patterns such as `news/**/*.html`.
        given: what the user says of every article; it wins over what files say.
        loaders: those to use; the installed ones if not given.
        gazetteer: the names to know; comity's own if not given.
        listing: a table that says more of each file; those beside the files are found anyway.
        jobs: how many processes may read.

    Raises:
        SourceError: where a path does not exist, or a folder has nothing to read.
    """
    used = find_loaders() if loaders is None else loaders
    reader = Reader(gazetteer or Gazetteer.load(), given, used)
    sources = find_sources(paths, used, listing)
    found = (found for source in sources for found in reader.found(source))
    yield from Work(reader.read, crashed).spread(found, jobs)


def crashed(found: Found) -> Refusal:
    """The refusal of an article that ended the process that read it."""
    error = SourceError(
        "reading it ended the process, by a crash or for want of memory",
        where=found.name,
        hint="split it, or leave it out",
    )
    return Refusal(found.name, error)


def find_sources(
    paths: Iterable[Path], loaders: Sequence[Loader], listing: Path | None = None
) -> list[Source]:
    """The files to read, each once: a file as given, of a folder all that a loader reads.

    Links to folders are not followed, so that none leads in a circle.

    Args:
        paths: files, folders to look through, and patterns such as `news/**/*.html`.
        loaders: those to use.
        listing: a table that says more of each file; those beside the files are found anyway.

    Raises:
        SourceError: where a path does not exist, or a folder has nothing to read.
        MetadataError: where a table of metadata cannot be read.
    """
    found: dict[Path, Source] = {}
    for path in (paths := list(paths)):
        for source in _below(path, loaders):
            found.setdefault(source.path.resolve(), source)
    tables = Tables(listing)
    sources = [_told(source, tables) for source in found.values()]
    only_files = all(path.is_file() for path in paths)  # of which no table need say all
    return sources if only_files else [*sources, *_strays(sources, tables)]


def _told(source: Source, tables: Tables) -> Source:
    """The source with what tables say of it."""
    row = tables.row(source.path, source.name)
    return replace(source, said=row.metadata, fault=row.fault) if row else source


def _strays(sources: Iterable[Source], tables: Tables) -> Iterator[Source]:
    """A faulty source for each row that speaks of no file."""
    names = [source.name for source in sources]
    for table in tables.read:
        for row in table.strays(names):
            yield Source(table.path, row.file, None, fault=row.fault)


def _below(path: Path, loaders: Sequence[Loader]) -> Iterator[Source]:
    if path.is_file():
        yield Source(path, path.name, _for(path, loaders) or _unsure(path, loaders))
        return
    folder, pattern = (path, "**/*") if path.exists() else _pattern(path)
    files = sorted(file for file in folder.glob(pattern) if _is_open(file, folder))
    readable = [(file, loader) for file in files if (loader := _for(file, loaders))]
    if not readable:
        endings = ", ".join(sorted(ending for loader in loaders for ending in loader.suffixes))
        raise SourceError(f"no file in it ends in {endings}", where=str(path))
    for file, loader in readable:
        yield Source(file, file.relative_to(folder).as_posix(), loader)


def _pattern(path: Path) -> tuple[Path, str]:
    """The folder at the beginning of a pattern, and the rest of it."""
    wild = next((n for n, part in enumerate(path.parts) if glob.has_magic(part)), None)
    if wild is None:
        raise SourceError("there is no such file or folder", where=str(path))
    return Path(*path.parts[:wild]), "/".join(path.parts[wild:])


def _is_open(file: Path, folder: Path) -> bool:
    """Whether it is a file to read: neither hidden nor a table of metadata."""
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return file.is_file() and not hidden and file.name != LISTING


def _for(file: Path, loaders: Sequence[Loader]) -> Loader | None:
    """The loader of a file: that with the longest ending of its name.

    One that can tell by what stands in the file is asked first, and only reads what it knows: many
    formats end in .json.
    """
    fits = _fitting(file, loaders)
    for _, loader in fits:
        if isinstance(loader, Discerning) and loader.recognises(file):
            return loader
    others = [fit for fit in fits if not isinstance(fit[1], Discerning)]
    return max(others, key=lambda fit: fit[0], default=(0, None))[1]


def _unsure(file: Path, loaders: Sequence[Loader]) -> Loader | None:
    """The loader that says best why it does not read a file that somebody names."""
    return max(_fitting(file, loaders), key=lambda fit: fit[0], default=(0, None))[1]


def _fitting(file: Path, loaders: Sequence[Loader]) -> list[tuple[int, Loader]]:
    """The loaders with an ending of the file's name, and the ending's length."""
    name = file.name.lower()
    return [(len(e), loader) for loader in loaders for e in loader.suffixes if name.endswith(e)]


def _articles(source: Source, loader: Loader, given: Metadata) -> Iterator[Article | Refusal]:
    """The articles of a source, one by one; what fails on the way is a refusal."""
    found = _guarded(source.name, lambda: iter(loader.articles(source.path, given)))
    if isinstance(found, Refusal):
        yield found
        return
    while article := _guarded(source.name, lambda: next(found, None)):
        yield Refusal(source.name, article) if isinstance(article, SourceError) else article
        if isinstance(article, Refusal):
            return


def _hash(path: Path) -> hashlib._Hash:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256")
    except OSError as error:
        raise SourceError(f"it cannot be read: {error.strerror}", where=str(path)) from error


def _number(loader: Loader, loaders: Sequence[Loader]) -> int:
    """Which of the loaders it is; sources may have been found with others of the same kinds."""
    kinds = [type(one) for one in loaders]
    return loaders.index(loader) if loader in loaders else kinds.index(type(loader))


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
