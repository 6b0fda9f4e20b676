"""Work done in a process of its own, so that its memory and its start can be measured.

`python -m bench.apart NAME ARGUMENT …` does the work and prints JSON: seconds, the peak of the
process's memory in MiB, and whatever the work gives.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import rdflib

Result = dict[str, Any]


def run(work: str, *arguments: object) -> Result:
    """The result of a work in a new process of Python."""
    command = [sys.executable, "-m", "bench.apart", work, *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_root())
    result: Result = json.loads(done.stdout)
    return result


def _root() -> Path:
    return Path(__file__).parent.parent


def _load_comity(build: str, target: str) -> Result:
    """All graphs of a build's manifest into a new store, as a build does it."""
    from comity.generations import NextStore
    from comity.opened import open_build

    graphs = open_build(Path(build)).manifest.graphs
    store = NextStore(Path(target), Path(target, "next"), {})
    for graph in graphs:
        store.put(graph, Path(build, graph.file).read_bytes())
    store.finish("all")
    return {"triples": sum(graph.triples for graph in graphs)}


def _load_oxigraph(build: str, target: str) -> Result:
    """The same triples, which lie in one file of N-Quads, by Oxigraph's own bulk loader."""
    import pyoxigraph as ox

    store = ox.Store(target)
    store.bulk_load(path=Path(build, "all.nq"), format=ox.RdfFormat.N_QUADS)
    store.flush()
    store.optimize()
    return {}


def _rdflib(build: str, queries: str) -> Result:
    """All triples into one graph in memory, and the seconds that each query then takes."""
    import rdflib

    from bench.limits import timed

    graph = rdflib.Graph()
    start = time.perf_counter()
    for line in Path(build, "all.files").read_text().splitlines():
        graph.parse(Path(build, line), format="turtle")
    loaded = {"cpu": time.process_time(), "load": time.perf_counter() - start, "memory": _peak()}
    asked = json.loads(Path(queries).read_text())
    took = {}
    for query, text in asked.items():
        took[query] = timed(partial(_answer, graph, text))
    return {**loaded, "queries": took}


def _answer(graph: rdflib.Graph, text: str) -> None:
    list(graph.query(text))


def _ask(build: str, settings: str) -> Result:
    from comity.asking import opened

    with opened(build) as target:
        target.ask("membership/status-on", json.loads(settings))
    return {}


def _idle(_build: str, _target: str) -> Result:
    return {}


WORKS: dict[str, Callable[[str, str], Result]] = {
    "load-comity": _load_comity,
    "load-oxigraph": _load_oxigraph,
    "rdflib": _rdflib,
    "ask": _ask,
    "idle": _idle,
}


def _peak() -> float:
    """The most memory that this process has had, in MiB."""
    status = Path("/proc/self/status")  # what getrusage gives includes the process it came from
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    work, *arguments = sys.argv[1:]
    start = time.perf_counter()
    result = WORKS[work](*arguments)
    result["seconds"] = time.perf_counter() - start
    result["cpu"] = time.process_time()
    result.setdefault("memory", _peak())
    print(json.dumps(result))


if __name__ == "__main__":
    main()
