"""The command that looks for faults: in Turtle by shapes, in ontologies by rules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comity.commands import PATH, Command

if TYPE_CHECKING:
    from comity.check.faults import Outcome

STYLES = ("text", "md", "json", "csv", "tsv", "sarif", "junit", "github")
"""How a check can be printed."""

LEVELS = ("violation", "warning", "info")


class _Style(click.Choice[str]):
    """A format; `table`, which the other commands have for people, is taken for text."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """See click."""
        return str(super().convert("text" if value == "table" else value, param, ctx))


@click.command(
    "check",
    cls=Command,
    section="Look closer",
    statuses=(3,),
    examples=(
        "comity check my-build",
        "comity check data/ --shapes shapes/ --report comity.sarif",
        "comity check my-build --baseline known.json --format github",
        "comity check --ontology my-ontology.ttl --used-by data/",
    ),
)
@click.argument("files", nargs=-1, type=PATH)
@click.option("--shapes", multiple=True, type=PATH, help="SHACL shapes instead of comity's own.")
@click.option("--ontology", is_flag=True, help="Report on FILES as an ontology: comity's, if none.")
@click.option("--used-by", multiple=True, type=PATH, help="Where the ontology's terms are used.")
@click.option(
    "--severity",
    type=click.Choice(LEVELS),
    default="violation",
    show_default=True,
    help="The least severity that exits with 3; all are told.",
)
@click.option("--baseline", type=PATH, help="Known findings, which do not count.")
@click.option("--write-baseline", type=PATH, help="Make what is found now the known findings.")
@click.option(
    "--format",
    "style",
    type=_Style(STYLES),
    default="text",
    show_default=True,
    help="How it is printed.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=PATH,
    help="Write it to a file too: .sarif, .xml (JUnit), .json, .csv, .tsv, .md, .txt.",
)
def check(
    files: tuple[Path, ...],
    shapes: tuple[Path, ...],
    ontology: bool,
    used_by: tuple[Path, ...],
    severity: str,
    baseline: Path | None,
    write_baseline: Path | None,
    style: str,
    reports: tuple[Path, ...],
) -> None:
    """Validate Turtle FILES, or whole builds, against shapes; or report on an ontology."""
    _together(files, shapes, used_by, ontology=ontology)
    from comity import show
    from comity.check.baseline import Baseline, write

    known = Baseline.read(baseline) if baseline else None
    if ontology:
        found = _ontology(files, used_by, severity.capitalize())
    else:
        found = _data(files, shapes, severity.capitalize())
    found = known.applied(found) if known else found
    for file in reports:
        show.save(found, file)
    show.outcome(found, style)
    if write_baseline:
        count = write(write_baseline, found.faults)
        click.echo(f"{write_baseline}: {count} findings are known from now on", err=True)
        return
    sys.exit(3 if found.failing else 0)


def _together(
    files: tuple[Path, ...], shapes: tuple[Path, ...], used_by: tuple[Path, ...], *, ontology: bool
) -> None:
    """That the options fit each other."""
    if not files and not ontology:
        raise click.UsageError("Name FILES to check, or say --ontology.")
    if shapes and ontology:
        raise click.UsageError("--shapes is for data and --ontology for ontologies: choose one.")
    if used_by and not ontology:
        raise click.UsageError("--used-by goes with --ontology.")


def _data(files: tuple[Path, ...], shapes: tuple[Path, ...], level: str) -> Outcome:
    from comity import show
    from comity.checking import check as checked

    with show.progress("checking") as progress:
        return checked(files, shapes, progress, level)


def _ontology(files: tuple[Path, ...], used_by: tuple[Path, ...], level: str) -> Outcome:
    from comity.ontologies import check_ontology

    return check_ontology(files, used_by, level)
