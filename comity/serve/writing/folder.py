"""The folder of a store that is written: snapshots, and the name of the one that is published."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox

from comity.errors import BuildError
from comity.folder import PUBLISHED, clear, move, sync, write
from comity.manifest import FILE
from comity.serve.snapshot import Snapshot

_LOCK, _NEXT, _UPLOADS = ".lock", ".next", ".uploads"
_SNAPSHOTS = "snapshots"


def is_store(folder: Path) -> bool:
    """Whether a folder is one that a server wrote."""
    return (folder / PUBLISHED).is_file()


class StoreFolder:
    """The store in a folder, owned by this process until `close`.

    `PUBLISHED` names the snapshot that answers, below `snapshots/`; `.next` is for what is not
    finished. Both are named by hashes at random: what is the same is not known by them.

    Args:
        folder: made where it is missing.

    Raises:
        BuildError: where it is a build, or holds something else, or another process owns it, or it
            cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self._read = folder, Counter[str]()
        _check(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(folder)
            self._tidy()
        except OSError as error:
            what = f"no store can be kept there: {error.strerror}"
            raise BuildError(what, where=str(folder)) from error

    def close(self) -> None:
        """Let another process own it."""
        os.close(self._lock)

    def now(self) -> Snapshot:
        """See `comity.serve.snapshot.Published`."""
        name = (self.folder / PUBLISHED).read_text().strip()
        return Snapshot(self._place(name), name, is_build=False)

    @contextmanager
    def held(self) -> Iterator[Snapshot]:
        """See `comity.serve.snapshot.Published`."""
        snapshot = self.now()
        self._read[snapshot.hash] += 1
        try:
            yield snapshot
        finally:
            self._read[snapshot.hash] -= 1
            self._remove_old()

    def draft(self) -> Path:
        """Where the next snapshot may be made, on the same file system; there is nothing there."""
        for old in (self.folder / _NEXT).iterdir():
            with suppress(OSError):  # who made it is being killed, perhaps
                clear(old)
        return self.folder / _NEXT / secrets.token_hex(8)

    @contextmanager
    def upload(self) -> Iterator[Path]:
        """Where a file may be put that is being sent; it is removed at the end."""
        path = self.folder / _UPLOADS / secrets.token_hex(8)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def publish(self, draft: Path) -> None:
        """Let a finished draft be the snapshot that answers; what nobody reads any more goes."""
        name = secrets.token_hex(32)
        sync(draft)
        move(draft, self._place(name))
        write(self.folder / PUBLISHED, f"{name}\n".encode())
        self._remove_old()

    def _place(self, name: str) -> Path:
        return self.folder / _SNAPSHOTS / name

    def _remove_old(self) -> None:
        now = self.now().hash
        for old in self._place(now).parent.iterdir():
            if old.name != now and not self._read[old.name]:
                del self._read[old.name]
                with suppress(OSError):  # it can be tried again, and what was asked is answered
                    clear(old)

    def _tidy(self) -> None:
        """Remove what a killed server left, and publish an empty store where there is none."""
        for name in (_NEXT, _UPLOADS):
            shutil.rmtree(self.folder / name, ignore_errors=True)  # a process may be dying there
            (self.folder / name).mkdir(exist_ok=True)
        if not is_store(self.folder):
            draft = self.draft()
            ox.Store(str(draft)).flush()
            self.publish(draft)
        self._remove_old()


def _check(folder: Path) -> None:
    if (folder / FILE).exists():
        raise BuildError(
            "this is a build, and only comity build writes one",
            where=str(folder),
            hint="name a folder of its own for the store, then comity push the build to the server",
        )
    if folder.is_dir() and any(folder.iterdir()) and not (is_store(folder) or _is_begun(folder)):
        hint = "name a new folder, or an empty one"
        raise BuildError("there is something else in it", where=str(folder), hint=hint)


def _is_begun(folder: Path) -> bool:
    """Whether a server was killed here before it had published anything."""
    return {path.name for path in folder.iterdir()} <= {_LOCK, _NEXT, _UPLOADS, _SNAPSHOTS}


def _locked(folder: Path) -> int:
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        hint = "stop that server, or name another folder"
        raise BuildError("another server owns this store", where=str(folder), hint=hint) from error
    return handle
