"""The folder that an export goes to: files are made beside, hashed while written, moved at the end.

`SHA256SUMS` is removed first and written last: who finds it has a whole export.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from comity.errors import ExportError
from comity.folder import Staging, clear, files, sync, write

SUMS = "SHA256SUMS"
_LINE = re.compile(r"[0-9a-f]{64}  (?!/)(.+)")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of an export.

    Args:
        path: below the folder, with slashes.
        media: its media type, without compression.
        form: the name of the format that it is of.
        size: its bytes.
        sha256: their hash.
        graph: the graph that it holds; None of one that holds more, or no graph.
        triples: how many triples it holds; None where it holds none.
        about: what it is, in a sentence; empty where its format says it.
    """

    path: str
    media: str
    form: str
    size: int
    sha256: str
    graph: str | None = None
    triples: int | None = None
    about: str = ""

    @property
    def is_packed(self) -> bool:
        """Whether it is compressed with gzip."""
        return self.path.endswith(".gz")


class Shelf:
    """An export in the making.

    Args:
        out: where it is to go. An export that is there is replaced; other files are left alone.

    Raises:
        ExportError: where something else is there, or it cannot be written.
    """

    def __init__(self, out: Path) -> None:
        self.out, self.files = out, list[Exported]()
        self.shared: dict[str, Any] = {}  # what several formats are made of
        self.before = _before(out)
        try:
            out.mkdir(parents=True, exist_ok=True)
            self.staging = Staging(out)
        except OSError as error:
            raise _unwritten(out, error) from error

    @contextmanager
    def file(
        self,
        path: str,
        media: str,
        form: str,
        *,
        graph: str | None = None,
        triples: int | None = None,
        about: str = "",
    ) -> Iterator[IO[bytes]]:
        """A file to write, of the export when it is closed; see `Exported` for what is said of it.

        One whose name ends in `.gz` is compressed.

        Raises:
            ExportError: where it cannot be written, as on a full disk.
        """
        place = self.staging.path / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as raw:
                hashed = _Hashed(raw)
                with _packed(hashed) if path.endswith(".gz") else hashed as stream:
                    yield cast(IO[bytes], stream)
        except OSError as error:
            raise _unwritten(self.out / path, error) from error
        sha256 = hashed.digest.hexdigest()
        self.files.append(Exported(path, media, form, hashed.size, sha256, graph, triples, about))

    def put(self, path: str, data: bytes, media: str, form: str, **said: object) -> None:
        """Write a file at once; see `file`."""
        with self.file(path, media, form, **said) as stream:  # type: ignore[arg-type] # as there
            stream.write(data)

    def scratch(self) -> Path:
        """A folder for what is needed only while the export is made."""
        folder = self.staging.path / ".scratch"
        folder.mkdir(exist_ok=True)
        return folder

    def publish(self) -> None:
        """Put all files into place, remove those of the export before that are no more.

        Raises:
            ExportError: where that cannot be done.
        """
        try:
            clear(self.staging.path / ".scratch")
            clear(self.out / SUMS)
            paths = {file.path for file in self.files}
            self._move(sorted(paths))
            for path in self.before - paths:
                clear(self.out / path)
            _remove_empty(self.out, self.before)
            write(self.out / SUMS, self.sums())
            clear(self.staging.path)
        except OSError as error:
            raise _unwritten(self.out, error) from error

    def _move(self, paths: list[str]) -> None:
        """Put the files into place, their folders' names on the disk before the sums are."""
        for path in paths:
            (self.out / path).parent.mkdir(parents=True, exist_ok=True)
            (self.staging.path / path).replace(self.out / path)
        for folder in {(self.out / path).parent for path in paths}:
            sync(folder)

    def abandon(self) -> None:
        """Remove what was made; what was there before stays."""
        clear(self.staging.path)

    def sums(self) -> bytes:
        """The hashes of all files, as `sha256sum --check` reads them."""
        lines = sorted((file.path, file.sha256) for file in self.files)
        return "".join(f"{sha256}  {path}\n" for path, sha256 in lines).encode()


class _Hashed:
    """A file that is hashed and measured while it is written."""

    def __init__(self, raw: IO[bytes]) -> None:
        self.raw, self.digest, self.size = raw, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        self.size += len(data)
        return self.raw.write(data)

    def flush(self) -> None:
        self.raw.flush()

    def __enter__(self) -> _Hashed:
        return self

    def __exit__(self, *_: object) -> None:
        self.raw.flush()


def _packed(stream: _Hashed) -> gzip.GzipFile:
    """Compressed without a name and a time, so that the same bytes give the same bytes."""
    return gzip.GzipFile(filename="", mode="wb", fileobj=cast(IO[bytes], stream), mtime=0)


def _before(out: Path) -> set[str]:
    """The files of the export that is there; none where there is none.

    Raises:
        ExportError: where something else is there.
    """
    try:
        if not out.exists() or not any(out.iterdir()):
            return set()
        sums = out / SUMS
        if sums.is_file():
            lines = sums.read_text(encoding="utf-8", errors="replace").splitlines()
            paths = {match[1] for line in lines if (match := _LINE.fullmatch(line))}
            return {path for path in paths if ".." not in path.split("/")}
        if (out / Staging.NAME).is_dir() and not (out / "store").exists():
            return set()  # an export that was interrupted
    except OSError as error:
        raise _unwritten(out, error) from error
    what = "a build is there" if (out / "manifest.ttl").is_file() else "other files are there"
    raise ExportError(
        f"{what}, and an export would mix with it" if "build" in what else what,
        where=str(out),
        hint="export to a folder of its own",
    )


def _remove_empty(out: Path, paths: set[str]) -> None:
    """Remove the folders of an earlier export that nothing lies in any more."""
    folders = {parent for path in paths for parent in (out / path).parents if out in parent.parents}
    for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        if folder.is_dir() and not files(folder, "*") and not any(folder.iterdir()):
            folder.rmdir()


def _unwritten(path: Path, error: OSError) -> ExportError:
    what = error.strerror or str(error)
    return ExportError(f"it cannot be written: {what}", where=str(path))
