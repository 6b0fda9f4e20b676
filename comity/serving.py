"""The commands that keep a build open for others: browsers, programs, agents."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from comity.commands import PATH, Command, at_option, build_option
from comity.errors import MissingPackageError


@click.command(
    cls=Command,
    section="Ask",
    examples=(
        "comity serve",
        "comity serve --at my-build --port 8000",
        "comity serve --at my-store --writable --token-file token.txt",
    ),
)
@build_option("The build to serve; a build made anew there is served without a restart.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=7001,
    show_default=True,
    help="The port to listen on; 0 for any that is free.",
)
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
@click.option(
    "--rows",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    help="The most rows or triples that SPARQL is answered with; an answer says where it is cut.",
)
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="An origin whose pages may ask, such as https://example.org; * for all. None may else.",
)
@click.option("--log", is_flag=True, help="Say a line on standard error for each request.")
@click.option("--writable", is_flag=True, help="Take writes, from who shows the token.")
@click.option(
    "--token-file",
    "token_file",
    type=PATH,
    metavar="FILE",
    help="Where the token is, of 16 characters or more; else COMITY_SERVE_TOKEN has it.",
)
@click.option(
    "--upload",
    type=click.IntRange(1),
    default=64,
    show_default=True,
    metavar="MB",
    help="The most that one write may send.",
)
def serve(
    where: Path,
    host: str,
    port: int,
    names: tuple[str, ...],
    seconds: float,
    workers: int,
    rows: int,
    origins: tuple[str, ...],
    log: bool,
    writable: bool,
    token_file: Path | None,
    upload: int,
) -> None:
    """Serve a build to browsers and programs: pages, an API, a SPARQL endpoint."""
    with _installed("serve"):
        from comity.serve.running import run
    from comity.pool import Limits
    from comity.serve.settings import Settings, origin_of, read_token

    token = read_token(token_file) if writable else None
    settings = Settings(
        folder=where,
        host=host,
        port=port,
        names=names,
        workers=workers,
        limits=Limits(seconds=seconds),
        rows=rows,
        upload=upload * 1_000_000,
        token=token,
        origins=tuple(map(origin_of, origins)),
        log=log,
    )
    run(settings, click.echo)


@click.command(
    cls=Command,
    section="Ask",
    examples=(
        "comity mcp --at my-build",
        "comity mcp --at https://example.org/sparql --seconds 30",
    ),
)
@at_option
@click.option(
    "--seconds",
    type=click.FloatRange(0.1),
    default=10.0,
    show_default=True,
    help="How long a call may take.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="How many processes answer calls.",
)
def mcp(where: str, seconds: float, workers: int) -> None:
    """Give an agent the stored queries as tools, by the Model Context Protocol.

    The agent starts this command and speaks with it over standard input and output; docs/agents.md
    shows how it is told to. Nothing is asked of the network.
    """
    with _installed("mcp"):
        from comity.mcp.running import run
    from comity.mcp.caps import Caps
    from comity.pool import Limits

    if sys.stdin.isatty():
        click.echo("waiting for an agent on standard input; Ctrl-C stops", err=True)
    run(where, Limits(seconds=seconds), workers, Caps())


@contextmanager
def _installed(extra: str) -> Iterator[None]:
    """Tells which extra has the packages that are missing, where some are."""
    try:
        yield
    except ModuleNotFoundError as error:
        what = f"{error.name} is not installed"
        raise MissingPackageError(what, hint=f"pip install 'comity[{extra}]'") from error
