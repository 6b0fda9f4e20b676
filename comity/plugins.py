"""The loaders that are installed, and hashes of all that their readings depend on.

Loaders are plug-ins of the entry-point group `comity.loaders`, ours like anyone's. Rules of others
are plug-ins of `comity.rules`; it is comity's own loaders that run them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Protocol, runtime_checkable

from comity.errors import ComityError, SourceError
from comity.gazetteer import Gazetteer
from comity.model import Article, Metadata, Reading

GROUP = "comity.loaders"
RULES = "comity.rules"
"""The group of rules beside comity's own: functions from a document to what they find in it."""


class Loader(Protocol):
    """What a plug-in of the entry-point group `comity.loaders` gives."""

    suffixes: tuple[str, ...]
    """Endings of the files it reads, such as (".txt",)."""

    def articles(self, path: Path, given: Metadata) -> Iterable[Article | SourceError]:
        """The articles of one file, in order; in the place of one that cannot be read, its error.

        Raises:
            SourceError: where the file cannot be read, or not further; what came before is used.
        """

    def reader(self, gazetteer: Gazetteer) -> Callable[[Article], Reading]:
        """A function that reads articles with these names; made once, used for many."""


@runtime_checkable
class Discerning(Loader, Protocol):
    """A loader whose endings others have too, and that tells its files by what stands in them."""

    def recognises(self, path: Path) -> bool:
        """Whether it reads this file; in a folder, what it does not recognise is let lie."""


def find_loaders() -> list[Loader]:
    """The installed loaders, by the name of their entry point.

    Raises:
        ComityError: where there is none, or one cannot be imported.
    """
    points = sorted(metadata.entry_points(group=GROUP), key=lambda point: point.name)
    if not points:
        raise ComityError("no loader is installed", where=GROUP, hint="install comity again")
    return [_loader(point) for point in points]


def recipe(loader: Loader) -> str:
    """A hash of all that a reading depends on beside the article: code, data and every version."""
    modules = ("comity", type(loader).__module__, *(point.module for point in rule_points()))
    folders = {_package(module) for module in modules}
    digest = hashlib.sha256(sys.version.encode())
    for folder in sorted(folders):
        digest.update(code_digest(folder).encode())
    for installed in _installed():
        digest.update(f"\0{installed}".encode())
    return digest.hexdigest()


def packages_of(loaders: Iterable[Loader]) -> dict[str, str]:
    """The packages that loaders and installed rules belong to, each with a hash of its files."""
    modules = [type(loader).__module__ for loader in loaders]
    modules += [point.module for point in rule_points()]
    packages = {module.partition(".")[0]: _package(module) for module in modules}
    return {name: code_digest(packages[name]) for name in sorted(packages)}


def rule_points() -> list[metadata.EntryPoint]:
    """The installed rules of others, not yet imported, by the names of their entry points."""
    return sorted(metadata.entry_points(group=RULES), key=lambda point: point.name)


@lru_cache(maxsize=16)
def code_digest(folder: Path) -> str:
    """A hash of the names and bytes of all files below a folder but what Python makes itself."""
    digest = hashlib.sha256()
    files = [folder] if folder.is_file() else folder.rglob("*")
    for file in sorted(file for file in files if file.is_file() and file.suffix != ".pyc"):
        digest.update(f"\0{file.relative_to(folder).as_posix()}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _installed() -> list[str]:
    """Name and version of all that is installed, as the folders of its metadata have them."""
    folders = [Path(entry) for entry in sys.path if Path(entry).is_dir()]
    return sorted({info.name for folder in folders for info in folder.glob("*.dist-info")})


def _package(module: str) -> Path:
    """The folder of a module's topmost package, or the file of a module that has none."""
    top = module.partition(".")[0]
    spec = None if top in sys.modules else importlib.util.find_spec(top)
    file = spec.origin if spec else getattr(sys.modules.get(top), "__file__", None)
    if not file:
        raise ComityError(
            f"the package {top} of a plug-in is not there", hint="install it again, or uninstall it"
        )
    path = Path(file)
    return path.parent if path.stem == "__init__" else path


def _loader(point: metadata.EntryPoint) -> Loader:
    try:
        loader: Loader = point.load()()
    except Exception as error:  # a plug-in's import can fail in any way
        raise ComityError(
            f"the loader {point.name} cannot be used: {error}",
            where=point.value,
            hint="mend or uninstall it",
        ) from error
    return loader
