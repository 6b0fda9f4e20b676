"""The report: one HTML page for a build, to be read in a browser without a network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from comity.errors import BuildError
from comity.folder import write
from comity.opened import open_build
from comity.report.collect import collect
from comity.report.nodes import read
from comity.report.page import page
from comity.report.sources import Texts
from comity.store import Store, open_store
from comity.terms import Terms

__all__ = ["report", "write_report"]


def report(where: str | Path) -> bytes:
    """The report of the build in a folder, or behind the URL of a SPARQL endpoint.

    The texts of the articles are shown where the build has them; an endpoint has none.

    Raises:
        BuildError: where the folder has no build, or a text of it has been changed.
        StoreError: where the store cannot be opened or reached.
    """
    opened = _opened(where)
    try:
        nodes = read(opened.store, opened.terms)
    finally:
        opened.store.close()
    found = collect(nodes, opened.texts)
    return page(found, build=opened.build, version=metadata.version("comity"))


@dataclass(frozen=True, slots=True)
class _Opened:
    """What is reported: a store, the IRIs of its data, the texts, and the hash of the build."""

    store: Store
    terms: Terms
    texts: Texts
    build: str


def _opened(where: str | Path) -> _Opened:
    if re.match(r"https?://", str(where)):
        return _Opened(open_store(str(where)), Terms(), lambda _: None, "")
    build = open_build(Path(where))
    return _Opened(build.store(), build.terms, build.text, build.hash)


def write_report(where: str | Path, out: Path) -> int:
    """Write the report of a build to a file, in one step.

    Returns:
        How many bytes it has.

    Raises:
        BuildError: where the folder has no build, or the file cannot be written.
        StoreError: where the store cannot be opened or reached.
    """
    html = report(where)
    try:
        write(out, html)
    except OSError as error:
        raise BuildError(
            f"the report cannot be written: {error.strerror}", where=str(out)
        ) from error
    return len(html)
