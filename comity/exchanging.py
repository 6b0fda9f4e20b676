"""The commands by which a build goes to the store that a user runs, and comes back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.commands import DEFAULT_BUILD, PATH, Command, completed_by

if TYPE_CHECKING:
    from comity.exchange.client import Client
    from comity.exchange.proof import Comparison

_style_option = click.option(
    "--format",
    "style",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="A table for people, or JSON for programs.",
)
_retries_option = click.option(
    "--retries",
    type=click.IntRange(0, 20),
    default=5,
    show_default=True,
    help="How often the same is tried again, with growing pauses.",
)
_timeout_option = click.option(
    "--timeout",
    type=click.IntRange(1),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for an answer.",
)


def _list_stores(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from comity.show.exchanges import stores

        stores()
        ctx.exit()


@click.command(
    cls=Command,
    section="Exchange",
    statuses=(5, 7),
    examples=(
        "comity push oxigraph+http://localhost:7878",
        "comity push virtuoso+http://localhost:8890 --from my-build --dry-run",
        "comity push fuseki+http://localhost:3030/comity --prune --prove",
    ),
)
@click.argument("target", metavar="[PROFILE+]URL")
@click.option(
    "--from",
    "folder",
    type=PATH,
    default=DEFAULT_BUILD,
    show_default=True,
    help="The build to push.",
    shell_complete=completed_by("builds"),
)
@click.option("--dry-run", "dry", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--prune", is_flag=True, help="Delete graphs sent once that the build has no more.")
@click.option("--verify", is_flag=True, help="Read and compare the graphs that are there, too.")
@click.option("--prove", is_flag=True, help="Ask every stored query here and there, and compare.")
@_retries_option
@_timeout_option
@click.option(
    "--stores",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_stores,
    help="List the profiles of stores.",
)
@_style_option
def push(
    target: str,
    folder: Path,
    dry: bool,
    prune: bool,
    verify: bool,
    prove: bool,
    retries: int,
    timeout: int,
    style: str,
) -> None:
    """Have a triple store hold a build: only the graphs that differ, each read back and compared.

    Who asks is said by COMITY_STORE_USER and COMITY_STORE_PASSWORD, by COMITY_STORE_TOKEN, or by
    netrc.
    """
    from comity import show
    from comity.exchange.push import push as pushed
    from comity.opened import open_build
    from comity.show import exchanges

    build = open_build(folder)
    with _client(target, timeout, retries) as client, show.progress("sending") as progress:
        report = pushed(build, client, dry=dry, prune=prune, verify=verify, progress=progress)
    proof = _proof(folder, target, timeout) if prove and not dry else None
    exchanges.pushed(report, proof, style)
    if proof and not all(comparison.same for comparison in proof):
        sys.exit(5)


@click.command(
    cls=Command,
    section="Exchange",
    examples=(
        "comity pull oxigraph+http://localhost:7878 --out their-build",
        "comity pull virtuoso+http://localhost:8890 --base https://data.example/graph/",
    ),
)
@click.argument("target", metavar="[PROFILE+]URL")
@click.option("--out", type=PATH, default=DEFAULT_BUILD, show_default=True, help="The build.")
@click.option("--base", default="", metavar="IRI", help="Which build, where there are several.")
@_retries_option
@_timeout_option
@_style_option
def pull(target: str, out: Path, base: str, retries: int, timeout: int, style: str) -> None:
    """Make OUT the build that a triple store holds, where comity push has put one.

    Only what OUT does not have is fetched; every graph is compared with its hash.
    """
    from comity import show
    from comity.exchange.pull import pull as pulled
    from comity.show import exchanges

    with _client(target, timeout, retries) as client, show.progress("fetching") as progress:
        report = pulled(client, out, base=base, progress=progress)
    exchanges.pulled(report, style)


@contextmanager
def _client(target: str, timeout: int, retries: int) -> Iterator[Client]:
    from comity.exchange.client import Client
    from comity.exchange.target import target_of

    client = Client(target_of(target, timeout), timeout, retries)
    try:
        yield client
    finally:
        client.close()


def _proof(folder: Path, target: str, timeout: int) -> list[Comparison]:
    """Every stored query, asked of the build and of the store."""
    from comity.asking import opened
    from comity.exchange.opening import open_url
    from comity.exchange.proof import compare_answers
    from comity.exchange.target import target_of

    there = open_url(str(target_of(target, timeout)), timeout)
    with opened(folder) as here:
        return list(compare_answers(here.store, there, here.terms))
