"""Validating files: Turtle of ours or of others, and whole builds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rdflib import SH, XSD, Literal

from comity.background import Triple, as_rdflib
from comity.check.engine import Checked, Checker
from comity.check.faults import Fault, Outcome, in_order, not_turtle
from comity.check.graphs import Refused, read_triples
from comity.check.own import own_checker
from comity.check.places import located, passages
from comity.errors import SourceError
from comity.findings import Report
from comity.leanstore import lean_graph
from comity.terms import HOME

Told = Callable[[int, int, str], None]
"""Hears how many files are done, of how many, and which was the last."""

_SKIPPED = {"manifest.ttl", "reference.ttl"}
"""The manifest describes graphs, and the reference is checked with the package."""


_SWITCHES = (SH.uniqueLang, SH.closed, SH.deactivated, SH.qualifiedValueShapesDisjoint)


def check(
    paths: Iterable[Path],
    shapes: Iterable[Path] = (),
    told: Told = lambda *_: None,
    level: str = "Violation",
) -> Outcome:
    """What is wrong with Turtle files, and where.

    Args:
        paths: files, and folders of which all Turtle files are meant.
        shapes: files and folders with shapes; comity's own where none is named.
        told: hears of progress.
        level: the least severity that counts.

    Raises:
        SourceError: where a file is missing, or the shapes cannot be used.
    """
    faults: list[Fault] = []
    files: list[tuple[str, int]] = []
    several, theirs = list(paths), list(shapes)
    total = sum(len(of) for _, of in _groups(several, bool(theirs)))

    def refused(file: Path, error: SourceError) -> None:
        files.append((str(file), 0))
        faults.append(not_turtle(file, error))

    for checked in _checked(several, theirs, refused):
        files.append((str(checked.file), checked.graph.triples))
        faults.extend(_faults(checked))
        told(len(files), total, checked.file.name)
    return Outcome(tuple(files), in_order(faults), level)


def check_files(paths: Iterable[Path]) -> dict[str, Report]:
    """The report of each Turtle file by comity's shapes; of a folder, of all that it holds.

    Raises:
        SourceError: where a file is missing or does not parse.
    """
    return {str(checked.file): checked.report for checked in _checked(list(paths), [])}


def _checked(
    paths: list[Path], shapes: list[Path], refused: Refused | None = None
) -> Iterator[Checked]:
    theirs = user_checker(shapes) if shapes else None
    for reference, files in _groups(paths, bool(shapes)):
        checker = theirs or own_checker(HOME, *reference)
        yield from checker.check(files, refused)


def user_checker(shapes: Iterable[Path]) -> Checker:
    """What validates data with a user's shapes.

    Raises:
        SourceError: where there are none, or they cannot be used.
    """
    files = [file for path in shapes for file in turtle_files(path)]
    graph = lean_graph()
    for file in files:
        for triple in read_triples(file):
            graph.add(_as_shacl_reads(as_rdflib(triple)))
    checker = Checker(graph)
    # Faults of the shapes are told, whatever the data is.
    if not checker.prepared.shapes or not checker.roots:
        named = ", ".join(map(str, files))
        hint = "a shape says where it looks with sh:targetClass or another target"
        raise SourceError("there is no shape with a target", where=named, hint=hint)
    return checker


def _as_shacl_reads(triple: Triple) -> Triple:
    """A triple of shapes: only "true" is true of what they switch on, and not "1"."""
    subject, predicate, value = triple
    is_on = isinstance(value, Literal) and value.datatype == XSD.boolean and str(value) == "1"
    return (subject, predicate, Literal(False)) if is_on and predicate in _SWITCHES else triple


def _faults(checked: Checked) -> list[Fault]:
    findings = checked.report.findings
    if not findings:
        return []
    nodes = {finding.node for finding in findings}
    graph = checked.graph.name
    words = passages(checked.batch.store, graph, checked.file, nodes)
    return located(str(checked.file), checked.file, findings, words)


def _groups(paths: list[Path], is_theirs: bool) -> list[tuple[tuple[Path, ...], list[Path]]]:
    """Files, by the reference that they are checked with."""
    groups: dict[tuple[Path, ...], list[Path]] = {}
    for path in paths:
        # The reference of a build may know more names than comity's own does.
        reference = path / "reference.ttl"
        has_own = not is_theirs and reference.is_file()
        key = (reference,) if has_own else ()
        groups.setdefault(key, []).extend(turtle_files(path, skipping=not is_theirs))
    return [(key, list(dict.fromkeys(files))) for key, files in groups.items()]


def turtle_files(path: Path, *, skipping: bool = False) -> list[Path]:
    """A file; of a folder, all Turtle files in it.

    Raises:
        SourceError: where there is none.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise SourceError("there is no such file", where=str(path), hint="check the path")
    files = sorted(path.rglob("*.ttl"))
    kept = [file for file in files if not (skipping and file.name in _SKIPPED)]
    if not kept:
        hint = "Turtle files end in .ttl"
        raise SourceError("there is no Turtle file in it", where=str(path), hint=hint)
    return kept
