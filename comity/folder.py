"""Files of a build: written beside and renamed, one writer at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from comity.errors import BuildError

PUBLISHED = "PUBLISHED"
"""Names what answers in the folder of a server's own store, which is no build's."""


@contextmanager
def writing(folder: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold a folder as its one writer; wait for another to finish.

    The lock goes with the process, so that a killed writer leaves none behind.

    Args:
        folder: made where it is missing.
        waiting: called once before waiting; without it, a second writer is an error.

    Raises:
        BuildError: where the folder cannot be made or locked, or another writes it; where it is the
            store of a server.
    """
    if (folder / PUBLISHED).is_file():
        raise BuildError(
            "a server keeps its store there",
            where=str(folder),
            hint="take another folder, and comity push it to the server",
        )
    try:
        lock = folder / "store" / ".lock"
        lock.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise BuildError(f"it cannot be written: {error.strerror}", where=str(folder)) from error
    try:
        _lock(handle, folder, waiting)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path, waiting: Callable[[], None] | None) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        if waiting is None:
            raise BuildError(
                "another build is writing this folder",
                where=str(folder),
                hint="try again when it has finished; comity build --wait does",
            ) from error
        waiting()
        fcntl.flock(handle, fcntl.LOCK_EX)


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: whoever reads sees the old file or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync(path.parent)


def move(source: Path, target: Path) -> None:
    """Rename a file or folder over `target`, on the same file system, and make it last."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
    sync(target.parent)


def sync(folder: Path) -> None:
    """Make the names in a folder outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def clear(path: Path) -> None:
    """Remove a file or a folder with all in it; nothing where there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def files(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder that match, sorted; none where the folder is missing."""
    return sorted(path for path in folder.glob(pattern) if path.is_file())


class Staging:
    """Files made beside a folder's own, on the same file system, to be put into place at once.

    Args:
        folder: where they are to go. What an earlier, killed writer left beside is removed.
    """

    NAME = ".next"

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / self.NAME
        clear(self.path)
        self.path.mkdir()

    def put(self, name: str, data: bytes) -> None:
        """Make a file, to go to the path `name` below the folder."""
        write(self.path / name, data)

    def publish(self, pattern: str) -> None:
        """Put the files that match into place, in order of their paths."""
        for file in files(self.path, pattern):
            move(file, self.folder / file.relative_to(self.path))
