"""The page of the commands, made from the commands: `python tests/commandpage.py`.

tests/test_cli_help.py compares `docs/commands.md` with it.
"""

from __future__ import annotations

from collections.abc import Iterator

import click
from shipped import ROOT

from comity.cli import main
from comity.commands import SECTIONS, STATUSES, Command
from comity.show.cells import markdown

PAGE = ROOT / "docs" / "commands.md"

_HEAD = """\
# The commands

<!-- Made from the commands by `make commands`: change their help, not this page. -->

`comity --help` lists them, `comity COMMAND --help` says of each what stands here.

"""


def page() -> str:
    """The whole page: a table of the commands, each command, the exit statuses."""
    assert isinstance(main, click.Group)
    commands = [
        (name, command)
        for section in SECTIONS
        for name, command in main.commands.items()
        if isinstance(command, Command) and command.section == section
    ]
    links = (
        f"| {c.section} | [`comity {n}`](#comity-{n}) | {markdown(c.get_short_help_str(200))} |\n"
        for n, c in commands
    )
    index = "| to | command | what it does |\n|---|---|---|\n" + "".join(links)
    parts = ("".join(_command(name, command)) for name, command in commands)
    return _HEAD + index + "\n" + "\n".join(parts) + "\n" + _statuses()


def _command(name: str, command: Command) -> Iterator[str]:
    context = click.Context(command, info_name=f"comity {name}")
    yield f"## comity {name}\n\n"
    yield f"{' '.join((command.help or '').split())}\n\n"
    yield f"```sh\n{command.get_usage(context).removeprefix('Usage: ')}\n```\n\n"
    records = [p.get_help_record(context) for p in command.params if isinstance(p, click.Option)]
    options = [record for record in records if record]
    if options:
        yield "| option | meaning |\n|---|---|\n"
        yield from (
            f"| `{words.replace('|', chr(92) + '|')}` | {markdown(said)} |\n"
            for words, said in options
        )
        yield "\n"
    yield "```sh\n" + "\n".join(command.examples) + "\n```\n\n"
    ways = ", ".join(map(str, command.statuses))
    yield f"Exit status: {ways}; see [below](#exit-status).\n"


def _statuses() -> str:
    lines = (f"| {status} | {said} |\n" for status, said in STATUSES.items())
    return "## Exit status\n\n| status | meaning |\n|---|---|\n" + "".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
