"""A question asked by a new process, as on the command line."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from bench import apart
from bench.graphs import SEED
from bench.rows import Row
from bench.world import World
from comity.opened import Build

_COMITY = (sys.executable, "-c", "from comity.cli import main; main()")
_RAW = (
    "import sys, pyoxigraph as ox\n"
    "store = ox.Store.read_only(sys.argv[1])\n"
    "print(len(list(store.query(sys.argv[2], use_default_graph_as_union=True))))"
)


def measure(build: Build, *, runs: int = 5) -> Iterator[Row]:
    """`comity ask` by names, against a new process in which Oxigraph answers something trivial."""
    thing = World(SEED).bodies[0]
    state = next(iter(World(SEED).members[thing]))
    settings = {"member": state.name, "body": thing.name, "date": "2010-06-01"}
    ask = [*_COMITY, "ask", "status-on", "--at", str(build.folder)]
    ask += [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
    ours, raw = _median(ask, runs), _median(_raw(build), runs)
    yield Row("cold ask", ours * 1000, "ms", raw * 1000, "raw Oxigraph", limit=500)
    idle = apart.run("idle", "", "")["memory"]
    memory = apart.run("ask", build.folder, json.dumps(settings))["memory"]
    yield Row("memory to ask", memory - idle, "MiB")
    start = _median([sys.executable, "-c", "import comity.answers"], runs)
    yield Row("cold ask", ours * 1000, "ms", start * 1000, "importing comity alone")


def _raw(build: Build) -> Sequence[str]:
    store = str(build.folder / "store" / build.hash)
    return [sys.executable, "-c", _RAW, store, "SELECT * WHERE { ?s ?p ?o } LIMIT 1"]


def _median(command: Sequence[str], runs: int) -> float:
    took = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        took.append(time.perf_counter() - start)
    return statistics.median(took[1:])
