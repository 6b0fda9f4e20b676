"""The command that sets news beside other people's data."""

from __future__ import annotations

from pathlib import Path

import click

from comity.commands import Command, build_option, format_option

VERDICTS = ("agree", "date-differs", "kind-differs", "data-set-silent", "news-silent")


@click.command(
    cls=Command,
    section="Look closer",
    examples=(
        "comity compare cow-igo --at my-build",
        "comity compare wikidata --only date-differs --only kind-differs --format md",
    ),
)
@click.argument("name")
@build_option("The build, of articles and the data set.")
@click.option(
    "--only", multiple=True, type=click.Choice(VERDICTS), help="Show these; once for each."
)
@click.option("--about", default="", metavar="NAME", help="A member, an official or a body.")
@click.option(
    "--all", "everything", is_flag=True, help="Also of bodies that the news never speaks of."
)
@format_option
def compare(
    name: str, where: Path, only: tuple[str, ...], about: str, everything: bool, style: str
) -> None:
    """Show where the news and the data set NAME agree, differ, or one of them is silent."""
    from comity import compare as comparing
    from comity import show

    found = comparing.compare(where, name, only, about, everything)
    show.comparison(found, style)
