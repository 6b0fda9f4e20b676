"""Exports: a build, or any graphs, as files for other programs, with hashes and a manifest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from comity.dataset import Dataset
from comity.errors import ExportError
from comity.export.catalogue import FILE, FORM, Census, Said, manifest
from comity.export.formats import Format, chosen, formats
from comity.export.parts import Sink, parts
from comity.export.shelf import Exported, Shelf

__all__ = ["Exported", "Format", "Report", "Said", "chosen", "export", "formats"]

_MANIFEST = Format(FORM, "what is in this export", "", "https://www.w3.org/TR/vocab-dcat-3/")

Progress = Callable[[int, int, str], None]
"""Is told how many graphs are done, how many there are, and which is next."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was exported.

    Args:
        out: the folder.
        files: its files, without `SHA256SUMS`.
        graphs: how many graphs.
        triples: how many triples they have.
    """

    out: Path
    files: tuple[Exported, ...]
    graphs: int
    triples: int

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.size for file in self.files)


def export(
    data: Dataset,
    out: Path,
    forms: Sequence[Format],
    said: Said | None = None,
    progress: Progress | None = None,
) -> Report:
    """Write data to a folder in some formats, with a manifest and `SHA256SUMS`.

    The graphs are read once, one after the other; an export that fails leaves the last one there.

    Args:
        data: what to export.
        out: the folder: new, empty, or an earlier export, which is replaced.
        forms: the formats; see `chosen`.
        said: what the manifest says of who publishes it.
        progress: told of each graph.

    Raises:
        ExportError: where the folder holds something else or cannot be written, or where what is
            said is no IRI.
        StoreError: where the data cannot be read.
    """
    said = said or Said()
    _check(said)
    shelf = Shelf(out)
    try:
        census = _written(data, shelf, forms, progress or (lambda *_: None))
        about = manifest(data, [*forms, _MANIFEST], shelf.files, census, said)
        shelf.put(FILE, about, "text/turtle", FORM)
        shelf.publish()
    finally:
        shelf.abandon()
    return Report(out, tuple(shelf.files), len(data.names), census.total)


def _written(data: Dataset, shelf: Shelf, forms: Sequence[Format], progress: Progress) -> Census:
    census, sinks = Census(), list[Sink]()
    try:
        sinks += (form.sink(data, shelf) for form in forms)
        for number, part in enumerate(parts(data)):
            progress(number, len(data.names), part.stem)
            census.add(part)
            for sink in sinks:
                sink.add(part)
        for sink in sinks:
            sink.finish()
    finally:
        for sink in sinks:
            sink.close()
    return census


def _check(said: Said) -> None:
    for text in (said.licence, said.address):
        try:
            if text and not NamedNode(text).value.startswith(("http://", "https://")):
                raise ValueError
        except ValueError as error:
            raise ExportError(f"{text!r} is no IRI", hint="give an http or https IRI") from error
