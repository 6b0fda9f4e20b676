"""The files there are to read: named, in folders, by patterns, and what tables say of them."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from comity.errors import SourceError
from comity.listing import FILE as LISTING
from comity.listing import Tables
from comity.model import Metadata
from comity.plugins import Discerning, Loader

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


def _hash(path: Path) -> hashlib._Hash:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256")
    except OSError as error:
        raise SourceError(f"it cannot be read: {error.strerror}", where=str(path)) from error
