"""A real browser on a running server: what it says, what it asks for, and what axe finds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from served import Server
from shipped import ROOT

CHROMIUM = shutil.which("chromium")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VENDOR = ROOT / "comity" / "serve" / "pages" / "static" / "vendor"

needs_browser = pytest.mark.skipif(not CHROMIUM, reason="no chromium is installed")
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here: make assets")
needs_editor = pytest.mark.skipif(
    not (VENDOR / "yasqe.min.js").is_file(), reason="the editor's script is not here: make assets"
)
SERIOUS = {"serious", "critical"}
SIZES = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]


@contextmanager
def browsing() -> Iterator[Browser]:
    """Debian's chromium, closed afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """A page that is open, and what it did that it must not."""

    page: Page
    home: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._request)

    def go(self, path: str) -> None:
        """To another page in the same window."""
        self.page.goto(self.home + path, wait_until="load")

    def _console(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        if kind in {"error", "warning"}:
            self.faults.append(f"{kind}: {text}")

    def _request(self, request: object) -> None:
        url = getattr(request, "url", "")
        if not url.startswith((self.home, "data:")):
            self.faults.append(f"asks {url}")

    @property
    def is_too_wide(self) -> bool:
        """Whether one must scroll sideways to read it."""
        wide: bool = self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        return wide

    def grave(self) -> list[str]:
        """The serious and critical faults that axe finds."""
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run()")["violations"]
        return [
            f"{one['id']}: {one['nodes'][0]['html'][:200]}"
            for one in found
            if one["impact"] in SERIOUS
        ]


@contextmanager
def visit(
    browser: Browser,
    server: Server,
    path: str,
    width: int = 1280,
    scheme: str = "light",
    **how: bool,
) -> Iterator[Visit]:
    """A page in a window of its own."""
    home = f"http://127.0.0.1:{server.port}"
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=how.get("scripts", True),
    )
    try:
        visited = Visit(context.new_page(), home)
        visited.go(path)
        yield visited
    finally:
        context.close()


def screenshot(visited: Visit, name: str, folder: Path) -> Path:
    """A picture of the whole page, for people to look at."""
    path = folder / f"{name}.png"
    visited.page.screenshot(path=path, full_page=True)
    return path
