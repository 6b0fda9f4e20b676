"""Data sets of the field: every row becomes claims, or is named with the reason why not."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from comity.build import build
from comity.cli import main
from comity.dates import PartialDate
from comity.errors import DateError, SourceError
from comity.gazetteer import Gazetteer
from comity.loading import Reader, read_articles
from comity.model import Claim, Kind, Metadata, Predicate, Reading
from comity.plugins import Loader, find_loaders
from comity.sources import find_sources
from comity_datasets.claims import status_of
from comity_datasets.dates import messy, of_parts, of_text, of_wikidata
from comity_datasets.leaders import full_name
from comity_datasets.loader import DataSetLoader
from comity_datasets.naming import Names, cow_state, iso_state
from comity_datasets.said import Name, Table

SAMPLES = Path(__file__).parents[1] / "examples" / "datasets"
LOADER = DataSetLoader()


def loaded(file: Path) -> tuple[list[Reading], list[SourceError]]:
    read = LOADER.reader(Gazetteer.load())
    found = list(LOADER.articles(file, Metadata()))
    return (
        [read(one) for one in found if isinstance(one, Table)],
        [one for one in found if isinstance(one, SourceError)],
    )


def said(file: Path) -> set[str]:
    """What the claims of a file say, in short."""
    readings, errors = loaded(file)
    assert not errors
    return {short(claim) for reading in readings for claim in reading.claims}


def short(claim: Claim) -> str:
    parts = [claim.subject and claim.subject.key, claim.predicate.value]
    parts += [claim.object and claim.object.key, claim.text]
    for name, when in (("on", claim.when), ("since", claim.since), ("until", claim.until)):
        parts.append(when and f"{name} {when.date}")
    return " ".join(part for part in parts if part)


def written(path: Path, *lines: str) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (
            "igo-year.csv",
            {
                "state/ago member org/opec on 2014-01-01 since 2007",
                "state/ecu member org/opec since 1973 until [1992..1993]",
                "state/gab associate org/opec since 1973 until [1974..1975]",
                "state/rus observer org/council-of-europe since 1992 until [1995..1996]",
                "state/ukr member org/council-of-europe on 1996-01-01",  # -9 until 1994
            },
        ),
        ("state-year.csv", {"state/mar member org/oau since [1961..1965] until [1984..1985]"}),
        (
            "alliance_v4.1_by_member.csv",
            {
                "state/suhh member treaty/alliance-213-correlates-of-war-formal-alliances "
                "since 1950-02-14 until 1980-04",
                "state/gbr member treaty/alliance-6-correlates-of-war-formal-alliances "
                "on 1816-01-01",
            },
        ),
        (
            "atop5_1m.csv",
            {
                "state/nzl member treaty/alliance-3180-alliance-treaty-obligations-and-provisions "
                "since 1952-04-29 until 1986-08-11"
            },
        ),
        (
            "memberships-p463.json",
            {
                "state/ago member org/opec since 2007 until 2024-01-01",
                "state/ago member org/au",
            },
        ),
        (
            "offices-p39.csv",
            {
                "person/kofi-annan holds-office org/un Secretary-General "
                "since 1997-01-01 until 2006-12-31"
            },
        ),
        (
            "parties.csv",
            {
                "state/can ratified treaty/kyoto-protocol on 2002-12-17",
                "state/can member treaty/kyoto-protocol since 2005-02-16 until 2012-12-15",
                "treaty/kyoto-protocol entered-into-force on 2005-02-16",
                "state/isl member treaty/international-convention-for-safe-containers",
                "state/ddde member treaty/international-convention-for-safe-containers "
                "since 1977-09-06 until [1990-10-01..1990-10-03]",
            },
        ),
        (
            "archigos.csv",
            {
                "person/john-kufuor holds-office state/gha leader "
                "since 2001-01-07 until 2009-01-07",
                "person/macky-sall holds-office state/sen leader on 2015-12-31 since 2012-04-02",
            },
        ),
        (
            "reign.csv",
            {
                "person/abdoulaye-wade holds-office state/sen leader "
                "on 2011-11 until [2012-03..2012-04]",
                "person/macky-sall holds-office state/sen leader since 2012-04",
            },
        ),
        (
            "entities.ftm.json",
            {
                "state/ecu member org/opec since 2007 until 2020-01-01",
                "person/kao-kim-hourn holds-office org/asean Secretary-General since 2023-01-09",
                "person/nana-akufo-addo holds-office state/gha President "
                "since 2017-01-07 until 2025-01-07",
            },
        ),
        (
            "popolo.json",
            {
                "state/gmb member org/commonwealth since 2018-02-08",
                "state/gmb member org/commonwealth until 2013",
                "person/patricia-scotland holds-office org/commonwealth Secretary-General "
                "since 2016-04-01",
            },
        ),
    ],
)
def test_rows_become_claims_in_their_own_precision(file: str, expected: set[str]) -> None:
    assert expected <= said(SAMPLES / file)


@pytest.mark.parametrize("file", sorted(SAMPLES.iterdir()), ids=lambda file: file.name)
def test_a_claim_rests_on_the_row_it_was_read_from(file: Path) -> None:
    for reading in loaded(file)[0]:
        assert reading.claims
        assert {c.passage for c in reading.claims} <= set(reading.sentences)
        assert all(claim.passage.of(reading.article.text).strip() for claim in reading.claims)
        told = {c.passage for c in reading.claims} | {a.passage for a in reading.abstentions}
        assert told == set(reading.sentences)


def test_what_data_sets_say_is_built_and_fused_like_news(tmp_path: Path) -> None:
    article = tmp_path / "wire.txt"
    article.write_text(
        "QUITO, March 3, 2016 (Example Wire) -- Ecuador joined the Organization of the Petroleum "
        "Exporting Countries (OPEC) in 1975.\n",
        encoding="utf-8",
    )
    report = build([article, SAMPLES / "igo-year.csv"], tmp_path / "build")
    assert report.exit_code == 0
    result = CliRunner().invoke(
        main, ["ask", "conflicts", "--at", str(tmp_path / "build"), "--format", "json"]
    )
    rows = json.loads(result.stdout)["rows"]
    quotes = {piece["quote"] for row in rows for piece in row["evidence"]}
    assert any("joined the Organization" in quote for quote in quotes)
    assert any(quote.startswith("Ecuador | 1973-1992 | 1 full membership") for quote in quotes)


def test_data_sets_need_no_language_model_and_give_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        build([SAMPLES], tmp_path / folder)
    graphs = [sorted((tmp_path / f).rglob("*.ttl")) for f in ("one", "two")]
    assert [g.read_bytes() for g in graphs[0]] == [g.read_bytes() for g in graphs[1]]


def test_the_data_set_is_the_outlet_whatever_is_said_of_articles() -> None:
    given_ = Metadata(outlet="Example News")
    found = list(LOADER.articles(SAMPLES / "atop5_1m.csv", given_))
    assert {one.outlet for one in found if isinstance(one, Table)} == {
        "Alliance Treaty Obligations and Provisions"
    }


def errors(file: Path) -> list[str]:
    found = LOADER.articles(file, Metadata())
    return [str(one) for one in found if isinstance(one, SourceError)]


def changed(tmp_path: Path, file: str, old: str, new: str) -> Path:
    text = (SAMPLES / file).read_text("utf-8")
    assert old in text
    return written(tmp_path / file, text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("igo-year.csv", "OPEC,Org of Petroleum Exporting Countries,1960,-1,0,0",
         "OPEC,Org of Petroleum Exporting Countries,1960,-1,7,0",
         "row 68, column belgium: 7 is no code of membership"),
        ("igo-year.csv", "COE,Council of Europe,1949", "COE,Council of Europe,the first",
         "row 2, column year"),
        ("atop5_1m.csv", "3180,920,1952,4,29", "3180,920,1952,4,31", "row 3, column yrent"),
        ("atop5_1m.csv", "1986,8,11", "1946,8,11", "row 3, column yrexit: it ends in 1946-08-11"),
        ("archigos.csv", "2001-01-07", "2001-13-07", "row 2, column startdate"),
        ("reign.csv", "2011,12,1,", "2011,14,1,", "row 3, column month"),
        ("parties.csv", "2002-12-17", "sometime", "row 2, column stateratification"),
        ("parties.csv", "NOR,", "NOR,extra,", "row 3: it has 12 cells, and the head 11"),
        ("memberships-p463.json", "2025-10-26T", "2025-10-36T", "row 3, column start"),
        ("memberships-p463.json", '"value": "Timor-Leste"', '"value": "Q574"', "no English label"),
        ("entities.ftm.json", '"member": ["gov-ecu"]', '"member": ["gov-xyz"]',
         "line 3: its member 'gov-xyz' is not in the file"),
        ("popolo.json", '"start_date": "2009-10"', '"start_date": "Oct 2009"',
         "memberships[0], column startDate"),
    ],
)  # fmt: skip
def test_a_faulty_cell_is_named_and_the_other_rows_are_read(
    tmp_path: Path, file: str, old: str, new: str, expected: str
) -> None:
    path = changed(tmp_path, file, old, new)
    (error,) = errors(path)
    assert expected in error
    before, after = (sum(len(r.claims) for r in loaded(f)[0]) for f in (SAMPLES / file, path))
    assert after >= before - 6


def test_tables_of_organisations_have_a_begin_and_an_end(tmp_path: Path) -> None:
    head = "stateID,StateName,organisationID,Title,Status,Begin,End"
    rows = (
        "ECU,Ecuador,opec,OPEC,member,1973-11,1992-12-31",
        "TLS,,asean,ASEAN,observer,2022-11-11..2022-11-13,2025-10-26",
        "IDN,,opec,OPEC,membership-suspended,2016-11-30,NA",
    )
    file = written(tmp_path / "a.csv", head, *rows)
    assert said(file) == {
        "state/ecu member org/opec since 1973-11 until 1992-12-31",
        "state/tls observer org/asean since [2022-11-11..2022-11-13] until 2025-10-26",
    }
    (silence,) = [a for reading in loaded(file)[0] for a in reading.abstentions]
    assert "status" in silence.reason


def popolo(path: Path, **membership: object) -> Path:
    content = {
        "organizations": [{"id": "c", "name": "Mongolia"}, {"id": "o", "name": "OPEC"}],
        "posts": [{"id": "chair", "label": "Chair of OPEC", "organization_id": "o"}],
        "memberships": [{"member": {"id": "c"}, "organization_id": "o", **membership}],
    }
    return written(path, json.dumps(content))


def money(path: Path, schema: str = "Membership", **properties: list[str]) -> Path:
    who, what = {
        "Membership": ("member", "organization"),
        "Directorship": ("director", "organization"),
    }[schema]
    link = {who: ["c"], what: ["o"], **properties}
    entities = [
        {"id": "c", "schema": "Organization", "properties": {"name": ["Mongolia"]}},
        {"id": "o", "schema": "Organization", "properties": {"name": ["OPEC"]}},
        {"id": "m", "schema": schema, "properties": link},
    ]
    return written(path, *(json.dumps(one) for one in entities))


def wikidata(path: Path, **cells: str) -> Path:
    cells = {"memberLabel": "Mongolia", "bodyLabel": "OPEC", **cells}
    return written(path, ",".join(cells), ",".join(cells.values()))


@pytest.mark.parametrize(
    ("role", "predicate"),
    [
        ("", "member"),
        ("member", "member"),
        ("Founding member", "member"),
        ("observer", "observer"),
        ("Observer_State", "observer"),
        ("associate member", "associate"),
        ("Candidate country", "candidate"),
        ("dialogue partner", "partner"),
    ],
)
def test_a_state_is_in_a_body_what_its_role_says(tmp_path: Path, role: str, predicate: str) -> None:
    expected = {f"state/mng {predicate} org/opec"}
    assert said(popolo(tmp_path / "a.json", role=role)) == expected
    assert said(popolo(tmp_path / "b.json", label=role)) == expected
    assert said(money(tmp_path / "c.ftm.json", role=[role])) == expected
    assert said(wikidata(tmp_path / "d.csv", roleLabel=role)) == expected
    assert said(wikidata(tmp_path / "e.csv", objectRole="NA", objectRoleLabel=role)) == expected


def silence(file: Path) -> str:
    readings, faults = loaded(file)
    assert not faults
    assert not [claim for reading in readings for claim in reading.claims]
    (abstention,) = [one for reading in readings for one in reading.abstentions]
    return abstention.reason


@pytest.mark.parametrize("role", ["chair", "host country", "partner state", "former member", "?"])
def test_a_role_that_comity_does_not_know_is_named_and_claims_nothing(
    tmp_path: Path, role: str
) -> None:
    assert repr(role) in silence(popolo(tmp_path / "a.json", role=role))
    assert repr(role) in silence(money(tmp_path / "b.ftm.json", role=[role]))
    assert repr(role) in silence(wikidata(tmp_path / "c.csv", asLabel=role))


def test_a_role_without_a_label_claims_nothing(tmp_path: Path) -> None:
    item = "http://www.wikidata.org/entity/Q42"
    assert item in silence(wikidata(tmp_path / "a.csv", role=item))


def test_roles_that_say_different_things_claim_nothing(tmp_path: Path) -> None:
    roles = ["member", "observer"]
    assert "'member', 'observer'" in silence(money(tmp_path / "a.ftm.json", role=roles))


def test_who_is_there_for_somebody_else_is_no_member(tmp_path: Path) -> None:
    other = {"id": "x", "name": "Denmark"}
    assert "Denmark" in silence(popolo(tmp_path / "a.json", on_behalf_of=other))
    assert "OPEC" in silence(popolo(tmp_path / "b.json", on_behalf_of_id="o"))


def test_a_state_with_a_post_or_a_seat_on_a_board_is_not_thereby_a_member(tmp_path: Path) -> None:
    assert "Chair of OPEC" in silence(popolo(tmp_path / "a.json", post_id="chair"))
    assert "Directorship" in silence(money(tmp_path / "b.ftm.json", "Directorship"))


@pytest.mark.parametrize("role", ["member", "observer", "candidate"])
def test_a_person_who_is_only_a_member_holds_no_office(tmp_path: Path, role: str) -> None:
    file = changed(tmp_path, "popolo.json", '"role": "Secretary-General"', f'"role": "{role}"')
    assert not any("patricia-scotland" in claim for claim in said(file))


@given(st.text(max_size=20))
def test_no_role_becomes_a_status_but_by_the_table(role: str) -> None:
    assert status_of([role]) in {None, *map(Predicate, _STATUSES)}
    assert status_of([role, "observer"]) in {None, Predicate.OBSERVER}


_STATUSES = ("member", "associate", "observer", "candidate", "partner")


def test_a_state_that_is_out_before_it_was_in_still_signed(tmp_path: Path) -> None:
    file = changed(tmp_path, "parties.csv", "2012-12-15", "2001-12-15")
    (error,) = errors(file)
    assert "row 2, column stateend: it ends in 2001-12-15, before it begins" in error
    claims = {short(claim) for reading in loaded(file)[0] for claim in reading.claims}
    assert "state/can ratified treaty/kyoto-protocol on 2002-12-17" in claims
    assert "state/can member treaty/kyoto-protocol" in claims


def test_wrong_columns_are_named_with_what_the_nearest_data_set_needs(tmp_path: Path) -> None:
    file = written(tmp_path / "a.csv", "atopid,member,yrent", "3180,2,1952")
    (refusal,) = read_articles([file], Metadata())
    assert "atop would be nearest, and also needs yrexit" in str(refusal)


def test_in_a_folder_other_tables_are_let_lie(tmp_path: Path) -> None:
    written(tmp_path / "prices.csv", "day,price", "2024-01-01,80")
    written(tmp_path / "notes.json", '{"a": 1}')
    shutil.copy(SAMPLES / "archigos.csv", tmp_path)
    written(tmp_path / "b.txt", "Ghana joined the United Nations in 1957.")
    names = [source.name for source in find_sources([tmp_path], find_loaders())]
    assert names == ["archigos.csv", "b.txt"]


def test_annotations_and_metadata_beside_articles_are_no_data_sets(tmp_path: Path) -> None:
    gold = SAMPLES.parent / "gold" / "coe-russia.json"
    shutil.copy(gold, tmp_path / "visit.json")
    written(tmp_path / "metadata.csv", "file,published", "visit.txt,2019-01-02")
    written(tmp_path / "visit.txt", "Ghana joined the United Nations in 1957.")
    names = [source.name for source in find_sources([tmp_path], find_loaders())]
    assert names == ["visit.txt"]


def test_sources_are_read_by_loaders_that_were_found_anew(tmp_path: Path) -> None:
    file = shutil.copy(SAMPLES / "archigos.csv", tmp_path)
    reader = Reader(Gazetteer.load(), Metadata(), find_loaders())
    (source,) = find_sources([Path(file)], find_loaders())
    assert list(reader.articles(source))


def test_articles_in_json_lines_stay_articles() -> None:
    wire = SAMPLES.parent / "formats" / "wire.jsonl"
    (source,) = find_sources([wire], find_loaders())
    assert type(source.loader).__name__ == "JsonLinesLoader"


@pytest.mark.parametrize("name", ["entities.jsonl", "entities.ndjson", "entities.ijson"])
def test_followthemoney_is_known_by_what_stands_in_it(tmp_path: Path, name: str) -> None:
    shutil.copy(SAMPLES / "entities.ftm.json", tmp_path / name)
    (source,) = find_sources([tmp_path / name], find_loaders())
    assert isinstance(source.loader, DataSetLoader)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_delimiter_will_do(tmp_path: Path, delimiter: str) -> None:
    with (SAMPLES / "archigos.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    with (tmp_path / "a.csv").open("w", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    assert said(tmp_path / "a.csv") == said(SAMPLES / "archigos.csv")


def test_packed_and_marked_files_are_read(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + (SAMPLES / "archigos.csv").read_bytes()
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(data))
    assert said(tmp_path / "a.csv.gz") == said(SAMPLES / "archigos.csv")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"atopid,member,yrent,yrexit\n1,2,1990,\xff\n", "line 2: byte 9 of it (0xff)"),
        (b"atopid,member,yrent,yrexit\n", "it has no rows"),
        (b"", "those of no data set"),
        (b'atopid,member,yrent,yrexit\n1,2,1990,"x\n', "row 2: it is not CSV"),
        (b"atopid,member,yrent,yrexit\n1,2,1990,\x07\n", "control character U+0007"),
        (b"atopid,member,yrent,yrexit\n1,France,1990,\n", "row 2, column member"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, data: bytes, expected: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    found = [str(one) for one in read_articles([tmp_path / "a.csv"], Metadata())]
    assert any(expected in one for one in found), found


@pytest.mark.parametrize("text", ["{", "[]", "[1]", '{"results": 3, "bindings": 1, "vars": []}'])
def test_json_that_is_no_data_set_is_refused(tmp_path: Path, text: str) -> None:
    file = written(tmp_path / "a.json", text)
    assert all(not isinstance(one, Reading) for one in read_articles([file], Metadata()))


def cow(path: Path, codes: Iterable[int], first: int, **more: int) -> Path:
    head = ",".join(["ioname", "orgname", "year", "togo", *more])
    rows = (
        ",".join(
            ["TST", "Test Body of Rivers", str(first + n), str(code), *map(str, more.values())]
        )
        for n, code in enumerate(codes)
    )
    return written(path, head, *rows)


@given(st.lists(st.sampled_from([0, 1, 2, 3, -9, -1]), min_size=1, max_size=40))
def test_every_cell_stands_in_one_line_and_no_date_lies_outside_the_rows(
    tmp_path_factory: pytest.TempPathFactory, codes: list[int]
) -> None:
    file = cow(tmp_path_factory.mktemp("cow") / "a.csv", codes, 1970)
    readings, _ = loaded(file)
    shown: list[int] = []
    for line in readings[0].article.text.splitlines()[2:]:
        _, years, code, _ = line.split(" | ")
        first, _, last = years.partition("-")
        span = range(int(first), int(last or first) + 1)
        assert {codes[year - 1970] for year in span} == {int(code.split()[0])}
        shown += span
    assert sorted(shown) == [1970 + n for n, code in enumerate(codes) if code != -1]
    for claim in readings[0].claims:
        for when in (claim.when, claim.since, claim.until):
            assert when is None or _within(when.date, 1970, 1970 + len(codes))


def _within(date: PartialDate, first: int, last: int) -> bool:
    assert date.earliest
    assert date.latest
    return first <= date.earliest.year <= date.latest.year <= last


def test_before_1965_a_year_that_was_filled_in_is_as_vague_as_its_grid(tmp_path: Path) -> None:
    codes = [0, 0, 1, 1, 1, 1]  # 1950 to 1955
    vague = said(cow(tmp_path / "a.csv", codes, 1950, imputed=1))
    exact = said(cow(tmp_path / "b.csv", codes, 1950, imputed=0))
    body = "org/test-body-of-rivers"
    assert vague == {f"state/tgo member {body} since [1951..1955]"}
    assert exact == {f"state/tgo member {body} on 1955-01-01 since 1952"}


def test_a_number_of_several_states_is_each_in_its_years() -> None:
    names = Names(Gazetteer.load())
    keys = [(names.entity(cow_state(365, year)) or 0).key for year in (1910, 1950, 2000)]  # type: ignore[union-attr] # none is none
    assert keys == ["state/rus", "state/suhh", "state/rus"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (iso_state("CIV"), "state/civ"),
        (iso_state("GRL"), "territory/grl"),
        (iso_state("CSK"), "state/cshh"),
        (Name(Kind.STATE, ("Ruritania",)), "state/ruritania"),
        (Name(Kind.ORGANISATION, ("Ecuador",), actor=True), "state/ecu"),
        (Name(Kind.ORGANISATION, ("European Commission",)), "org/european-commission"),  # an organ
    ],
)
def test_names_mean_what_the_reference_says_or_stand_for_themselves(name: Name, key: str) -> None:
    entity = Names(Gazetteer.load()).entity(name)
    assert entity
    assert entity.key == key


@pytest.mark.parametrize(
    ("leader", "uri", "name"),
    [
        ("Grant", "http://dbpedia.org/resource/Ulysses_S._Grant", "Ulysses S. Grant"),
        ("Mills", "http://dbpedia.org/resource/John_Atta_Mills_(politician)", "John Atta Mills"),
        (
            "Grant",
            "https://x.example/v2/url?u=http-3A__dbpedia.org_resource_Ulysses-5FS.-5FGrant&d=B",
            "Ulysses S. Grant",
        ),
        ("Grant", "http://dbpedia.org/resource/Somebody_Else", "Grant"),
        ("Grant", "NA", "Grant"),
    ],
)
def test_a_surname_is_made_full_by_the_page_it_comes_with(leader: str, uri: str, name: str) -> None:
    assert full_name(leader, uri) == name


def test_what_nobody_can_place_is_no_claim() -> None:
    assert Names(Gazetteer.load()).entity(Name(Kind.GROUP, ("Ruritania",))) is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2012-01-01..2012-12-31", "2012"),
        ("2012-05-03..2013-01-01", "[2012-05-03..2013-01-01]"),
        ("{2012-05-01,2012-05-31}", "2012-05"),
        ("2012-XX-XX", "2012"),
        ("2012-05-XX", "2012-05"),
        ("22.07.1946", "1946-07-22"),
        ("~2012", None),
        ("2012-05?", None),
        ("..2012", None),
        ("-0044-03-15", None),
        ("9999-12-31", None),
        ("31.12.9999", None),
        ("NA", None),
    ],
)
def test_messy_dates_keep_what_is_said(text: str, edtf: str | None) -> None:
    found = messy(text)
    assert (found and found.edtf) == edtf


@pytest.mark.parametrize(
    ("text", "precision", "edtf"),
    [
        ("1992-05-15T00:00:00Z", "11", "1992-05-15"),
        ("+1992-05-15T00:00:00Z", "10", "1992-05"),
        ("1992-01-01T00:00:00Z", "9", "1992"),
        ("1992-01-01T00:00:00Z", "8", "199X"),
        ("1901-01-01T00:00:00Z", "7", "19XX"),
        ("1992-01-01T00:00:00Z", "6", None),
        ("1992-01-01T00:00:00Z", "", "1992"),
        ("http://www.wikidata.org/.well-known/genid/ab", "", None),
    ],
)
def test_times_of_wikidata_have_their_precision(
    text: str, precision: str, edtf: str | None
) -> None:
    found = of_wikidata(text, precision)
    assert (found and found.edtf) == edtf


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_an_error_of_ours(text: str) -> None:
    for read in (messy, of_text, of_parts, lambda one: of_wikidata(one, "9")):
        try:
            found = read(text)
        except (DateError, SourceError):
            continue
        assert found is None or isinstance(found, PartialDate)


@given(st.binary(max_size=300))
def test_no_file_breaks_the_loader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    head = b"atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit\n"
    for name, content in (("a.csv", head + data), ("a.json", data), ("a.ftm.json", data)):
        (folder / name).write_bytes(content)
        try:
            list(LOADER.articles(folder / name, Metadata()))
        except SourceError:
            continue


def test_the_loader_is_a_plug_in_like_any() -> None:
    found: list[Loader] = [one for one in find_loaders() if isinstance(one, DataSetLoader)]
    assert len(found) == 1
