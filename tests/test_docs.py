"""What the documents say is so: their examples are run and parsed, their links lead somewhere.

How a document is run is told in tests/documents.py.
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
from documents import CHECKS, DOCUMENTS, Run, blocks, is_output, stage
from shipped import ARTICLES, ROOT

from comity.build import build
from comity.show.console import ERR, OUT

RUN = [path for path in DOCUMENTS if blocks(path)]
LINKED = [*DOCUMENTS, ROOT / "CHANGELOG.md", ROOT / "examples" / "README.md"]
PLUGIN = ROOT / "tests" / "plugin"
ENTRY_POINTS = {"comity.loaders", "comity.rules"}
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
AMERICAN = re.compile(
    r"\b(?:organi[z]ations?|colou?red? scheme|color|behavior|center|catalog|favorite|neighbor"
    r"|recogni[z]e[sd]?|normali[z]e[sd]?|seriali[z]ed?|analy[z]e[sd]?|fulfill|labeled|modeling"
    r"|artifact|license[sd]? under)\b"
)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the sample articles, made once, for all processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if base.name.startswith("popen-") else base) / "samples-build"
    build([ARTICLES], folder, waiting=lambda: None)
    return folder


@pytest.mark.parametrize("document", RUN, ids=lambda path: path.name)
def test_the_examples_of_a_document_do_what_it_says(
    document: Path, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(OUT, "width", OUT.width)
    monkeypatch.setattr(ERR, "width", ERR.width)
    stage(tmp_path)
    Run(samples, tmp_path / "site-packages").document(document)


@pytest.mark.parametrize("document", ["writing-a-loader.md", "writing-a-rule.md"])
def test_the_package_that_a_document_writes_is_the_one_that_is_tested(document: str) -> None:
    saved = [block for block in blocks(ROOT / "docs" / document) if block.language == "python"]
    modules = [block for block in saved if block.saved_as]
    assert modules
    for block in modules:
        file = PLUGIN / "comity_example" / Path(block.saved_as or "").name
        assert block.text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_block_of_a_document_goes_unchecked(document: Path) -> None:
    found = blocks(document)
    text = document.read_text(encoding="utf-8")
    assert len(re.findall(r"^\s*```", text, re.MULTILINE)) == 2 * len(found), "a fence is lost"
    for block in found:
        checked = block.language in CHECKS or block.saved_as or is_output(found, block)
        assert checked, f"nothing checks {block.language!r}: {block.text}"


def anchors(document: Path) -> set[str]:
    """The anchors that web hosts make of a document's headings."""
    text = re.sub(r"^```.*?^```", "", document.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}


@pytest.mark.parametrize("document", LINKED, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_to_a_file_and_a_heading(document: Path) -> None:
    for link, anchor in LINK.findall(document.read_text(encoding="utf-8")):
        target = document.parent / link if link else document
        assert target.exists(), (document.name, link)
        assert not anchor or anchor in anchors(target), (document.name, link, anchor)


@pytest.mark.parametrize("document", LINKED, ids=lambda path: path.name)
def test_a_document_is_spelt_as_in_britain(document: Path) -> None:
    prose = re.sub(r"^```.*?^```", "", document.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    prose = re.sub(r"`[^`]*`|\]\([^)]*\)|“[^”]*”", "", prose)
    assert AMERICAN.findall(prose) == []


def resolves(dotted: str) -> bool:
    """Whether a dotted name is that of a module, or of something in one."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        try:
            thing: object = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        return all((thing := getattr(thing, part, None)) is not None for part in parts[end:])
    return False


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_name_of_the_package_in_a_document_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"`(comity(?:_loaders)?(?:\.\w+)+)(?:\([^`]*\))?`", text))
    assert [dotted for dotted in named - ENTRY_POINTS if not resolves(dotted)] == []


def test_no_document_or_code_names_a_machine_or_a_package_registry() -> None:
    forbidden = re.compile(r"/work/|/tmp/|/root/|pypi\.org|files\.pythonhosted")
    files = [*DOCUMENTS, *ROOT.glob("comity/**/*.py"), *ROOT.glob("loaders/**/*.py")]
    assert [f.name for f in files if forbidden.search(f.read_text(encoding="utf-8"))] == []
