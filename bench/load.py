"""Loading, memory and bytes on disk: comity's store, raw Oxigraph and rdflib, each on its own."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from bench import apart
from bench.rows import Row
from comity.opened import Build

_MIB = 1024 * 1024


def measure(build: Build, rdflib: apart.Result, *, runs: int = 3) -> Iterator[Row]:
    """How long, how much memory, how many bytes; medians of some runs, rdflib's of one."""
    triples, idle = build.manifest.triples, apart.run("idle", "", "")["memory"]
    ours, raw = (_loaded(work, build, runs) for work in ("load-comity", "load-oxigraph"))
    yield Row("load", ours["seconds"], "s", rdflib["load"], "rdflib", least=5)
    yield Row("load", ours["seconds"], "s", raw["seconds"], "raw Oxigraph", most=1.5)
    yield Row("memory to load", ours["memory"] - idle, "MiB", rdflib["memory"] - idle, "rdflib")
    yield Row("memory to load", ours["memory"] - idle, "MiB", raw["memory"] - idle, "raw Oxigraph")
    yield Row(
        "store on disk", ours["bytes"] / triples, "B/triple", raw["bytes"] / triples, "raw Oxigraph"
    )
    held = (rdflib["memory"] - idle) * _MIB / triples
    yield Row("store on disk", ours["bytes"] / triples, "B/triple", held, "rdflib, in memory")
    turtle = sum((build.folder / graph.file).stat().st_size for graph in build.manifest.graphs)
    quads = (build.folder / "all.nq").stat().st_size
    yield Row("Turtle files", turtle / triples, "B/triple", quads / triples, "the same as N-Quads")


def write_inputs(build: Build) -> None:
    """All triples as one file of N-Quads, and the names of the Turtle files."""
    names = "\n".join(graph.file for graph in build.manifest.graphs)
    (build.folder / "all.files").write_text(names)
    target = build.folder / "all.nq"
    if not target.exists():
        store = ox.Store.read_only(str(build.folder / "store" / build.hash))
        part = target.with_suffix(".part")
        store.dump(str(part), format=ox.RdfFormat.N_QUADS)
        part.rename(target)


def _loaded(work: str, build: Build, runs: int) -> dict[str, float]:
    """The medians of seconds, memory and bytes."""
    results = [_load(work, build) for _ in range(runs)]
    return {
        key: statistics.median(r[key] for r in results) for key in ("seconds", "memory", "bytes")
    }


def _load(work: str, build: Build) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=build.folder.parent) as folder:
        result = apart.run(work, build.folder, folder)
        return {**result, "bytes": size_of(Path(folder))}


def size_of(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
