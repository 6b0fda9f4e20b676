"""Completion, asked by real shells: bash, zsh and fish."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from comity.cli import main
from comity.completion import joined
from comity.queries import stored_queries

BASH = """\
source {script}
COMP_WORDS=({words})
COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
compopt() {{ echo "compopt $*"; }}
_comity_completion comity
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
ZSH = """\
compdef() {{ : }}
compadd() {{ print -rl -- "${{@[$#]}}" }}
_describe() {{ local name=$3; print -rl -- "${{(@P)name}}"; print -r -- "behind: ${{@[$#]}}." }}
_path_files() {{ print -r -- "files $*" }}
source {script}
words=({words})
CURRENT=${{#words}}
_comity_completion
"""
FISH = "source {script}; complete -C {line}"


@pytest.fixture(scope="module")
def folder(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build, a program called comity, and the scripts."""
    folder = tmp_path_factory.mktemp("shell")
    (folder / "my-build").symlink_to(samples)
    program = folder / "bin" / "comity"
    program.parent.mkdir()
    code = "from comity.cli import main; main(prog_name='comity')"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{code}" "$@"\n')
    program.chmod(0o755)
    for shell in ("bash", "zsh", "fish"):
        result = CliRunner().invoke(main, ["completion", shell])
        assert result.exit_code == 0
        (folder / f"script.{shell}").write_text(result.stdout)
    return folder


def run(folder: Path, shell: str, code: str) -> list[str]:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    start = {"bash": ["bash", "--norc"], "zsh": ["zsh", "-f"], "fish": ["fish", "--no-config"]}
    environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(
        [*start[shell], "-c", code], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def bash(folder: Path, *words: str) -> list[str]:
    quoted = " ".join(map(shlex.quote, words))
    return run(folder, "bash", BASH.format(script="script.bash", words=quoted))


def zsh(folder: Path, *words: str) -> list[str]:
    quoted = " ".join(map(shlex.quote, words))
    return run(folder, "zsh", ZSH.format(script="script.zsh", words=quoted))


def fish(folder: Path, line: str) -> list[str]:
    return run(folder, "fish", FISH.format(script="script.fish", line=shlex.quote(line)))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_says_how_to_install_it_and_is_one_of_its_shell(folder: Path, shell: str) -> None:
    text = (folder / f"script.{shell}").read_text()
    assert "# Completion of comity" in text
    assert text.startswith("#compdef comity" if shell == "zsh" else "# Completion")
    run(folder, shell, f"source script.{shell}" if shell != "zsh" else f"{shell} -n script.zsh")


def test_bash_completes_commands_and_stored_queries(folder: Path) -> None:
    assert bash(folder, "comity", "qu") == ["queries"]
    assert bash(folder, "comity", "ask", "joi") == ["joined-in"]
    assert bash(folder, "comity", "ask", "treaty/") == [
        query.name for query in stored_queries() if query.name.startswith("treaty/")
    ]


def test_bash_completes_the_names_of_parameters_without_a_space_behind(folder: Path) -> None:
    found = bash(folder, "comity", "ask", "status-on", "--set", "")
    assert [one for one in found if not one.startswith("compopt")] == ["member=", "body=", "date="]
    assert "compopt -o nospace" in found
    assert bash(folder, "comity", "ask", "status-on", "--set", "me")[-1] == "member="


def test_bash_leaves_out_parameters_that_are_set(folder: Path) -> None:
    words = ["comity", "ask", "status-on", "--set", "member", "=", "Armenia", "--set", ""]
    assert "member=" not in bash(folder, *words)


def test_bash_completes_values_from_the_build_behind_its_own_break_at_the_equals_sign(
    folder: Path,
) -> None:
    start = ["comity", "ask", "status-on", "--at", "my-build", "--set", "member", "="]
    assert bash(folder, *start, "Angol") == ["Angola"]
    assert bash(folder, *start, "New\\ Zea") == ["New\\ Zealand"]
    assert bash(folder, *start, '"New Zea') == ["New Zealand"]
    assert "Angola" not in bash(folder, *start[:-1], "=", "Zz")
    assert "France" in bash(folder, *start) or len(bash(folder, *start)) == 60


def test_bash_completes_folders_of_builds(folder: Path) -> None:
    assert bash(folder, "comity", "ask", "joined-in", "--at", "my") == ["my-build"]
    assert bash(folder, "comity", "ask", "joined-in", "--at", "none") == ["compopt -o dirnames", ""]


def test_zsh_completes_queries_parameters_and_values(folder: Path) -> None:
    assert any(line.startswith("joined-in:") for line in zsh(folder, "comity", "ask", "joi"))
    found = zsh(folder, "comity", "ask", "status-on", "--set", "me")
    assert found[0].startswith("member=:")
    assert found[-1] == "behind: ."
    words = ["comity", "ask", "status-on", "--at", "my-build", "--set", "member=Angol"]
    assert zsh(folder, *words) == ["member=Angola"]


def test_fish_completes_queries_parameters_and_values(folder: Path) -> None:
    assert [line.partition("\t")[0] for line in fish(folder, "comity ask joi")] == ["joined-in"]
    assert fish(folder, "comity ask status-on --set me")[0].startswith("member=")
    line = "comity ask status-on --at my-build --set member=Angol"
    assert fish(folder, line) == ["member=Angola"]


def test_where_there_is_no_build_no_value_is_offered(folder: Path) -> None:
    words = ["comity", "ask", "status-on", "--at", "nowhere", "--set", "member", "=", "An"]
    assert bash(folder, *words) == [""]


@given(st.lists(st.text("ab-.", min_size=1), min_size=1))
def test_words_without_a_break_stay_as_they_are(words: list[str]) -> None:
    assert joined(words, " =:") == words


@given(st.lists(st.text("ab", min_size=1), min_size=1))
def test_words_broken_at_equals_signs_are_one_again(parts: list[str]) -> None:
    broken = [word for part in parts for word in ("=", part)][1:]
    assert joined(["--set", *broken], "=") == ["--set", "=".join(parts)]
