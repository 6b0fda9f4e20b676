"""Other people's JavaScript, fetched by npm as `package-lock.json` has it, for checkout and wheel.

It is never committed. `make assets` runs this file; the wheel's build runs the hook in it, so that
a wheel's user needs no npm. Where npm is absent, or no registry can be reached, the pages are as
they are without it: the editor is a plain one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
VENDOR = Path("comity", "serve", "pages", "static", "vendor")
PACKAGE = "@zazuko/yasqe"
FILES = ("yasqe.min.js", "yasqe.min.css")
LICENCES = "LICENCES.txt"
_NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
_LONGEST = 300
"""Seconds that npm may take."""


class AssetsError(Exception):
    """The assets cannot be made; the message says why."""


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts the assets into a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """See hatchling. An editable install has what its checkout has.

        Args:
            version: `standard` or `editable`.
            build_data: told which files belong to the wheel though git ignores them.
        """
        if version == "editable" or self.target_name != "wheel":
            return
        if os.environ.get("COMITY_NO_ASSETS"):
            self.app.display_warning("without other people's JavaScript, as COMITY_NO_ASSETS says")
            return
        root = Path(self.root)
        try:
            if not is_made(root):
                make(root)
        except AssetsError as error:
            self.app.display_warning(f"the wheel's SPARQL editor will be a plain one: {error}")
            return
        build_data["artifacts"].append(f"/{VENDOR.as_posix()}/*")


def is_made(root: Path) -> bool:
    """Whether the assets are in the checkout."""
    return all((root / VENDOR / name).is_file() for name in (*FILES, LICENCES))


def make(root: Path = ROOT) -> None:
    """Fetch the locked packages, and put what pages need of them into the checkout.

    Raises:
        AssetsError: where npm is absent or fails.
    """
    npm = shutil.which("npm")
    if not npm:
        raise AssetsError("there is no npm")
    try:
        subprocess.run([npm, *_NPM], cwd=root, check=True, timeout=_LONGEST)  # noqa: S603 - ours
    except (subprocess.SubprocessError, OSError) as error:
        raise AssetsError(f"npm failed: {error}") from error
    take(root / "node_modules", root / VENDOR)


def take(modules: Path, vendor: Path) -> None:
    """Copy the files and their licences, all or none of them.

    Args:
        modules: what npm has installed.
        vendor: where they belong.

    Raises:
        AssetsError: where a package lacks one.
    """
    built = modules / PACKAGE / "build"
    try:
        texts = {name: _without_map((built / name).read_text("utf-8")) for name in FILES}
        texts[LICENCES] = licences(modules)
    except (OSError, ValueError) as error:
        raise AssetsError(f"{PACKAGE} is not as expected: {error}") from error
    vendor.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (vendor / name).write_text(text, encoding="utf-8")


def _without_map(text: str) -> str:
    """A script or style that names no source map: browsers would ask for it, in vain."""
    return re.sub(r"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ ?\*/)\s*$", "\n", text)


def licences(modules: Path) -> str:
    """Whose work the files are made of, and the licences of it, by name."""
    return "\n".join(_licence(modules, name) for name in sorted(_with_needed(modules, PACKAGE)))


def _with_needed(modules: Path, name: str) -> set[str]:
    """A package and all that it is built of."""
    found, wanted = set[str](), [name]
    while wanted:
        one = wanted.pop()
        if one not in found:
            found.add(one)
            wanted += _about(modules, one).get("dependencies", {})
    return found


def _licence(modules: Path, name: str) -> str:
    about = _about(modules, name)
    author = about.get("author") or ""
    by = author.get("name", "") if isinstance(author, dict) else author
    texts = list(_licence_files(modules / name)) or ["(The package brings no text of it.)\n"]
    head = f"{name} {about['version']}, by {by or 'its authors'}: {about['license']}"
    return "\n".join([head, "=" * len(head), "", *texts])


def _licence_files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        if path.is_file() and re.match(r"licen[cs]e", path.name, re.I):
            yield path.read_text("utf-8", errors="replace")


def _about(modules: Path, name: str) -> dict[str, Any]:
    about: dict[str, Any] = json.loads((modules / name / "package.json").read_text("utf-8"))
    return about


if __name__ == "__main__":
    try:
        make()
    except AssetsError as error:
        sys.exit(f"{error}; the pages work without, with a plain editor")
