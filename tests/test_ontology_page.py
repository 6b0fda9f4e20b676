"""The page and the picture of the ontology are what the ontology gives."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_ontology", DOCS / "make_ontology.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    path = [*sys.path]
    spec.loader.exec_module(module)
    sys.path[:] = path
    return module


def test_the_committed_page_and_picture_are_up_to_date(maker: ModuleType) -> None:
    for file, text in maker.files().items():
        assert file.read_text("utf-8") == text, f"run: python docs/make_ontology.py ({file.name})"


def test_every_class_property_and_concept_is_on_the_page(maker: ModuleType) -> None:
    sources, text = maker.Sources(), (DOCS / "ontology.md").read_text("utf-8")
    for section, names in sources.sections.items():
        for name in names:
            assert f"### {name}\n" in text or f"| `{name}` |" in text, (section, name)
    for slug in sources.schemes:
        assert f"### {slug}\n" in text


def test_every_class_is_in_the_picture(maker: ModuleType) -> None:
    sources = maker.Sources()
    drawn = (DOCS / "pictures" / "ontology.svg").read_text("utf-8")
    words = set(re.findall(r">([^<]+)</text>", drawn))
    for names in sources.strata().values():
        assert set(names) <= words


def test_an_arrow_that_the_ontology_does_not_allow_is_not_drawn(
    maker: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = (("Official", "identifies", "Treaty"),)
    monkeypatch.setattr(sys.modules["draw_classes"], "ARROWS", wrong)
    with pytest.raises(ValueError, match="Official identifies Treaty"):
        maker.files()
