"""Whatever stops a build, the last finished one answers, and nothing is lost."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from test_build import CROATIA, FINLAND, SWEDEN, contents, members
from tinyloader import TinyLoader

from comity.build import build

HERE = Path(__file__).parent
RUN = """
import os, resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import pyshacl, comity.validate
from tinyloader import TinyLoader
from comity.build import build
from comity.errors import ComityError

source, out, kind, number = Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4], int(sys.argv[5])
events = 0
def count(event, arguments):
    global events
    if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"):
        events += 1
        if kind == "kill" and events == number:
            os.kill(os.getpid(), signal.SIGKILL)
if kind == "full":
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, resource.RLIM_INFINITY))
else:
    sys.addaudithook(count)
try:
    build([source], out, loaders=[TinyLoader()])
except ComityError as error:
    sys.exit(f"said: {error}")
print(events)
"""


def run(source: Path, out: Path, kind: str, number: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", RUN, HERE, source, out, kind, str(number)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles that have changed since they were built, and that build."""
    folder = tmp_path_factory.mktemp("before")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "sweden.txt").write_text(SWEDEN)
    (articles / "finland.txt").write_text(FINLAND)
    build([articles], folder / "out", loaders=[TinyLoader()])
    (articles / "sweden.txt").write_text(f"{SWEDEN}Norway joined NATO in 1949.\n")
    (articles / "finland.txt").unlink()
    (articles / "croatia.txt").write_text(CROATIA)
    return folder


@pytest.fixture(scope="module")
def fresh(before: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("fresh")
    build([before / "articles"], out, loaders=[TinyLoader()])
    return contents(out)


@pytest.fixture(scope="module")
def moments(before: Path, tmp_path_factory: pytest.TempPathFactory) -> list[int]:
    """Ten random moments of a build, counted by what it does to files."""
    out = tmp_path_factory.mktemp("whole") / "out"
    shutil.copytree(before / "out", out)
    whole = int(run(before / "articles", out, "count", 0).stdout)
    return random.Random(20).sample(range(1, whole + 1), 10)  # noqa: S311  # no secret


@pytest.mark.parametrize("which", range(10))
def test_a_build_killed_at_a_random_moment_is_completed_by_the_next(
    before: Path, fresh: dict[str, bytes], moments: list[int], tmp_path: Path, which: int
) -> None:
    out = tmp_path / "out"
    shutil.copytree(before / "out", out)
    assert run(before / "articles", out, "kill", moments[which]).returncode == -signal.SIGKILL
    assert members(out) in (["fin", "swe"], ["hrv", "nor", "swe"])
    build([before / "articles"], out, loaders=[TinyLoader()])
    assert members(out) == ["hrv", "nor", "swe"]
    assert contents(out) == fresh
    assert not (out / ".next").exists()


@pytest.mark.parametrize("size", [500, 5_000, 30_000])
def test_where_there_is_no_room_that_is_said_and_the_last_build_answers(
    before: Path, fresh: dict[str, bytes], tmp_path: Path, size: int
) -> None:
    """With a limit on the size of files, which fails as a full disk does."""
    out = tmp_path / "out"
    shutil.copytree(before / "out", out)
    last = contents(out)
    done = run(before / "articles", out, "full", size)
    assert done.returncode == 1
    assert "said: " in done.stderr
    assert "File too large" in done.stderr
    assert members(out) == ["fin", "swe"]
    assert contents(out) == last
    build([before / "articles"], out, loaders=[TinyLoader()])
    assert contents(out) == fresh


def test_where_there_is_no_room_for_the_first_build_it_says_to_make_some(
    before: Path, tmp_path: Path
) -> None:
    done = run(before / "articles", tmp_path / "out", "full", 10_000)
    assert "make room on the disk" in done.stderr


def test_what_fusion_keeps_is_not_believed_after_a_change(before: Path, tmp_path: Path) -> None:
    out, articles = tmp_path / "out", tmp_path / "articles"
    shutil.copytree(before / "out", out)
    shutil.copytree(before / "articles", articles)
    build([articles], out, loaders=[TinyLoader()])
    ledger = out / "store" / "fusion.sqlite"
    ledger.write_bytes(ledger.read_bytes().replace(b"fusedBy", b"fusedby"))
    (articles / "sweden.txt").unlink()
    build([articles], out, loaders=[TinyLoader()])
    build([articles], tmp_path / "fresh", loaders=[TinyLoader()])
    assert contents(out) == contents(tmp_path / "fresh")
