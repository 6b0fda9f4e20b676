"""The page of the commands, made from the commands: `python tests/commandpage.py`.

tests/test_cli_help.py compares `docs/commands.md` with it.
"""

from __future__ import annotations

from collections.abc import Iterator

import click
from shipped import ROOT

from comity.cli import main
from comity.commands import FORMATS, SECTIONS, STATUSES, Command
from comity.show.cells import markdown

PAGE = ROOT / "docs" / "commands.md"

_HEAD = """\
# The commands

<!-- Made from the commands by `make commands`: change their help, not this page. -->

`comity --help` lists them, `comity COMMAND --help` says of each what stands here.

"""

_FORMATS = {
    "table": "For people: a table, or a list where the terminal is too narrow for one, with the "
    "passages below by number, `!` before one that contradicts; or what was said, one after "
    "another. In a file or a pipe nothing is wrapped or coloured.",
    "md": "Markdown: a table, and the passages as a numbered list.",
    "json": "All of the answer; see [what an answer is](queries.md#what-an-answer-is).",
    "csv": "A line for each passage of each row. A text that a spreadsheet would run has an "
    "apostrophe before it. Of `comity sparql`, as SPARQL 1.1 has it.",
    "tsv": r"The same with tabs; a tab, an end of line and a backslash in a text are `\t`, `\n`, "
    r"`\r` and `\\`. Of `comity sparql`, as SPARQL 1.1 has it.",
}

_HOSTILE = """
What an article says reaches a terminal with pictures of its control characters, in every format;
a program gets it as it is, in UTF-8. A reader that leaves early, as `head` does, is no error: the
exit status is then 141, as of other programs.

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
    return _HEAD + index + "\n" + "\n".join(parts) + "\n" + _formats() + _statuses()


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


def _formats() -> str:
    lines = (f"| `{style}` | {_FORMATS[style]} |\n" for style in FORMATS)
    return "## Formats\n\n| `--format` | what it is |\n|---|---|\n" + "".join(lines) + _HOSTILE


def _statuses() -> str:
    lines = (f"| {status} | {said} |\n" for status, said in STATUSES.items())
    return "## Exit status\n\n| status | meaning |\n|---|---|\n" + "".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
