"""The command line: what each command takes, and nothing of how it is done.

What a command needs is imported when it runs: `comity ask` must not wait for a language model, nor
`comity queries` for a store.
"""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comity.commands import (
    DEFAULT_BUILD,
    PATH,
    Commands,
    at_option,
    completed_by,
    format_option,
    jobs_option,
    reading_options,
)
from comity.comparing import compare
from comity.examining import check
from comity.exchanging import pull, push
from comity.judging import evaluate, hold_option, review, review_option
from comity.outgoing import diff, export
from comity.serving import mcp, serve

if TYPE_CHECKING:
    from comity.model import Metadata


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="comity")
def main() -> None:
    """A knowledge graph of international organisations, made from news.

    Every answer shows the words it rests on. Start with comity demo; comity COMMAND --help
    explains a command.
    """
    # rdflib warns with a traceback of each value that is none of its datatype; the shapes say it.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)


@main.command(
    section="Start",
    statuses=(4,),
    examples=(
        "comity build examples/articles --out my-build",
        "comity build 'news/*.txt' --outlet 'Example News' --published 2024-03-28",
    ),
)
@click.argument("sources", nargs=-1, required=True, type=PATH)
@click.option("--out", default=DEFAULT_BUILD, show_default=True, type=PATH, help="The build.")
@click.option("--wait", is_flag=True, help="Wait for another build of the folder to finish.")
@click.option("--no-quotes", is_flag=True, help="Publish where passages stand, not their words.")
@review_option
@hold_option
@jobs_option
@reading_options
def build(
    sources: tuple[Path, ...],
    out: Path,
    wait: bool,
    no_quotes: bool,
    decisions: Path | None,
    hold_below: float,
    jobs: int,
    names: tuple[Path, ...],
    listing: Path | None,
    **given: str,
) -> None:
    """Make OUT the build of the articles in SOURCES: files, folders, patterns in quotes."""
    from comity import build as pipeline
    from comity import show
    from comity.review import Review, read_decisions

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
            quotes=not no_quotes,
            jobs=jobs,
            review=Review(read_decisions(decisions) if decisions else {}, hold_below),
        )
    show.build_report(report)
    sys.exit(report.exit_code)


@main.command(
    section="Ask",
    examples=(
        'comity ask "which states joined NATO in 2004?"',
        "comity ask joined-in --set year=1993",
        "comity ask members-on --set body=NATO --set date=2024-03-07 --at my-build",
        "comity ask denied --format md > denied.md",
    ),
)
@click.argument("question", shell_complete=completed_by("queries"))
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter's value: an id, a name, a date, a number.",
    shell_complete=completed_by("settings"),
)
@at_option
@format_option
def ask(question: str, settings: tuple[str, ...], where: str, style: str) -> None:
    """Answer a QUESTION, with the sentences the answer rests on.

    It is in plain words, or the name of a stored query (comity queries lists them). Plain words
    are answered only where it is sure which stored query they mean; the answer says which.
    """
    from comity import show
    from comity.asking import opened, settings_of
    from comity.queries import is_name

    with opened(where) as target:
        if is_name(question):
            show.answer(target.ask(question, settings_of(settings)), style)
        else:
            from comity.plainly import put

            tell = partial(show.declined, style=style)
            named = "" if where == DEFAULT_BUILD else where
            chosen, found = put(target, question, settings, tell, named)
            show.routed(chosen, found, style, named)


@main.command(
    section="Ask",
    examples=(
        "comity queries",
        "comity queries status-on",
    ),
)
@click.argument("name", required=False, shell_complete=completed_by("queries"))
@format_option
def queries(name: str | None, style: str) -> None:
    """List the stored queries, or explain the one called NAME."""
    from comity import show
    from comity.queries import find, stored_queries

    if name:
        show.query(find(name), style)
    else:
        show.queries([q for q in stored_queries() if not q.name.startswith("lookup/")], style)


@main.command(
    section="Look closer",
    statuses=(4,),
    examples=("comity claims examples/articles/opec-angola.txt",),
)
@click.argument("sources", nargs=-1, required=True, type=PATH)
@click.option("--out", type=PATH, help="Write one NAME.json an article to this folder.")
@jobs_option
@reading_options
def claims(
    sources: tuple[Path, ...],
    out: Path | None,
    jobs: int,
    names: tuple[Path, ...],
    listing: Path | None,
    **given: str,
) -> None:
    """Print what each article says, as JSON, without building a graph."""
    from comity import show
    from comity.annotations import write_annotations

    with show.progress("reading") as progress:
        refusals = write_annotations(
            sources,
            _metadata(given),
            out,
            progress,
            click.echo,
            names=names,
            listing=listing,
            jobs=jobs,
        )
    _refused(refusals)


@main.command(
    section="Look closer",
    statuses=(4,),
    examples=("comity why examples/articles/doors-half-open.txt",),
)
@click.argument("file", type=PATH)
@format_option
@reading_options
def why(
    file: Path, style: str, names: tuple[Path, ...], listing: Path | None, **given: str
) -> None:
    """Show each sentence of an article with its claims, or why it gave none."""
    from comity import show
    from comity.explain import explain_file

    refusals = []
    for article in explain_file(file, _metadata(given), names=names, listing=listing):
        if article.refusal:
            refusals.append(article.refusal)
        else:
            show.explanation(article, style)
    _refused(refusals)


@main.command(
    section="Ask",
    examples=(
        'comity sparql "SELECT * { ?s a <https://w3id.org/comity/ns#Roster> }"',
        "comity sparql my-query.rq --at https://example.org/sparql --format tsv",
    ),
)
@click.argument("query", shell_complete=completed_by("files"))
@at_option
@format_option
def sparql(query: str, where: str, style: str) -> None:
    """Run a SPARQL QUERY: its text, a file that holds it, or - for standard input."""
    from comity import show
    from comity.asking import opened, query_text

    with opened(where) as target:
        show.solutions(target.store.query(query_text(query)), style)


@main.command(
    section="Look closer",
    examples=("comity report --at my-build --out report.html",),
)
@at_option
@click.option(
    "--out", type=PATH, default="report.html", show_default=True, help="The page to write."
)
def report(where: str, out: Path) -> None:
    """Write a build as one page of HTML: its articles, marked, with facts, conflicts, timelines."""
    from comity.report import write_report

    size = write_report(where, out)
    click.echo(f"{out}: {size / 1e6:.1f} MB, to be opened in a browser")


@main.command(
    section="Start",
    examples=(
        "comity demo",
        "comity demo --out my-demo",
    ),
)
@click.option("--out", type=PATH, default="demo-build", show_default=True, help="The build.")
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
    from comity.show.console import tell

    for refusal in refusals:
        tell(f"refused: {refusal}", "red")
    if refusals:
        sys.exit(4)


@main.command(
    section="Set up",
    examples=(
        'eval "$(comity completion bash)"',
        "comity completion fish > ~/.config/fish/completions/comity.fish",
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete commands, queries, parameters, names and builds.

    The first lines of the script say where to put it.
    """
    from comity.completion import script

    click.echo(script(main, shell), nl=False)


main.add_command(check)
main.add_command(compare)
main.add_command(evaluate)
main.add_command(review)
main.add_command(export)
main.add_command(diff)
main.add_command(push)
main.add_command(pull)
main.add_command(serve)
main.add_command(mcp)
