"""The examples in the documents are run, in order, and print what the documents say.

In a `console` block a line that begins with `$ ` is a command; the lines under it, to the next
one, are what it prints, where `…` stands for anything. Blanks at the ends of lines do not count.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from shipped import ROOT

from comity.cli import main
from comity.show.console import OUT

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
WITH_COMMANDS = [path for path in DOCUMENTS if "```console" in path.read_text(encoding="utf-8")]


def commands(text: str) -> Iterator[tuple[list[str], str]]:
    for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            yield shlex.split(command), output


def pattern(expected: str) -> str:
    lines = (re.escape(line.rstrip()) for line in expected.strip("\n").split("\n"))
    return "\n".join(lines).replace("…", ".*")


@pytest.mark.parametrize("document", WITH_COMMANDS, ids=lambda path: path.name)
def test_the_commands_of_a_document_print_what_it_says(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(OUT, "width", 100)
    for words, expected in commands(document.read_text(encoding="utf-8")):
        assert words[0] == "comity", words
        result = CliRunner().invoke(main, words[1:])
        assert result.exit_code == 0, (words, result.output)
        printed = "\n".join(line.rstrip() for line in result.stdout.strip("\n").split("\n"))
        assert re.fullmatch(pattern(expected), printed, re.DOTALL), (words, result.stdout)


def test_every_link_of_a_document_leads_to_a_file() -> None:
    for document in DOCUMENTS:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / link).exists(), (document.name, link)


def test_no_document_or_code_names_a_machine_or_a_package_registry() -> None:
    forbidden = re.compile(r"/work/|/tmp/|/root/|pypi\.org|files\.pythonhosted")
    files = [*DOCUMENTS, *ROOT.glob("comity/**/*.py"), *ROOT.glob("loaders/**/*.py")]
    assert [f.name for f in files if forbidden.search(f.read_text(encoding="utf-8"))] == []
