"""How comity behaves among a terminal, pipes and keys: run as a process of its own."""

from __future__ import annotations

import http.server
import os
import pty
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

COMITY = [sys.executable, "-c", "from comity.cli import main; main(prog_name='comity')"]
HEAVY = ("spacy", "rdflib", "pyshacl", "trafilatura", "jinja2", "SPARQLWrapper", "numpy")
COLOUR = re.compile("\x1b\\[[0-9;]*3[0-9][0-9;]*m")


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    return {**kept, "TERM": "xterm-256color", **more}


def piped(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    command = [*COMITY, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment(**more))


def on_a_terminal(*words: str | Path, columns: int = 100, **more: str) -> tuple[int, str]:
    """The exit status and all output of a command that has a terminal this wide."""
    pid, terminal = pty.fork()
    if pid == 0:
        more["COLUMNS"] = str(columns)
        os.execve(COMITY[0], [*COMITY, *map(str, words)], environment(**more))  # noqa: S606
    printed = b""
    try:
        while data := os.read(terminal, 65536):
            printed += data
    except OSError:  # how Linux tells that the other end has gone
        pass
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(terminal)
    return status, printed.decode().replace("\r\n", "\n")


def plain(text: str) -> str:
    return re.sub("\x1b\\[[0-9;]*m", "", text)


def test_asking_imports_no_more_than_it_needs(samples: Path) -> None:
    code = (
        "import sys; from comity.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    words = ["ask", "joined-in", "--set", "year=1993", "--at", str(samples)]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True)
    assert "Azerbaijan" in done.stdout
    assert done.stderr == "[]\n"


def test_a_terminal_gets_colour_and_passages_that_are_wrapped(samples: Path) -> None:
    status, text = on_a_terminal("ask", "joined-in", "--set", "year=1993", "--at", samples)
    assert status == 0
    assert "\x1b[" in text
    assert max(map(len, plain(text).splitlines())) <= 100


def test_no_colour_means_no_colour(samples: Path) -> None:
    _, text = on_a_terminal("ask", "denied", "--at", samples)
    assert COLOUR.search(text)
    _, text = on_a_terminal("ask", "denied", "--at", samples, NO_COLOR="1")
    assert not COLOUR.search(text)
    _, text = on_a_terminal("ask", "no-such-query", "--at", samples, NO_COLOR="1")
    assert not COLOUR.search(text)


def test_a_file_gets_neither_colour_nor_wrapped_lines(samples: Path) -> None:
    done = piped("ask", "succession", "--set", "office=NATO Secretary General", "--at", samples)
    assert "\x1b" not in done.stdout
    quotes = [line for line in done.stdout.splitlines() if "“" in line]
    assert quotes
    assert all("”" in line for line in quotes)


def test_what_was_refused_is_one_line_however_long_its_path(tmp_path: Path) -> None:
    folder = tmp_path / ("a-rather-long-name-" * 8)
    folder.mkdir()
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    done = piped("claims", folder)
    assert done.returncode == 4
    assert len([line for line in done.stderr.splitlines() if "bad.txt" in line]) == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_narrow_terminal_gets_a_list_instead_of_a_broken_table(samples: Path) -> None:
    words = ("ask", "missing-from-roster", "--set", "body=CSTO", "--at", samples)
    _, wide = on_a_terminal(*words, columns=160)
    _, narrow = on_a_terminal(*words, columns=50)
    assert "┏" in wide
    assert "┏" not in narrow
    assert re.search(r"^member +Azerbaijan$", plain(narrow), re.MULTILINE)
    assert max(map(len, plain(narrow).splitlines())) <= 50


@pytest.mark.parametrize("columns", [20, 40, 79, 80, 200])
def test_no_word_is_lost_however_narrow_the_terminal(samples: Path, columns: int) -> None:
    _, text = on_a_terminal("ask", "denied", "--at", samples, columns=columns)
    assert "…" not in plain(text).replace("…”", "")
    assert max(map(len, plain(text).splitlines())) <= max(columns, 24)


@pytest.mark.parametrize("style", ["table", "csv", "json"])
def test_a_reader_that_leaves_is_no_error(samples: Path, style: str) -> None:
    words = ["sparql", "SELECT * { ?s ?p ?o }", "--at", str(samples), "--format", style]
    done = subprocess.run(
        ["bash", "-c", 'set -o pipefail; "$@" | head -n 1', "-", *COMITY, *words],
        capture_output=True,
        text=True,
        env=environment(),
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
    assert done.returncode in (0, 141)  # Python may count a write as done that was cut short


def test_an_answer_shorter_than_a_pipe_holds_ends_quietly_too(samples: Path) -> None:
    done = subprocess.run(
        [
            "bash",
            "-c",
            '"$@" | true',
            "-",
            *COMITY,
            "ask",
            "undated-articles",
            "--at",
            str(samples),
        ],
        capture_output=True,
        text=True,
        env=environment(),
    )
    assert done.stderr == ""


def test_an_interrupted_command_says_so_in_a_line_and_exits_with_130(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(300):
        (articles / f"{number}.txt").write_text(f"Finland joined NATO on {number} April 2023.")
    process = subprocess.Popen(
        [*COMITY, "build", str(articles), "--out", str(tmp_path / "out")],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
        # A shell lets what it runs in the background ignore the key, and its children inherit that.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    while not (tmp_path / "out").exists() and process.poll() is None:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, err) == ("", "comity: interrupted\n")


@pytest.mark.parametrize("style", ["table", "md", "json", "csv", "tsv"])
def test_no_text_can_drive_the_terminal(samples: Path, style: str) -> None:
    query = r'SELECT ?a { VALUES ?a { "\u001B[2J\u001B]0;owned\u0007 \u009B31m \u202Eliame" } }'
    status, printed = on_a_terminal("sparql", query, "--at", samples, "--format", style)
    assert status == 0
    assert "owned" in printed
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", plain(printed))


def test_a_file_name_in_an_error_cannot_drive_the_terminal(tmp_path: Path) -> None:
    status, printed = on_a_terminal("why", tmp_path / "\x1b]0;owned\x07.txt")
    assert status == 1
    assert "owned" in printed
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", plain(printed))


def test_programs_get_utf_8_whatever_the_locale(samples: Path) -> None:
    words = [*COMITY, "ask", "joined-in", "--set", "year=1993", "--at", str(samples)]
    for style in ("table", "json", "csv"):
        done = subprocess.run(
            [*words, "--format", style],
            capture_output=True,
            env=environment(PYTHONIOENCODING="ascii", LC_ALL="C"),
        )
        assert done.returncode == 0
        assert "Georgia, Belarus and Azerbaijan" in done.stdout.decode("utf-8")


@pytest.fixture
def no_endpoint() -> Iterator[str]:
    """A web server that knows nothing of SPARQL."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<html>hello</html>")

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("nowhere", "no such folder (make one: comity build ARTICLES --out nowhere; or ask --at"),
        ("a-file", "a build is a folder, and this is a file"),
        ("empty", "comity build ARTICLES --out empty"),
        ("articles", "make one of its articles: comity build articles --out my-build"),
        ("localhost:3030/ds", "its http or https URL"),
        ("ftp://example.org/", "its http or https URL"),
        ("http://127.0.0.1:9/sparql", "is it up, and is it one?"),
    ],
)
def test_a_wrong_place_to_ask_is_told_with_what_to_do(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my-build").symlink_to(samples)
    Path("a-file").touch()
    Path("empty").mkdir(exist_ok=True)
    Path("articles").mkdir(exist_ok=True)
    Path("articles", "one.txt").touch()
    done = piped("ask", "joined-in", "--at", where)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_that_is_no_endpoint_is_told_so(no_endpoint: str) -> None:
    done = piped("ask", "joined-in", "--at", no_endpoint)
    assert done.returncode == 1
    assert "text/html" in done.stderr
    assert done.stderr.count("\n") == 1
