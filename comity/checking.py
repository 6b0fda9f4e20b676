"""Validating files: Turtle of ours or of others, and whole builds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from comity.errors import SourceError
from comity.findings import Report
from comity.validate import validate


def check_files(paths: Iterable[Path]) -> dict[str, Report]:
    """The report of each Turtle file; of a folder, of all that it holds.

    Raises:
        SourceError: where a file is missing or does not parse.
    """
    return {
        str(file): validate(_triples(file), reference=_reference(path))
        for path in paths
        for file in _files(path)
    }


def _reference(path: Path) -> tuple[Path, ...]:
    """The reference of a build: it may know more names than comity's own does."""
    file = path / "reference.ttl"
    return (file,) if file.is_file() else ()


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise SourceError("there is no such file", where=str(path), hint="check the path")
    if path.is_file():
        yield path
        return
    # The manifest describes graphs and the reference is checked with the package.
    skipped = {"manifest.ttl", "reference.ttl"}
    yield from sorted(p for p in path.rglob("*.ttl") if p.name not in skipped)


def _triples(file: Path) -> list[ox.Triple]:
    try:
        quads = ox.parse(path=file, format=ox.RdfFormat.TURTLE)
        return [quad.triple for quad in quads]
    except (SyntaxError, OSError, ValueError) as error:
        raise SourceError(f"it is not Turtle: {error}", where=str(file), hint="mend it") from error
