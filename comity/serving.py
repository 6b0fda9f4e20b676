"""The commands that keep a build open for others: browsers, programs, agents."""

from __future__ import annotations

from pathlib import Path

import click

from comity.commands import DEFAULT_BUILD, PATH, Command, completed_by


@click.command(
    cls=Command,
    section="Ask",
    examples=(
        "comity serve",
        "comity serve --at my-build --port 8000",
    ),
)
@click.option(
    "--at",
    "folder",
    type=PATH,
    default=DEFAULT_BUILD,
    show_default=True,
    help="The build to serve; a build made anew there is served without a restart.",
    shell_complete=completed_by("builds"),
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=7001, show_default=True)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A host name by which others reach the server.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.1),
    default=10.0,
    show_default=True,
    help="How long a query may take.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="How many processes answer queries.",
)
def serve(
    folder: Path, host: str, port: int, names: tuple[str, ...], seconds: float, workers: int
) -> None:
    """Serve a build to browsers and programs: pages, an API, a SPARQL endpoint."""
    from comity.pool import Limits
    from comity.serve.running import run
    from comity.serve.settings import Settings

    run(Settings(folder, host, port, names, workers, Limits(seconds=seconds)), click.echo)
