"""The curated reference data: complete, sourced, and without names that clash unnoticed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from babel import Locale
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef

from comity.entries import NameUse
from comity.gazetteer import Gazetteer

COMITY = Namespace("https://w3id.org/comity/ns#")
ID = "https://w3id.org/comity/id/"
REFERENCE = Path(__file__).parents[1] / "ontology" / "reference"
FILES = {
    "former-states.ttl": (COMITY.State, "state/"),
    "organisations.ttl": (COMITY.Organisation, "org/"),
    "organs.ttl": (COMITY.Organ, "organ/"),
    "states.ttl": (COMITY.State, "state/"),
    "territories.ttl": (COMITY.Territory, "territory/"),
    "treaties.ttl": (COMITY.Treaty, "treaty/"),
}
NAMES = (
    SKOS.prefLabel,
    SKOS.altLabel,
    COMITY.demonym,
    COMITY.capital,
    COMITY.metonym,
    COMITY.ambiguousName,
    COMITY.shortForm,
)
CODES = (COMITY.alpha2, COMITY.alpha3, COMITY.acronym)
PROPERTIES = {*NAMES, *CODES, COMITY.organOf, DCTERMS.source, RDF.type}
PLACE_ONLY = {COMITY.demonym, COMITY.capital, COMITY.alpha2, COMITY.alpha3}
BODY_ONLY = {COMITY.acronym, COMITY.shortForm}

# Codes that CLDR has beside those of ISO 3166-1: reserved ones, groupings and test locales.
NOT_IN_ISO_3166_1 = {
    *("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"),
}
# ISO 3166 gave the first twice: to Czechoslovakia, and to Serbia and Montenegro. The second is
# the territory's, and of the republic that claims it and is a member of the African Union.
CODES_GIVEN_TWICE = {"CS", "EH"}
SAHRAWI = URIRef(f"{ID}state/sadr")


@lru_cache(maxsize=len(FILES))
def graph(file: str) -> Graph:
    return Graph().parse(REFERENCE / file)


@lru_cache(maxsize=1)
def everything() -> Graph:
    whole = Graph()
    for file in FILES:
        whole += graph(file)
    return whole


def subjects(kind: URIRef) -> Iterator[URIRef]:
    for subject in everything().subjects(RDF.type, kind):
        assert isinstance(subject, URIRef)
        yield subject


def test_the_reference_is_made_of_these_files_and_no_others() -> None:
    assert {path.name for path in REFERENCE.iterdir()} == set(FILES)


@pytest.mark.parametrize("file", FILES)
def test_a_file_says_its_licence_in_a_comment_and_nothing_of_itself(file: str) -> None:
    text = (REFERENCE / file).read_text(encoding="utf-8")
    assert "CC BY 4.0" in text.split("@prefix")[0]
    assert all(str(s).startswith(ID + FILES[file][1]) for s in graph(file).subjects())


@pytest.mark.parametrize("file", FILES)
def test_entries_are_sorted_and_each_is_written_once(file: str) -> None:
    text = (REFERENCE / file).read_text(encoding="utf-8")
    written = re.findall(r"^([a-z]+:\S+) a comity:", text, re.MULTILINE)
    assert written == sorted(set(written))
    assert len(written) == len(set(graph(file).subjects()))


@pytest.mark.parametrize("file", FILES)
def test_an_entry_has_the_one_class_of_its_file(file: str) -> None:
    kind, _ = FILES[file]
    for subject in graph(file).subjects(unique=True):
        assert list(everything().objects(subject, RDF.type)) == [kind], subject


def test_no_property_is_misspelt_or_beyond_the_agreed_ones() -> None:
    assert set(everything().predicates()) == PROPERTIES


def test_places_and_bodies_have_only_their_own_properties() -> None:
    for subject, kind in everything().subject_objects(RDF.type):
        used = set(everything().predicates(subject))
        wrong = BODY_ONLY if kind in {COMITY.State, COMITY.Territory} else PLACE_ONLY
        assert not used & wrong, subject
        assert (COMITY.organOf in used) == (kind == COMITY.Organ), subject


def test_every_entry_has_one_label_and_a_source() -> None:
    for subject in everything().subjects(unique=True):
        assert len(list(everything().objects(subject, SKOS.prefLabel))) == 1, subject
        sources = list(everything().objects(subject, DCTERMS.source))
        assert sources, subject
        assert all(re.match(r"https?://", str(source)) for source in sources), subject


def test_names_are_english_literals_and_codes_plain_ones() -> None:
    for prop in NAMES:
        for value in everything().objects(None, prop):
            assert isinstance(value, Literal)
            assert value.language == "en", value
    for prop in CODES:
        for value in everything().objects(None, prop):
            assert isinstance(value, Literal)
            assert value.language is None, value


def test_names_are_trimmed_and_use_the_straight_apostrophe() -> None:
    for prop in (*NAMES, *CODES):
        for value in map(str, everything().objects(None, prop)):
            assert value == " ".join(value.split()), value
            assert not set(value) & set("‘’“”"), value


# The city is the state; of Palestine and the Sahrawi republic the sources dispute it.
WITHOUT_A_CAPITAL = {"mco", "pse", "sadr", "sgp", "smr", "vat"}
# They have no other English name than the one that they use.
WITHOUT_AN_ALIAS = {"brb", "cok", "dom", "grd", "jam", "mne", "niu", "tuv"}


def test_every_state_has_demonym_capital_and_alias() -> None:
    states = {s for s in graph("states.ttl").subjects(unique=True) if isinstance(s, URIRef)}
    former = set(graph("former-states.ttl").subjects(unique=True))
    assert len(states) == 200
    assert {
        s for s in states | former if not list(everything().objects(s, COMITY.demonym))
    } == set()
    for prop, without in (
        (COMITY.capital, WITHOUT_A_CAPITAL),
        (SKOS.altLabel, WITHOUT_AN_ALIAS),
    ):
        lacking = {s for s in states if not list(everything().objects(s, prop))}
        assert {str(s).rpartition("/")[2] for s in lacking} == without, prop


def test_there_are_hundreds_of_bodies_and_nearly_all_have_another_name() -> None:
    bodies = [*subjects(COMITY.Organisation), *subjects(COMITY.Treaty)]
    assert len(bodies) >= 1400
    names = (COMITY.acronym, SKOS.altLabel)
    others = [b for b in bodies if any(list(everything().objects(b, name)) for name in names)]
    assert len(others) / len(bodies) > 0.8


def test_no_two_bodies_share_a_plain_name() -> None:
    owners: dict[str, set[URIRef]] = {}
    for body in [*subjects(COMITY.Organisation), *subjects(COMITY.Treaty)]:
        vague = set(map(str, everything().objects(body, COMITY.ambiguousName)))
        for prop in (SKOS.prefLabel, SKOS.altLabel, COMITY.acronym):
            for name in map(str, everything().objects(body, prop)):
                if name not in vague:
                    owners.setdefault(name.casefold(), set()).add(body)
    assert {name: owner for name, owner in owners.items() if len(owner) > 1} == {}


def test_no_two_entries_share_a_label() -> None:
    labels = Counter(str(label) for label in everything().objects(None, SKOS.prefLabel))
    assert [label for label, count in labels.items() if count > 1] == []


def test_every_country_and_territory_of_iso_3166_1_is_there() -> None:
    codes = {code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)}
    ours = {str(code) for code in everything().objects(None, COMITY.alpha2)}
    assert codes - NOT_IN_ISO_3166_1 - ours == set()


def test_the_english_name_of_cldr_finds_its_entry() -> None:
    gazetteer = Gazetteer.load()
    names = Locale("en").territories
    for subject, code in everything().subject_objects(COMITY.alpha2):
        if str(code) in names and subject != SAHRAWI:
            found = {ID + sense.entity.key for sense in gazetteer.lookup(names[str(code)])}
            assert str(subject) in found, names[str(code)]


def test_there_are_the_members_of_the_united_nations_and_seven_more_states() -> None:
    assert len(set(graph("states.ttl").subjects())) == 193 + 7


def test_a_code_names_one_entry() -> None:
    for prop, pattern in ((COMITY.alpha2, "[A-Z]{2}"), (COMITY.alpha3, "[A-Z]{3}")):
        codes = Counter(str(code) for code in everything().objects(None, prop))
        assert {c for c, count in codes.items() if count > 1} <= CODES_GIVEN_TWICE
        assert all(re.fullmatch(pattern, code) for code in codes)


def test_a_state_of_today_is_named_by_its_alpha_3_code() -> None:
    for subject in graph("states.ttl").subjects(unique=True):
        code = everything().value(subject, COMITY.alpha3)
        if subject == SAHRAWI:
            continue
        assert str(subject) == f"{ID}state/{str(code).lower()}"


def test_every_state_has_a_demonym() -> None:
    for subject in subjects(COMITY.State):
        assert everything().value(subject, COMITY.demonym), subject


def test_an_organ_belongs_to_an_organisation_of_the_reference() -> None:
    organisations = set(subjects(COMITY.Organisation))
    for organ in subjects(COMITY.Organ):
        assert everything().value(organ, COMITY.organOf) in organisations, organ


def test_a_short_form_is_a_common_noun() -> None:
    for value in everything().objects(None, COMITY.shortForm):
        assert re.fullmatch("[a-z]+", str(value)), value


def test_a_name_of_two_entries_is_marked_ambiguous() -> None:
    """By the gazetteer's own comparison, so that accents and -isation hide no clash."""
    gazetteer = Gazetteer.load()
    for prop in (*NAMES[:-1], COMITY.acronym):
        for name in map(str, everything().objects(None, prop)):
            senses = gazetteer.lookup(name)
            if len({sense.entity.key for sense in senses}) > 1:
                assert any(sense.use is NameUse.AMBIGUOUS for sense in senses), (name, senses)


def test_of_the_entries_with_an_ambiguous_name_at_most_one_has_it_without_context() -> None:
    marked = {
        (subject, str(name)) for subject, name in everything().subject_objects(COMITY.ambiguousName)
    }
    for name in {name for _, name in marked}:
        usual = {
            subject
            for prop in (*NAMES[:-2], COMITY.acronym)
            for subject, other in everything().subject_objects(prop)
            if str(other) == name and (subject, name) not in marked
        }
        assert len(usual) <= 1, (name, usual)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Guinea-Bissau", "state/gnb"),
        ("Ivory Coast", "state/civ"),
        ("Republic of Korea", "state/kor"),
        ("Gambia", "state/gmb"),
        ("BRIC", "org/brics"),
        ("Organization of Islamic Cooperation", "org/oic"),
        ("Organisation for Economic Cooperation and Development", "org/oecd"),
        ("U.N. Security Council", "organ/un-security-council"),
        ("Law of the Sea Convention", "treaty/unclos"),
        ("German Democratic Republic", "state/ddde"),
        ("Somaliland", "territory/somaliland"),
    ],
)
def test_a_usual_name_means_one_entry(name: str, key: str) -> None:
    assert {sense.entity.key for sense in Gazetteer.load().lookup(name)} == {key}


@pytest.mark.parametrize("name", ["Congo", "Korean", "Dominican", "Security Council", "EC", "ECHR"])
def test_an_ambiguous_name_links_to_nothing(name: str) -> None:
    matches = list(Gazetteer.load().find(name))
    assert [match.entity for match in matches] == [None]
