"""What a graph holds, in a form that two stores share: sorted lines, their number, their hash.

The lines are canonical N-Triples, one a triple, sorted by code point: for data without blank nodes
this is what RDFC-1.0 (https://www.w3.org/TR/rdf-canon/) makes of a graph. They are sorted in
pieces on disk, so that memory does not grow with the graph.
"""

from __future__ import annotations

import hashlib
import heapq
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import IO

import pyoxigraph as ox

_PIECE = 200_000  # triples that are sorted in memory
_DECIMAL = re.compile(r"([+-]?)(\d*)(?:\.(\d*))?", re.ASCII)
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Content:
    """What a graph holds.

    Args:
        triples: how many.
        sha256: the hash of its lines.
    """

    triples: int
    sha256: str


def content_of(lines: Iterable[str]) -> Content:
    """The number and the hash of sorted lines."""
    digest, number = hashlib.sha256(), 0
    for line in lines:
        digest.update(f"{line}\n".encode())
        number += 1
    return Content(number, digest.hexdigest())


def triples_in(file: Path) -> Iterator[ox.Triple]:
    """The triples of a Turtle file, as they come."""
    for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
        yield quad.triple


def sorted_lines(
    triples: Iterable[ox.Triple], by_value: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Each triple once, as a line of canonical N-Triples, in order.

    Args:
        triples: in any order.
        by_value: the XML Schema types, such as `decimal`, whose literals are written alike where
            they mean the same, each with the type that they then have: not all stores keep the
            writing, nor that a number is not negative.
    """
    lines = (f"{_written(triple, by_value)} ." for triple in triples)
    pieces: list[Iterable[str]] = []
    while piece := sorted(islice(lines, _PIECE)):
        pieces.append(_on_disk(piece) if len(piece) == _PIECE else piece)
    return (line for line, _ in groupby(heapq.merge(*pieces)))


def differences(
    sent: Iterable[str], found: Iterable[str], most: int = 3
) -> tuple[list[str], list[str]]:
    """A few of the lines that only one of two sorted streams has: the sent, then the found."""
    gone: list[str] = []
    come: list[str] = []
    ours, theirs = iter(sent), iter(found)
    left, right = next(ours, None), next(theirs, None)
    while (left is not None or right is not None) and max(len(gone), len(come)) < most:
        if left == right:
            left, right = next(ours, None), next(theirs, None)
        elif right is None or (left is not None and left < right):
            gone.append(str(left))
            left = next(ours, None)
        else:
            come.append(right)
            right = next(theirs, None)
    return gone, come


def _on_disk(lines: list[str]) -> Iterator[str]:
    """The lines, from a temporary file that they now lie in."""
    file = TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 # closed below
    file.writelines(f"{line}\n" for line in lines)
    file.seek(0)
    return _lines_of(file)


def _lines_of(file: IO[str]) -> Iterator[str]:
    with file:
        yield from (line.rstrip("\n") for line in file)


def _written(triple: ox.Triple, by_value: Mapping[str, str]) -> str:
    value = triple.object
    if by_value and isinstance(value, ox.Literal):
        kind = by_value.get(value.datatype.value.removeprefix(_XSD), "")
        if kind in _ALIKE:
            meant = ox.Literal(_ALIKE[kind](value.value), datatype=ox.NamedNode(_XSD + kind))
            return str(ox.Triple(triple.subject, triple.predicate, meant))
    return str(triple)


def _number(text: str) -> str:
    found = _DECIMAL.fullmatch(text)
    if not found or not (found[2] or found[3]):
        return text
    fraction = (found[3] or "").rstrip("0")
    whole = found[2].lstrip("0") or "0"
    sign = "-" if found[1] == "-" and (fraction or whole != "0") else ""
    return f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"


def _float(text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        return text
    return text if math.isnan(number) or math.isinf(number) else repr(number)


def _truth(text: str) -> str:
    return {"1": "true", "0": "false"}.get(text, text)


_ALIKE: Mapping[str, Callable[[str], str]] = {
    "decimal": _number,
    "integer": _number,
    "double": _float,
    "float": _float,
    "boolean": _truth,
}
"""How literals of a type are written, so that those that mean the same are the same."""
