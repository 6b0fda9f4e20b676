"""The help: every command with an example and its exit statuses, and the page made of it."""

from __future__ import annotations

import shlex
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner
from commandpage import PAGE, page
from shipped import ROOT

from comity.cli import main
from comity.commands import SECTIONS, STATUSES, Command

assert isinstance(main, click.Group)
COMMANDS = dict(main.commands)
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.items()
    for option in command.params
    if isinstance(option, click.Option)
]


def shown(*words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--help"])
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_what_it_does_with_examples_and_exit_statuses(name: str) -> None:
    command = COMMANDS[name]
    assert isinstance(command, Command), name
    assert command.help
    assert command.section in SECTIONS
    assert command.examples, f"{name} has no example"
    text = shown(name)
    assert all(example in text for example in command.examples)
    assert "Exit status:" in text
    assert all(f"  {status} " in text for status in command.statuses)


@pytest.mark.parametrize(
    ("name", "example"),
    [(n, e) for n, c in COMMANDS.items() if isinstance(c, Command) for e in c.examples],
)
def test_an_example_is_understood(name: str, example: str) -> None:
    words = shlex.split(example.partition(" > ")[0].removeprefix('eval "$(').removesuffix(')"'))
    assert words[:2] == ["comity", name]
    COMMANDS[name].make_context(name, words[2:])


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=lambda value: str(value)[:40])
def test_an_option_is_explained(name: str, option: click.Option) -> None:
    assert option.help, f"{name} {option.opts} has no help"
    assert option.help.endswith((".", ")")), option.help


def test_each_command_stands_once_under_its_heading() -> None:
    text = shown()
    for section in SECTIONS:
        assert f"{section}:" in text
    for name in COMMANDS:
        assert sum(line.startswith(f"  {name} ") for line in text.splitlines()) == 1


def test_the_help_says_what_every_exit_status_means() -> None:
    text = shown()
    assert all(
        str(status) in text and words.split(";")[0] in text for status, words in STATUSES.items()
    )


def test_no_help_is_cut_short() -> None:
    assert "..." not in shown().replace("[ARGS]...", "")


def test_every_command_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`comity {name}" not in readme] == []


def test_the_page_of_commands_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make commands"


def test_the_page_has_every_command_and_every_option() -> None:
    text = page()
    assert all(f"## comity {name}\n" in text for name in COMMANDS)
    assert all(f"`{word}" in text for _, option in OPTIONS for word in option.opts)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["agenda"], "Did you mean comity ask agenda?"),
        (["bild"], "Did you mean build?"),
        (["ask", "joined-in", "--formt", "json"], "--format"),
        (["ask", "joined-in", "--format", "xml"], "'json'"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_one(words: list[str], says: str) -> None:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert says in result.stderr


def test_the_package_runs_as_the_command_does() -> None:
    command = [sys.executable, "-m", "comity", "build", "--help"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("Usage: comity build")
