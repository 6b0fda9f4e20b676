"""The commands that write a graph for others, and compare two."""

from __future__ import annotations

from pathlib import Path

import click

from comity.commands import PATH, Command, at_option, completed_by


@click.command(
    cls=Command,
    section="Exchange",
    examples=(
        "comity export --at my-build --out my-export",
        "comity export nquads csv --at my-build --out my-export",
        "comity export turtle --at https://example.org/sparql --out my-export",
    ),
)
@click.argument(
    "names", nargs=-1, metavar="[FORMAT]...", shell_complete=completed_by("export_formats")
)
@at_option
@click.option("--out", required=True, type=PATH, help="The folder: new, or an earlier export.")
@click.option("--title", help="What the manifest calls the data.")
@click.option("--publisher", default="", metavar="NAME", help="Who publishes it.")
@click.option("--licence", default="", metavar="URL", help="The licence that it is under.")
@click.option("--url", default="", metavar="URL", help="Where the folder will be found.")
def export(
    names: tuple[str, ...],
    where: str,
    out: Path,
    title: str | None,
    publisher: str,
    licence: str,
    url: str,
) -> None:
    """Write a graph to files in FORMATs, all unless named, with hashes and a manifest.

    What is exported is a build, a file or folder of RDF, or what a SPARQL endpoint holds. The
    formats: turtle, trig, nquads, jsonld, rdfxml and csv, and those of the field: cow, messydates,
    popolo, ftm and schemaorg.
    """
    from comity import export as exports
    from comity.dataset import opened_data
    from comity.show.console import progress

    forms = exports.chosen(names)
    said = exports.Said(title or exports.Said().title, licence, publisher, url)
    with opened_data(where) as data, progress("exporting") as told:
        report = exports.export(data, out, forms, said, told)
    size = f"{report.size / 1e6:.1f} MB"
    click.echo(
        f"{report.out}: {report.triples} triples of {report.graphs} graphs in {len(forms)} "
        f"formats, {len(report.files)} files, {size}; SHA256SUMS and manifest.ttl beside them"
    )


@click.command(
    cls=Command,
    section="Exchange",
    statuses=(6,),
    examples=(
        "comity diff last-week my-build",
        "comity diff last-week my-build --format md > comment.md",
        "comity diff my-build https://example.org/sparql --exit-code",
        'comity diff last-week my-build --ask "members-on body=NATO date=2024-03-07"',
    ),
)
@click.argument("a", shell_complete=completed_by("builds"))
@click.argument("b", shell_complete=completed_by("builds"))
@click.option(
    "--ask",
    "asks",
    multiple=True,
    metavar="QUESTION",
    help="A stored query and its values, to be asked of both, instead of what facts call for.",
)
@click.option(
    "--most",
    type=click.IntRange(min=0),
    default=200,
    show_default=True,
    help="How many questions that the changed facts call for are asked of both.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "md", "json"]),
    default="text",
    show_default=True,
    help="For people, as a comment on a pull request, or all of it for programs.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 6 where something differs.")
def diff(a: str, b: str, asks: tuple[str, ...], most: int, style: str, exit_code: bool) -> None:
    """Say what differs between A and B: graphs, facts, and answers to stored queries.

    Each is a build, a file or folder of RDF, or the URL of a SPARQL endpoint.
    """
    from comity.dataset import opened_data
    from comity.diff import compare
    from comity.diff.shown import show
    from comity.show.console import progress

    with opened_data(a) as one, opened_data(b) as other, progress("comparing") as told:
        found = compare(one, other, told, asks=asks, most=most)
    show(found, style)
    if exit_code and found:
        click.get_current_context().exit(6)
