"""What docs/api.md shows is what a server answers."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from documents import Block, blocks, prints
from served import Server, serving
from shipped import ROOT

DOCUMENT = ROOT / "docs" / "api.md"
ADDRESS = "http://127.0.0.1:7001"
BLOCKS = blocks(DOCUMENT)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(ROOT / "triples") as found:
        yield found


def shown() -> list[tuple[Block, Block | None]]:
    """The curl commands, each with what it prints, where the document says so."""
    pairs = zip(BLOCKS, [*BLOCKS[1:], None], strict=True)
    return [
        (one, other if other and not other.lead.strip() and other.language != "sh" else None)
        for one, other in pairs
        if one.language == "sh" and one.text.startswith("curl")
    ]


@pytest.mark.parametrize(("command", "printed"), shown(), ids=lambda b: b and b.text.split()[-1])
def test_a_command_prints_what_is_shown(
    server: Server, command: Block, printed: Block | None
) -> None:
    if not shutil.which("curl"):
        pytest.skip("needs curl")
    here = command.text.replace(ADDRESS, f"http://127.0.0.1:{server.port}")
    done = subprocess.run(["bash", "-c", here], capture_output=True, text=True, check=True)
    assert done.stdout
    if printed:
        got = done.stdout.replace(f"http://127.0.0.1:{server.port}", ADDRESS)
        COMPARE[printed.language](got, printed.text)


@pytest.mark.parametrize("name", ["members.py", "changed.py"])
def test_a_program_prints_what_is_shown(server: Server, name: str) -> None:
    program = next(block for block in BLOCKS if block.saved_as == name)
    expected = BLOCKS[BLOCKS.index(program) + 1]
    code = program.text.replace(ADDRESS, f"http://127.0.0.1:{server.port}")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, name, "exec"), {"__name__": name})  # noqa: S102 # our document
    assert prints(expected.text, printed.getvalue()), printed.getvalue()


def test_every_address_of_the_table_answers(server: Server) -> None:
    table = DOCUMENT.read_text("utf-8").partition("| address |")[2].partition("\n\n")[0]
    for path in re.findall(r"`(/api[a-z/.-]*)`", table):
        assert server.send("GET", path, timeout=60).status == 200, path


def as_json(got: str, expected: str) -> None:
    fits(json.loads(got), json.loads(expected))


def as_csv(got: str, expected: str) -> None:
    rows = [list(csv.reader(io.StringIO(text))) for text in (got, expected)]
    assert len(rows[0]) == len(rows[1])
    for row, like in zip(*rows, strict=True):
        fits(row, like)


def as_headers(got: str, expected: str) -> None:
    """Each of the headers shown is among those that came."""
    came = got.splitlines()
    for line in expected.splitlines():
        assert any(prints(line, header) for header in came), f"{line}\n{got}"


COMPARE = {"json": as_json, "csv": as_csv, "yaml": as_headers}


def fits(got: Any, like: Any) -> None:
    """Whether data is what the document shows, in which … stands for anything."""
    if like == "…":
        return
    if isinstance(like, dict):
        assert {*got} == {*like}
        for key, value in like.items():
            fits(got[key], value)
    elif isinstance(like, list):
        assert len(got) == len(like)
        for one, other in zip(got, like, strict=True):
            fits(one, other)
    elif isinstance(like, str):
        assert prints(like, got), got
    else:
        assert got == like
