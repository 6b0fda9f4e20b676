"""The documents as programs: their fenced blocks, and how each kind of block is run.

The rules by which a document can be run, top to bottom, as a reader would:

- `console`: a line that begins with `$ ` is a command, the lines under it are what it prints, on
  standard output or on both streams, where `…` stands for anything. Commands succeed, unless the
  next one is `echo $?`.
- `python` is run, with the names of the blocks before it; a `text` block directly below is what it
  prints.
- A block below a paragraph that ends with "as `NAME`:" is saved under this name, and not run.
- `sparql` finds something in the build of the samples, or is a stored query as its file has it;
  data formats are parsed.

`python tests/documents.py docs/tutorial.md` writes into a document what its commands print now,
where that is not what it says. Read the difference: it is what a reader will see.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import yaml
from click.testing import CliRunner
from shipped import ARTICLES, ROOT

from comity.asking import opened
from comity.build import build
from comity.cli import main
from comity.queries import stored_queries
from comity.show.console import ERR, OUT

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FOLDERS = ["comity", "docs", "examples", "ontology", "queries", "triples"]
SCRIPTS = sysconfig.get_path("scripts")
WIDTH = 92  # columns; what fits beside the menu of the site
SHELL = {"cat", "head", "ls", "mkdir", "rm", "touch", "wc"}
"""What the documents' commands may use of a Unix shell, beside comity and pip."""

_FENCE = re.compile(r"^(```+)([^\n`]*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_SAVED = re.compile(r"\bas `([\w./-]+)`:\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block.

    Args:
        language: what stands behind its fence.
        text: its lines.
        lead: the text between the block before it and this one.
    """

    language: str
    text: str
    lead: str

    @property
    def saved_as(self) -> str | None:
        match = _SAVED.search(self.lead)
        return match[1] if match else None


def blocks(document: Path) -> list[Block]:
    text, end, found = document.read_text(encoding="utf-8"), 0, []
    for match in _FENCE.finditer(text):
        found.append(Block(match[2].strip(), match[3], text[end : match.start()]))
        end = match.end()
    return found


def with_output(document: Path) -> Iterator[tuple[Block, str | None]]:
    """Each block with what it prints; the blocks that say so are left out."""
    found = blocks(document)
    for block, following in pairwise([*found, None]):
        if block is None or is_output(found, block):
            continue
        said = following is not None and is_output(found, following)
        yield block, following.text if following and said else None


def is_output(found: list[Block], block: Block) -> bool:
    """Whether a block says what the one directly above it prints."""
    at = found.index(block)
    above = found[at - 1] if at else None
    return block.language == "text" and not block.lead.strip() and above is not None


def pattern(expected: str) -> str:
    lines = (re.escape(line.rstrip()) for line in expected.strip("\n").split("\n"))
    return "\n".join(lines).replace("…", ".*")


def prints(expected: str, *printed: str) -> bool:
    """Whether one of these is what a document says is printed."""
    stripped = ("\n".join(line.rstrip() for line in p.strip("\n").split("\n")) for p in printed)
    return any(re.fullmatch(pattern(expected), one, re.DOTALL) for one in stripped)


def steps(block: Block) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with what it prints."""
    for step in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, output = step.replace("\\\n> ", "").partition("\n")
        yield command, output


class Run:
    """A document being run, in the working directory.

    Args:
        samples: the build of the sample articles.
        site: where packages are installed to.
        renewed: what is printed, by what the document says instead; without it, an error.
    """

    def __init__(self, samples: Path, site: Path, renewed: dict[str, str] | None = None) -> None:
        self.samples, self.site, self.renewed = samples, site, renewed
        self.names: dict[str, Any] = {"__name__": "document"}

    def document(self, document: Path) -> None:
        for block, output in with_output(document):
            if block.saved_as:
                self.save(block, Path(block.saved_as))
            else:
                CHECKS[block.language](self, block, output)

    def save(self, block: Block, path: Path) -> None:
        """Save a block as a file; one whose name ends as a data format's is parsed too."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
        if block.language == "python":
            ast.parse(block.text)
        elif block.language in PARSERS:
            PARSERS[block.language](block.text)

    def console(self, block: Block, output: str | None) -> None:
        assert output is None
        status = 0
        for command, expected in steps(block):
            if command == "echo $?":
                assert expected.strip() == str(status), command
                status = 0
                continue
            assert status == 0, f"exit status {status} before {command}"
            status, *printed = self.command(command, expected)
            self.compare(f"$ {command}\n", expected, *printed)
        assert status == 0, block.text

    def compare(self, head: str, expected: str, *printed: str) -> None:
        """Whether what follows `head` in the document is what is printed."""
        if prints(expected, *printed):
            return
        assert self.renewed is not None, "\n".join((head, *printed))
        lines = [line.rstrip() for line in printed[-1].strip("\n").split("\n")]
        self.renewed[head + expected] = head + "\n".join(lines) + "\n"

    def command(self, command: str, expected: str) -> tuple[int, str, str]:
        """The exit status, standard output, and both streams of a command."""
        command, into, file = command.partition(" > ")
        status, *printed = self.called(shlex.split(command), command, expected)
        if into:
            Path(file).write_text(printed[0], encoding="utf-8")
            printed[0] = ""
        return status, printed[0], printed[1]

    def called(self, words: list[str], command: str, expected: str) -> tuple[int, str, str]:
        if words[0] == "pip":
            return self.pip(words)
        if words[0] in SHELL:
            done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
            return done.returncode, done.stdout, done.stdout + done.stderr
        assert words[0] == "comity", command
        if self.site.exists():
            return self.plugged(words)
        if "examples/articles" in words and "build" in words and not expected.strip():
            out = words[words.index("--out") + 1] if "--out" in words else "comity-build"
            shutil.copytree(self.samples, out, dirs_exist_ok=True)  # as if it had been made before
        result = CliRunner().invoke(main, words[1:])
        assert result.exception is None or isinstance(result.exception, SystemExit), command
        return result.exit_code, result.stdout, result.output

    def pip(self, words: list[str]) -> tuple[int, str, str]:
        """Install the package of a folder, as pip does it, with the network unplugged."""
        assert words[:2] == ["pip", "install"]
        offline = ["--no-index", "--no-deps", "--no-build-isolation", "--quiet"]
        quiet = ["--disable-pip-version-check", "--target", str(self.site), words[-1]]
        subprocess.run([sys.executable, "-m", "pip", "install", *offline, *quiet], check=True)
        return 0, "", ""

    def plugged(self, words: list[str]) -> tuple[int, str, str]:
        """Run comity where packages of others are installed: in a process of its own."""
        code = f"from comity.show.console import ERR, OUT; OUT.width = ERR.width = {WIDTH}"
        done = subprocess.run(
            [sys.executable, "-c", f"{code}; from comity.cli import main; main()", *words[1:]],
            env={**os.environ, "PYTHONPATH": str(self.site)},
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout, done.stdout + done.stderr

    def python(self, block: Block, output: str | None) -> None:
        with redirect_stdout(io.StringIO()) as printed:
            exec(compile(block.text, "document", "exec"), self.names)  # noqa: S102 # our documents
        self.compare(f"{block.text}```\n\n```text\n", output or "", printed.getvalue())

    def sparql(self, block: Block, output: str | None) -> None:
        assert output is None
        if block.text.startswith("#+"):
            assert block.text in [query.text for query in stored_queries()], block.text
            return
        with opened(self.samples) as target:
            found = target.store.query(block.text)
        assert isinstance(found, bool) or len(found), block.text


def shell(text: str) -> None:
    """Commands that a document does not run: they are written well, and exist."""
    subprocess.run(["bash", "-n", "-c", text], check=True)
    makefile = (ROOT / "Makefile").read_text()
    for word, target in re.findall(r"^(make|comity) (\S+)", text, re.MULTILINE):
        known = re.findall(r"^(\w+):", makefile, re.MULTILINE) if word == "make" else main.commands
        assert target in known, f"{word} {target}"


def table(text: str) -> None:
    lines = list(csv.reader(io.StringIO(text), strict=True))
    assert len({len(line) for line in lines}) == 1, text


PARSERS: dict[str, Callable[[str], Any]] = {
    "csv": table,
    "json": json.loads,
    "sh": shell,
    "toml": tomllib.loads,
    "turtle": lambda text: list(ox.parse(text, format=ox.RdfFormat.TURTLE)),
    "yaml": lambda text: list(yaml.safe_load_all(text)),
}


def parsed(run: Run, block: Block, output: str | None) -> None:
    assert output is None
    PARSERS[block.language](block.text)


def skipped(run: Run, block: Block, output: str | None) -> None:
    """A directive of the site's, which its build checks."""


CHECKS: dict[str, Callable[[Run, Block, str | None], None]] = {
    "console": Run.console,
    "python": Run.python,
    "sparql": Run.sparql,
    "{toctree}": skipped,
    **dict.fromkeys(PARSERS, parsed),
}
"""What is done with a block, by its language. `text` is no program: it is output, or saved."""


def renew(document: Path) -> None:
    """Write into a document what its commands print now, where that is not what it says."""
    text, renewed, home = document.read_text(encoding="utf-8"), {}, Path.cwd()
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        stage(Path(scratch))
        build([ARTICLES], Path("samples"))
        Run(Path("samples"), Path(scratch, "site-packages"), renewed).document(document)
        os.chdir(home)
    for old, new in renewed.items():
        text = text.replace(old, new)
    document.write_text(text, encoding="utf-8")


def stage(folder: Path) -> None:
    """Make a folder look like the checkout to those who only read, and the terminal as a user's.

    It is wide enough, and finds the command `comity`.
    """
    for name in FOLDERS:
        (folder / name).symlink_to(ROOT / name)
    OUT.width = ERR.width = WIDTH
    if not os.environ["PATH"].startswith(SCRIPTS):
        os.environ["PATH"] = SCRIPTS + os.pathsep + os.environ["PATH"]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        renew(Path(name).resolve())
