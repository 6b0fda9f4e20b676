"""From sources to readings: what came of the files that loaders read.

What goes wrong with one article, be it the file's fault or the loader's, is a refusal that names
it, and never keeps the others from being read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from comity.deadline import at_most
from comity.errors import ComityError, SourceError
from comity.gazetteer import Gazetteer
from comity.model import Article, Metadata, Reading
from comity.plugins import Loader, find_loaders
from comity.sources import Source, find_sources
from comity.workers import Work

_Result = TypeVar("_Result")

_SECONDS, _SECONDS_EACH = 60, 0.002
"""What reading an article may cost, and each character of it: thirty times what is usual."""


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
