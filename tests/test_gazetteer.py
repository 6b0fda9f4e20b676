"""Names that users add, as YAML or Turtle, and the names that comity knows."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from comity.build import build, open_build
from comity.checking import check_files
from comity.curated import curated
from comity.errors import GazetteerError
from comity.gazetteer import Gazetteer
from comity.loading import read_articles
from comity.model import Kind, Metadata, Predicate, Reading
from comity.store import Solutions

FORMATS = Path(__file__).parents[1] / "examples" / "formats"
LEAGUE = """
- id: harbour-league
  kind: organisation
  label: Harbour League
  aliases: [League of Harbours, Harbour Union]
  acronyms: HLX
  short_forms: league
  source: https://harbours.example/
"""
_NUMBER = count()


@pytest.fixture
def names(tmp_path: Path) -> Path:
    return tmp_path / "names.yaml"


def loaded(file: Path, content: str) -> Gazetteer:
    file.write_text(content, encoding="utf-8")
    return Gazetteer.load(file.rename(file.with_stem(f"names{next(_NUMBER)}")))


def keys(gazetteer: Gazetteer, name: str) -> list[str]:
    return sorted({sense.entity.key for sense in gazetteer.lookup(name)})


def test_every_name_of_an_entry_leads_to_it(names: Path) -> None:
    gazetteer = loaded(names, LEAGUE)
    for name in ("Harbour League", "the League of Harbours", "Harbour Union", "HLX"):
        assert keys(gazetteer, name) == ["org/harbour-league"]
    entry = gazetteer.entries["org/harbour-league"]
    assert (entry.entity.kind, entry.entity.name) == (Kind.ORGANISATION, "Harbour League")
    assert (entry.acronym, entry.short_forms) == ("HLX", ("league",))


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("state", "state/x"),
        ("territory", "territory/x"),
        ("organisation", "org/x"),
        ("organ", "organ/x"),
        ("treaty", "treaty/x"),
    ],
)
def test_an_entry_of_every_kind_can_be_added(names: Path, kind: str, key: str) -> None:
    for name in ("x", key):
        gazetteer = loaded(names, f"- {{id: {name}, kind: {kind}, label: Xanadu Xu}}")
        assert keys(gazetteer, "Xanadu Xu") == [key]


def test_an_organ_belongs_to_an_organisation_of_the_user_or_of_comity(names: Path) -> None:
    organ = "\n- {id: harbour-council, kind: organ, label: Harbour Council, organ_of: %s}"
    for home, key in (("harbour-league", "org/harbour-league"), ("org/opec", "org/opec")):
        gazetteer = loaded(names, LEAGUE + organ % home)
        assert gazetteer.entries["organ/harbour-council"].organ_of == key


def test_an_entity_that_comity_knows_gets_further_names(names: Path) -> None:
    gazetteer = loaded(names, "- {id: org/opec, aliases: Vienna Oil Club, demonyms: Opecian}")
    assert keys(gazetteer, "Vienna Oil Club") == ["org/opec"]
    assert keys(gazetteer, "Opecians") == ["org/opec"]
    entry = gazetteer.entries["org/opec"]
    assert entry.acronym == "OPEC"
    assert entry.entity == Gazetteer.load().entries["org/opec"].entity


def test_a_name_that_another_entry_has_too_links_to_neither(names: Path) -> None:
    gazetteer = loaded(names, LEAGUE.replace("HLX", "OPEC"))
    (match,) = gazetteer.find("Angola left OPEC.".removeprefix("Angola "))
    assert match.entity is None
    assert len(match.senses) == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("label: x", "no list of entries"),
        ("- a\n- b", "no list of entries"),
        ("- [", "not YAML"),
        ("", "no list of entries"),
        ("- {id: x, kind: club, label: X}", r"entry 1 \(x\), key 'kind': 'club' is none"),
        ("- {id: X Y, kind: treaty, label: X}", r"key 'id': 'X Y' is none.*treaty/harbour-league"),
        ("- {kind: treaty, label: X}", r"entry 1 \(without id\), key 'id'"),
        ("- {id: org/x, kind: treaty, label: X}", "not of kind treaty"),
        ("- {id: x, kind: treaty}", "key 'label': it is missing"),
        ("- {id: x, label: X}", "key 'kind': it is missing"),
        ("- {id: x, kind: treaty, label: [X]}", r"key 'label': \['X'\] is no text"),
        ("- {id: x, kind: treaty, label: X, alias: Y}", "key 'alias': no such key .*aliases"),
        ("- {id: x, kind: state, label: X, acronyms: [NO]}", "key 'acronyms': False.*'No'"),
        ("- {id: x, kind: state, label: X, aliases: ['']}", "key 'aliases': '' is no text"),
        ("- {id: x, kind: state, label: X, source: x.org}", "key 'source': 'x.org' is no address"),
        ("- {id: x, kind: state, label: X, organ_of: un}", "key 'organ_of'"),
        ("- {id: x, kind: organ, label: X, organ_of: state/arm}", "key 'organ_of'"),
        ("- {id: x, kind: organ, label: X, organ_of: nowhere}", "organ of org/nowhere"),
        ("- {id: org/opek, aliases: X}", "org/opek.*needs a class, a label.*is its id right"),
        ("- {id: org/opec, kind: organisation, label: Oil}", "two labels"),
        (f"{LEAGUE}- {{id: x, kind: club, label: X}}", "entry 2"),
    ],
)
def test_a_fault_is_named_with_its_entry_and_key(names: Path, content: str, says: str) -> None:
    with pytest.raises(GazetteerError, match=says) as caught:
        loaded(names, content)
    assert "names" in str(caught.value) or "organ/x" in str(caught.value)


def test_a_file_that_is_missing_or_no_turtle_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="cannot be read: No such file"):
        Gazetteer.load(tmp_path / "none.yaml")
    (tmp_path / "bad.ttl").write_text("<a> <b>")
    with pytest.raises(GazetteerError, match=r"bad\.ttl"):
        Gazetteer.load(tmp_path / "bad.ttl")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), st.lists, max_leaves=4
)


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["id", "kind", "label", "aliases", "source", "organ_of", "x"]),
            VALUES | st.sampled_from(["org/opec", "organ", "a", "https://a.example/"]),
        ),
        max_size=2,
    )
)
def test_any_entries_give_triples_or_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, entries: list[dict[str, object]]
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    try:
        assert len(curated(file)) >= 0
    except GazetteerError as error:
        assert "any.yaml" in error.where  # noqa: PT017  # either outcome is right


def test_what_is_added_is_found_in_articles(names: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway joined the Harbour League in 2019.", encoding="utf-8")
    (reading,) = read_articles([tmp_path / "a.txt"], Metadata(), gazetteer=loaded(names, LEAGUE))
    assert isinstance(reading, Reading)
    (claim,) = [c for c in reading.claims if c.predicate is Predicate.JOINED]
    assert claim.object
    assert claim.object.key == "org/harbour-league"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("example")
    report = build([FORMATS], out, names=[FORMATS / "names.yaml"])
    assert report.exit_code == 0
    return out


def test_a_build_has_the_labels_of_what_was_added(example: Path) -> None:
    found = (
        open_build(example)
        .store()
        .query(
            "PREFIX comity: <https://w3id.org/comity/ns#>\n"
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
            "SELECT DISTINCT ?label { ?m comity:body ?body . ?body skos:prefLabel ?label }"
        )
    )
    assert isinstance(found, Solutions)
    labels = {row["label"].value for row in found}
    assert "European Centre for Medium-Range Weather Forecasts" in labels


def test_a_build_with_names_of_the_user_conforms(example: Path) -> None:
    assert [file for file, report in check_files([example]).items() if not report.conforms] == []


def test_turtle_and_yaml_of_the_same_names_give_the_same_triples(tmp_path: Path) -> None:
    (tmp_path / "n.yaml").write_text(LEAGUE)
    (tmp_path / "n.ttl").write_text(
        "@prefix c: <https://w3id.org/comity/ns#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<https://w3id.org/comity/id/org/harbour-league> a c:Organisation ;\n"
        '    skos:prefLabel "Harbour League"@en ; c:acronym "HLX" ; c:shortForm "league"@en ;\n'
        '    skos:altLabel "League of Harbours"@en , "Harbour Union"@en ;\n'
        "    <http://purl.org/dc/terms/source> <https://harbours.example/> .\n"
    )
    assert set(curated(tmp_path / "n.yaml")) == set(curated(tmp_path / "n.ttl"))
