"""`python -m bench [--size N …] [--only PART …] [--plain]`: the ratios, in one run."""

from __future__ import annotations

import json
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import click

from bench import apart, cold, load, queries, reading, serving, validation
from bench.graphs import HOME, generated
from bench.rows import Row, show
from comity.opened import Build

PARTS = ("reading", "validation", "load", "queries", "cold", "serving")
_SIZES = (50_000, 1_000_000)
_REQUESTS = 40
"""Requests of a kind to each server, for each run of what is timed otherwise."""
_TOOLS = ("comity", "pyoxigraph", "rdflib", "pyshacl", "spacy")


@click.command()
@click.option("--size", "sizes", type=int, multiple=True, default=_SIZES, help="Triples.")
@click.option("--only", "parts", type=click.Choice(PARTS), multiple=True, default=PARTS)
@click.option("--runs", default=5, help="How often what is quick is run; the median counts.")
@click.option("--samples", type=int, help="How many sample articles to read, if not all.")
@click.option("--cache", type=click.Path(path_type=Path), default=HOME, help="Keeps the graphs.")
@click.option("--endpoint", metavar="PYTHON", help="A Python that has rdflib-endpoint.")
@click.option("--plain", is_flag=True, help="Print Markdown as it is.")
def main(
    sizes: tuple[int, ...],
    parts: tuple[str, ...],
    runs: int,
    samples: int | None,
    cache: Path,
    endpoint: str | None,
    *,
    plain: bool,
) -> None:
    """Print what comity costs, beside rdflib, pySHACL, raw Oxigraph and bare spaCy."""
    plain = plain or not sys.stdout.isatty()
    print(_machine(), flush=True)
    if {"reading", "validation"} & set(parts):
        show("An article", _articles(parts, runs, samples), plain=plain)
    for size in sizes:
        if {"load", "queries", "cold", "serving"} & set(parts):
            build = generated(size, home=cache)
            title = f"A graph of {build.manifest.triples:,} triples"
            rows: list[Row] = []
            rdflib = {"load", "queries"} & set(parts) and _rdflib(build)
            if rdflib and "load" in parts:
                rows += load.measure(build, rdflib, runs=min(runs, 3))
            if rdflib and "queries" in parts:
                rows += queries.measure(build, rdflib["queries"], runs=2 * runs - 1)
            if "cold" in parts:
                rows += cold.measure(build, runs=runs)
            if "serving" in parts:
                rows += serving.measure(build, endpoint=endpoint, runs=_REQUESTS * runs)
            show(title, rows, plain=plain)


def _articles(parts: Iterable[str], runs: int, count: int | None) -> Iterator[Row]:
    samples = reading.Samples(count)
    if "reading" in parts:
        yield from reading.measure(samples, runs=runs, copies=min(runs, 4))
    if "validation" in parts:
        yield from validation.measure(samples.graphs)


def _rdflib(build: Build) -> apart.Result:
    """rdflib's load, memory and queries, measured in one process of its own."""
    load.write_inputs(build)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "queries.json")
        file.write_text(json.dumps(queries.texts(build)))
        return apart.run("rdflib", build.folder, file)


def _machine() -> str:
    tools = ", ".join(f"{tool} {metadata.version(tool)}" for tool in _TOOLS)
    return f"Python {platform.python_version()}, {platform.machine()}, {tools}\n"


if __name__ == "__main__":
    main()
