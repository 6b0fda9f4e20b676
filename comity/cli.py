"""The command line: what each command takes, and nothing of how it is done.

What a command needs is imported when it runs: `comity ask` must not wait for a language model, nor
`comity queries` for a store.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comity.errors import ComityError

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.model import Metadata

DEFAULT_BUILD = "comity-build"
"""The folder that a build goes to, and that questions are asked of, if no other is named."""

_FORMATS = click.Choice(["table", "json", "csv"])
_PATHS = click.Path(path_type=Path)

at_option = click.option(
    "--at",
    "where",
    default=DEFAULT_BUILD,
    show_default=True,
    metavar="FOLDER|URL",
    help="The build to ask, or the URL of a SPARQL endpoint that holds one.",
)
format_option = click.option(
    "--format",
    "style",
    type=_FORMATS,
    default="table",
    show_default=True,
    help="A table for people, JSON or CSV for programs.",
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what is known of the articles, and of names, from outside the texts."""
    for option in (
        click.option(
            "--gazetteer", "names", multiple=True, type=_PATHS, help="YAML or Turtle: more names."
        ),
        click.option(
            "--metadata", "listing", type=_PATHS, help="CSV: file, published, outlet, url."
        ),
        click.option("--url", metavar="URL", help="Where they were published."),
        click.option("--outlet", metavar="NAME", help="Who published them."),
        click.option("--published", metavar="DATE", help="When they were published: 2024-03-28."),
    ):
        command = option(command)
    return command


class _Commands(click.Group):
    """Errors raised on purpose become one line and an exit status; others are bugs."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ComityError as error:
            click.secho(f"comity: {error}", fg="red", err=True)
            report = getattr(error, "report", "")
            if report:
                click.echo(report, err=True)
            ctx.exit(error.exit_code)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="comity")
def main() -> None:
    """A knowledge graph of international organisations, made from news.

    Every answer shows the words it rests on. Start with: comity demo
    """


@main.command()
@click.argument("sources", nargs=-1, required=True, type=_PATHS)
@click.option("--out", default=DEFAULT_BUILD, show_default=True, type=_PATHS, help="The build.")
@click.option("--wait", is_flag=True, help="Wait for another build of the folder to finish.")
@reading_options
def build(
    sources: tuple[Path, ...],
    out: Path,
    wait: bool,
    names: tuple[Path, ...],
    listing: Path | None,
    **given: str,
) -> None:
    """Make OUT the build of the articles in SOURCES: files, folders, patterns in quotes.

    \b
    Example: comity build examples/articles --out my-build
    """
    from comity import build as pipeline
    from comity import show

    waiting = (
        (lambda: click.echo("waiting for another build to finish …", err=True)) if wait else None
    )
    with show.progress("reading") as progress:
        report = pipeline.build(
            sources,
            out,
            _metadata(given),
            progress,
            names=names,
            waiting=waiting,
            listing=listing,
        )
    show.build_report(report)
    sys.exit(report.exit_code)


@main.command()
@click.argument("question")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A parameter's value.")
@at_option
@format_option
def ask(question: str, settings: tuple[str, ...], where: str, style: str) -> None:
    """Answer a stored QUESTION (comity queries lists them), with the sentences it rests on.

    \b
    Example: comity ask joined-in --set year=1993 --at my-build
    """
    from comity import show
    from comity.asking import opened, settings_of

    with opened(where) as target:
        show.answer(target.ask(question, settings_of(settings)), style)


@main.command()
@click.argument("name", required=False)
@format_option
def queries(name: str | None, style: str) -> None:
    """List the stored queries, or explain the one called NAME.

    \b
    Example: comity queries status-on
    """
    from comity import show
    from comity.queries import find, stored_queries

    if name:
        show.query(find(name), style)
    else:
        show.queries([q for q in stored_queries() if not q.name.startswith("lookup/")], style)


@main.command()
@click.argument("sources", nargs=-1, required=True, type=_PATHS)
@click.option("--out", type=_PATHS, help="Write one NAME.json an article to this folder.")
@reading_options
def claims(
    sources: tuple[Path, ...],
    out: Path | None,
    names: tuple[Path, ...],
    listing: Path | None,
    **given: str,
) -> None:
    """Print what each article says, as JSON, without building a graph.

    \b
    Example: comity claims examples/articles/opec-angola.txt
    """
    from comity import show
    from comity.annotations import write_annotations

    with show.progress("reading") as progress:
        refusals = write_annotations(
            sources, _metadata(given), out, progress, click.echo, names=names, listing=listing
        )
    _refused(refusals)


@main.command()
@click.argument("files", nargs=-1, required=True, type=_PATHS)
@format_option
def check(files: tuple[Path, ...], style: str) -> None:
    """Validate Turtle FILES, or whole builds, against comity's shapes.

    \b
    Example: comity check my-build
    """
    from comity import show
    from comity.checking import check_files

    reports = check_files(files)
    show.reports(reports, style)
    sys.exit(0 if all(report.conforms for report in reports.values()) else 3)


@main.command()
@click.argument("file", type=_PATHS)
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table")
@reading_options
def why(
    file: Path, style: str, names: tuple[Path, ...], listing: Path | None, **given: str
) -> None:
    """Show each sentence of an article with its claims, or why it gave none.

    \b
    Example: comity why examples/articles/doors-half-open.txt
    """
    from comity import show
    from comity.explain import explain_file

    refusals = []
    for article in explain_file(file, _metadata(given), names=names, listing=listing):
        if article.refusal:
            refusals.append(article.refusal)
        else:
            show.explanation(article, style)
    _refused(refusals)


@main.command()
@click.argument("query")
@at_option
@format_option
def sparql(query: str, where: str, style: str) -> None:
    """Run a SPARQL QUERY: its text, a file that holds it, or - for standard input.

    \b
    Example: comity sparql "SELECT * { ?s a <https://w3id.org/comity/ns#Roster> }"
    """
    from comity import show
    from comity.asking import opened, query_text

    with opened(where) as target:
        show.solutions(target.store.query(query_text(query)), style)


@main.command()
@click.option("--out", type=_PATHS, default="demo-build", show_default=True, help="The build.")
def demo(out: Path) -> None:
    """Build the sample articles that come with comity and ask a few questions."""
    from comity import demonstration, show

    with show.progress("reading the sample articles") as progress:
        report = demonstration.build(out, progress)
    show.build_report(report)
    for question in demonstration.QUESTIONS:
        show.answer(demonstration.ask(report, question), "table", command=question.command(out))


def _metadata(given: dict[str, str]) -> Metadata:
    from comity.dates import DateBasis
    from comity.given import metadata_of

    return metadata_of(given, "the options", DateBasis.EXTERNAL)


def _refused(refusals: list[Any]) -> None:
    """Name the inputs that were refused, and say so to programs by the exit status."""
    for refusal in refusals:
        click.secho(f"refused: {refusal}", fg="red", err=True)
    if refusals:
        sys.exit(4)
