"""Other people's JavaScript: locked, never committed, whole in a wheel, and nothing without npm."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from browsing import VENDOR
from shipped import ROOT

sys.path.insert(0, str(ROOT))
from hatch_build import FILES, LICENCES, PACKAGE, AssetsError, make, take

needs_assets = pytest.mark.skipif(
    not all((VENDOR / name).is_file() for name in FILES), reason="no assets here: make assets"
)


def _installed(folder: Path, **about: str) -> Path:
    """What npm would have installed of two packages, the first built of the second."""
    first, second = folder / PACKAGE, folder / "small"
    (first / "build").mkdir(parents=True)
    second.mkdir()
    for name in FILES:
        (first / "build" / name).write_text(f"{name}\n//# sourceMappingURL={name}.map")
    (second / "LICENSE").write_text("Do as you like.\n")
    told = {"version": "1.0.0", "license": "MIT", "author": "Somebody"} | about
    (first / "package.json").write_text(json.dumps({**told, "dependencies": {"small": "^1"}}))
    (second / "package.json").write_text(json.dumps({**told, "author": {"name": "Another"}}))
    return folder


def test_files_are_taken_with_the_licences_of_all_they_are_built_of(tmp_path: Path) -> None:
    take(_installed(tmp_path / "modules"), tmp_path / "vendor")
    told = (tmp_path / "vendor" / LICENCES).read_text()
    assert f"{PACKAGE} 1.0.0, by Somebody: MIT" in told
    assert "small 1.0.0, by Another: MIT" in told
    assert "Do as you like." in told
    assert (tmp_path / "vendor" / FILES[0]).read_text() == f"{FILES[0]}\n"


def test_a_package_that_lacks_a_file_gives_nothing_at_all(tmp_path: Path) -> None:
    modules = _installed(tmp_path / "modules")
    (modules / PACKAGE / "build" / FILES[1]).unlink()
    with pytest.raises(AssetsError):
        take(modules, tmp_path / "vendor")
    assert not (tmp_path / "vendor").exists()


def test_without_npm_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AssetsError, match="no npm"):
        make(tmp_path)


def test_versions_are_locked_by_hash_and_name_no_host() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert locked[f"node_modules/{name}"]["version"] == version
    for name, about in locked.items():
        assert name == "" or about["integrity"].startswith("sha512-")
        assert "resolved" not in about


def test_no_script_of_others_is_committed() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "node_modules", str(VENDOR)], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("this is no checkout")
    assert listed.stdout == ""


@needs_assets
def test_the_licences_of_what_is_shipped_are_known() -> None:
    heads = [
        line.rpartition(": ")[2]
        for line in (VENDOR / LICENCES).read_text().splitlines()
        if ", by " in line and ": " in line
    ]
    assert len(heads) > 8
    assert set(heads) <= {"MIT", "(MPL-2.0 OR Apache-2.0)"}


@needs_assets
def test_a_wheel_has_the_scripts_and_their_licences(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr[-2000:]
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    home = "comity/serve/pages/static"
    assert {f"{home}/vendor/{name}" for name in (*FILES, LICENCES)} <= names
    assert {f"{home}/editor.js", "comity/serve/pages/templates/editor.html.j2"} <= names
