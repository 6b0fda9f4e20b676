"""`python -m bench.checking [NODES …]`: a graph held against shapes by three validators.

The graph is generated: persons with a name, an address, a year, friends; a few of them wrong.
comity checks it as `comity check` does; pySHACL as its manual has it; pyrudof where it is installed
(`pip install pyrudof`). What each of the two first found is compared by the number of findings.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyshacl
import rdflib

from bench.rows import Row, markdown, seconds
from comity.checking import check

_EVERY = 1000
"""One person in so many is wrong."""

SHAPES = """@prefix e: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
e:PersonShape a sh:NodeShape ; sh:targetClass e:Person ;
    sh:property [ sh:path e:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
        [ sh:path e:mail ; sh:pattern "^[a-z0-9]+@example[.]org$" ] ,
        [ sh:path e:born ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 1900 ] ,
        [ sh:path e:knows ; sh:nodeKind sh:IRI ; sh:class e:Person ] ,
        [ sh:path ( e:knows e:name ) ; sh:minCount 1 ] .
"""


def people(count: int) -> Iterator[str]:
    """A graph of so many persons, as Turtle."""
    yield "@prefix e: <http://example.org/> .\n"
    for n in range(count):
        born = 1800 if n % _EVERY == 7 else 1900 + n % 100
        yield (
            f'e:p{n} a e:Person ; e:name "Person {n}" ; e:mail "p{n}@example.org" ; '
            f"e:born {born} ; e:knows e:p{(n * 7 + 1) % count} .\n"
        )


def measure(count: int) -> Iterator[Row]:
    """comity beside the others, on one graph."""
    with tempfile.TemporaryDirectory() as folder:
        data, shapes = Path(folder, "data.ttl"), Path(folder, "shapes.ttl")
        data.write_text("".join(people(count)), "utf-8")
        shapes.write_text(SHAPES, "utf-8")
        found: list[object] = []
        ours = seconds(lambda: found.append(len(check([data], [shapes]).faults)))
        for other, run in (("pySHACL", _pyshacl), ("pyrudof", _pyrudof)):
            if other == "pyrudof" and importlib.util.find_spec("pyrudof") is None:
                continue
            theirs = seconds(_called(run, data, shapes, found))
            name = f"check {count:,} focus nodes, {found[0]} findings ({found.pop()})"
            yield Row(name, ours, "s", theirs, other)


def _called(
    run: Callable[[Path, Path], object], data: Path, shapes: Path, found: list[object]
) -> Callable[[], None]:
    return lambda: found.append(run(data, shapes))


def _pyshacl(data: Path, shapes: Path) -> int:
    _, report, _ = pyshacl.validate(rdflib.Graph().parse(data), shacl_graph=str(shapes))
    return len(list(report.subject_objects(rdflib.SH.result)))


def _pyrudof(data: Path, shapes: Path) -> str:
    pyrudof = importlib.import_module("pyrudof")
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(str(data))
    rudof.read_shacl(str(shapes))
    rudof.validate_shacl()
    return "not counted"


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:]] or [1_000, 10_000]
    print(markdown(row for size in sizes for row in measure(size)))
