"""The documents build as a site, without a warning, and the site's pages hold together."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from shipped import ROOT

pytest.importorskip("sphinx", reason="the extra docs is not installed")

DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-W", "-n", "--keep-going"]
    places = ["-d", folder / "trees", DOCS, folder / "html"]
    done = subprocess.run([*sphinx, *places], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "html"


def test_every_document_is_a_page_in_the_menu(site: Path) -> None:
    menu = (site / "index.html").read_text(encoding="utf-8")
    for document in DOCS.glob("*.md"):
        assert (site / f"{document.stem}.html").is_file()
        assert document.stem == "index" or f'href="{document.stem}.html"' in menu, document.stem


def test_every_link_of_a_page_leads_to_a_file_and_a_place(site: Path) -> None:
    pages = {page.name: page.read_text(encoding="utf-8") for page in site.glob("*.html")}
    for name, page in pages.items():
        for link in map(unescape, re.findall(r'(?:href|src)="([^"]+)"', page)):
            if re.match(r"[a-z]+:", link):
                continue
            file, _, anchor = unquote(link).partition("#")
            file = file.partition("?")[0] or name
            assert (site / file).exists(), (name, link)
            assert not anchor or file not in pages or f'id="{anchor}"' in pages[file], (name, link)


def test_no_page_fetches_anything_from_elsewhere(site: Path) -> None:
    for page in site.glob("*.html"):
        fetched = re.findall(
            r'<(?:script|img|iframe)[^>]* src="(https?:[^"]+)"'
            r'|<link[^>]* rel="(?:stylesheet|icon)"[^>]* href="(https?:[^"]+)"',
            page.read_text(encoding="utf-8"),
        )
        assert fetched == [], page.name
