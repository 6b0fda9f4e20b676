"""Searching: what a name may mean, whatever slips are in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.asking import opened
from comity.errors import ParameterError
from comity.search import KINDS, Search


@pytest.fixture(scope="module")
def search(samples: Path) -> Iterator[Search]:
    with opened(samples) as target:
        yield Search(target.store, target.terms)


@pytest.mark.parametrize(
    ("wanted", "found", "kind"),
    [
        ("NATO", "org/nato", "organisation"),
        ("Natoo", "org/nato", "organisation"),
        ("the african union", "org/au", "organisation"),
        ("Kazakhstn", "state/kaz", "state"),
        ("cote d’ivoire", "state/civ", "state"),
        ("stoltenburg", "person/jens-stoltenberg", "person"),
        ("Secretary General of NATO", "office/nato-secretary-general", "office"),
        ("nato-sweden", "article/nato-sweden-f7a46942", "article"),
        ("asean-timor-leste", "article/asean-timor-leste-870777b5", "article"),
        ("north atlantic treaty", "treaty/north-atlantic-treaty", "treaty"),
    ],
)
def test_a_name_with_slips_or_parts_finds_what_is_called_so(
    search: Search, wanted: str, found: str, kind: str
) -> None:
    first = search.find(wanted)[0]
    assert (first.id, first.kind) == (found, kind)


def test_the_same_name_scores_all_and_comes_first(search: Search) -> None:
    scores = [match.score for match in search.find("African Union", limit=20)]
    assert scores[0] == 100
    assert scores == sorted(scores, reverse=True)


def test_a_name_of_several_things_lists_them_all(search: Search) -> None:
    assert {"treaty/alma-ata-protocol", "treaty/cartagena-protocol"} <= {
        match.id for match in search.find("protocol", limit=100)
    }


def test_a_short_word_is_no_slip_of_another(search: Search) -> None:
    assert {match.matched for match in search.find("EUX", ["organisation"])} == set()


def test_a_thing_is_listed_once_whatever_it_is_called(search: Search) -> None:
    ids = [match.id for match in search.find("collective security", limit=50)]
    assert len(ids) == len(set(ids))


def test_somebody_whom_articles_name_is_listed_as_the_official_only(search: Search) -> None:
    kinds = [m.kind for m in search.find("Jens Stoltenberg") if m.name == "Jens Stoltenberg"]
    assert kinds == ["person"]


@pytest.mark.parametrize(
    "given",
    ["asean-timor-leste-870777b5", "article/asean-timor-leste-870777b5", "asean-timor-leste"],
)
def test_an_article_without_a_headline_is_asked_for_by_its_id(samples: Path, given: str) -> None:
    with opened(samples) as target:
        found = target.ask("coverage", {"article": given})
    assert str(found.parameters["article"]).endswith("/asean-timor-leste-870777b5")


def test_only_the_kinds_asked_for_are_searched(search: Search) -> None:
    found = search.find("NATO", ["organ", "office"], limit=100)
    assert {match.kind for match in found} == {"organ", "office"}


def test_a_kind_that_is_none_is_refused_with_those_that_are(search: Search) -> None:
    with pytest.raises(ParameterError, match="organisation"):
        search.find("NATO", ["organization"])


@pytest.mark.parametrize("wanted", ["", "  ", "the", "…", "xyzzy plugh", "\x00", "\ud800"])
def test_what_no_name_is_like_finds_nothing(search: Search, wanted: str) -> None:
    assert search.find(wanted) == []


@given(wanted=st.text(max_size=60))
def test_any_text_can_be_looked_for(search: Search, wanted: str) -> None:
    found = search.find(wanted, limit=5)
    assert len(found) <= 5
    assert all(0 <= match.score <= 100 and match.kind in KINDS for match in found)
