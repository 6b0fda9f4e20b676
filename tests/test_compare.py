"""News beside a data set: agreement, other dates, another kind of event, and silence."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from comity.build import build
from comity.cli import main
from comity.compare import Row, Verdict, compare, data_sets
from comity.compare.matching import collisions
from comity.dates import DateBasis, PartialDate
from comity.errors import BuildError, UnknownNameError
from comity.fuse.marks import Interval
from comity.fuse.moments import Moment
from comity.opened import open_build
from comity_datasets.loader import DataSetLoader

NEWS = """\
QUITO, March 3, 2016 (Example Wire) -- Ecuador joined OPEC in 1980. Angola joined OPEC in 2007.
Gabon withdrew from OPEC in 1995.

Libya joined OPEC in 1962. Nigeria is an observer of OPEC. Iran is not a member of OPEC.

John Mahama, the president of Ghana, visited Quito.
"""
ROWS = """\
member,memberLabel,body,bodyLabel,start,startPrecision,end,endPrecision
,Ecuador,,OPEC,1973-11-01T00:00:00Z,10,1992-12-01T00:00:00Z,10
,Angola,,OPEC,2007-01-01T00:00:00Z,11,,
,Gabon,,OPEC,1975-01-01T00:00:00Z,9,1995-01-01T00:00:00Z,9
,Nigeria,,OPEC,1971-07-01T00:00:00Z,11,,
,Iraq,,OPEC,1960-09-14T00:00:00Z,11,,
,Iran,,OPEC,1960-09-14T00:00:00Z,11,2020-01-01T00:00:00Z,11
,Norway,,Council of Europe,1949-05-05T00:00:00Z,11,,
"""
LEADERS = """\
obsid,leadid,ccode,leader,startdate,enddate
1,1,452,John Mahama,2012-07-24,2017-01-07
2,2,452,John Kufuor,2001-01-07,2009-01-07
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    given_ = tmp_path_factory.mktemp("given")
    for name, text in (("wire.txt", NEWS), ("p463.csv", ROWS), ("archigos.csv", LEADERS)):
        (given_ / name).write_text(text, encoding="utf-8")
    out = tmp_path_factory.mktemp("out") / "build"
    build([given_], out)
    return out


def rows(folder: Path, **how: object) -> dict[tuple[str, str], Row]:
    found = compare(folder, "wikidata", **how)  # type: ignore[arg-type] # as each test asks
    return {(row.who, row.news.status if row.news else ""): row for row in found.rows}


def test_each_thing_has_its_verdict(folder: Path) -> None:
    found = {who: row.verdict for (who, _), row in rows(folder).items()}
    assert found == {
        "Angola": Verdict.AGREE,
        "Gabon": Verdict.AGREE,
        "Ecuador": Verdict.DATE,
        "Nigeria": Verdict.KIND,
        "Iran": Verdict.KIND,
        "Libya": Verdict.NEWS_ONLY,
        "Iraq": Verdict.DATASET_ONLY,
    }


def test_both_sides_show_the_words_that_they_rest_on(folder: Path) -> None:
    row = rows(folder)["Ecuador", "member"]
    assert row.differs == ("start",)
    assert row.news
    assert row.dataset
    assert (row.news.since, row.dataset.since, row.dataset.until) == ("1980", "1973-11", "1992-12")
    assert "Ecuador joined" in row.news.evidence[0].quote
    assert row.dataset.evidence[0].quote.startswith("row 2 | ,Ecuador,")


def test_a_body_that_the_news_never_names_is_shown_when_asked_for(folder: Path) -> None:
    assert ("Norway", "") not in rows(folder)
    assert rows(folder, everything=True)["Norway", ""].verdict is Verdict.DATASET_ONLY


def test_rows_can_be_chosen(folder: Path) -> None:
    assert set(rows(folder, only=["kind-differs"])) == {
        ("Nigeria", "observer"),
        ("Iran", "not a member"),
    }
    assert set(rows(folder, about="gab")) == {("Gabon", "member")}
    assert len(rows(folder, about="opec")) == 7


def test_leaders_are_who_the_news_says_by_their_names(folder: Path) -> None:
    found = compare(folder, "archigos")
    assert [(row.who, row.verdict) for row in found.rows] == [
        ("John Mahama", Verdict.AGREE),
        ("John Kufuor", Verdict.DATASET_ONLY),
    ]
    assert found.counts["agree"] == 1


def test_a_data_set_that_is_not_there_is_answered_with_those_that_are(folder: Path) -> None:
    assert data_sets(open_build(folder)) == ["archigos", "wikidata"]
    with pytest.raises(UnknownNameError, match="did you mean wikidata"):
        compare(folder, "wikidat")
    with pytest.raises(UnknownNameError, match="archigos, wikidata"):
        compare(folder, "cow-igo")
    with pytest.raises(BuildError):
        compare(folder / "nothing", "wikidata")


@pytest.mark.parametrize("style", ["table", "md", "json", "csv", "tsv"])
def test_every_format_tells_all_of_it(folder: Path, style: str) -> None:
    command = ["compare", "wikidata", "--at", str(folder), "--format", style]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    for word in ("date-differs", "Ecuador", "1980", "1973-11", "joined"):
        assert word in result.stdout
    if style == "json":
        answer = json.loads(result.stdout)
        assert answer["counts"]["news-silent"] == 2
        assert len(answer["rows"]) == 7
    if style == "csv":
        lines = list(csv.DictReader(io.StringIO(result.stdout)))
        assert len(lines) == 7
        assert {line["dataset_since"] for line in lines if line["who"] == "Ecuador"} == {"1973-11"}


def test_the_command_says_in_one_line_what_is_not_there(folder: Path) -> None:
    result = CliRunner().invoke(main, ["compare", "atop", "--at", str(folder)])
    assert result.exit_code == 1
    assert "no data set 'atop' is in the build" in result.stderr


def test_what_goes_out_in_the_formats_of_the_field_comes_in_the_same(tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text(NEWS, encoding="utf-8")
    build([tmp_path / "wire.txt"], tmp_path / "first")
    formats = ["cow", "messydates", "popolo", "ftm"]
    where = ["--at", str(tmp_path / "first"), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(main, ["export", *formats, *where])
    assert result.exit_code == 0, result.output
    loader = DataSetLoader()
    tables = [file for file in (tmp_path / "out").rglob("*.*") if file.suffix in {".csv", ".json"}]
    taken = [file for file in tables if loader.recognises(file)]
    build([tmp_path / "wire.txt", *taken], tmp_path / "second")
    names = data_sets(open_build(tmp_path / "second"))
    assert names == ["cow-igo", "followthemoney", "manytreaties", "popolo"]
    for name in names:
        counts = compare(tmp_path / "second", name).counts
        assert counts["agree"] > 0, name
        assert (counts["date-differs"], counts["kind-differs"]) == (0, 0), name


def moments() -> st.SearchStrategy[Moment | None]:
    years = st.integers(1950, 2000)
    made = st.tuples(years, years).map(lambda pair: _moment(min(pair), max(pair)))
    return st.none() | made


def _moment(first: int, last: int) -> Moment:
    ends = PartialDate(f"{first}"), PartialDate(f"{last}")
    date = PartialDate.between(*ends)
    return Moment(date.earliest, date.latest, date.edtf, DateBasis.STATED)


@given(moments(), moments(), moments(), moments())
def test_two_sides_collide_the_same_way_round_and_never_with_themselves(
    start: Moment | None, end: Moment | None, other: Moment | None, over: Moment | None
) -> None:
    one, two = Interval(start=start, end=end), Interval(start=other, end=over)
    assert set(collisions(one, two)) == set(collisions(two, one))
    if not (start and end and start.order[0] > end.order[1]):
        assert collisions(one, one) == ()


@given(st.integers(1951, 1999))
def test_dates_with_a_common_day_do_not_collide(year: int) -> None:
    vague, exact = _moment(1950, 2000), Moment(dt.date(year, 1, 1), dt.date(year, 1, 1))
    assert collisions(Interval(start=vague), Interval(start=exact)) == ()
    later = Moment(dt.date(2001, 1, 1), dt.date(2001, 1, 1))
    assert collisions(Interval(start=vague), Interval(start=later)) == ("start",)
