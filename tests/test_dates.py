import calendar
import contextlib
import datetime as dt

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.dates import PartialDate
from comity.errors import DateError

days = st.dates(min_value=dt.date(1000, 1, 1))


@given(days, st.integers(1, 3))
def test_bounds_enclose_the_day_that_a_date_was_cut_from(day: dt.date, parts: int) -> None:
    date = PartialDate(day.isoformat()[: (4, 7, 10)[parts - 1]])
    assert date.earliest is not None
    assert date.latest is not None
    assert date.earliest <= day <= date.latest


@given(days, st.integers(1, 3))
def test_edtf_package_agrees_on_bounds(day: dt.date, parts: int) -> None:
    date = PartialDate(day.isoformat()[: (4, 7, 10)[parts - 1]])
    theirs = edtf.parse_edtf(date.edtf)
    assert date.earliest is not None
    assert date.latest is not None
    assert tuple(theirs.lower_strict())[:3] == date.earliest.timetuple()[:3]
    assert tuple(theirs.upper_strict())[:3] == date.latest.timetuple()[:3]


@given(st.integers(1, 12), st.integers(1, 31))
def test_a_date_without_a_year_has_no_bounds(month: int, day: int) -> None:
    if day > calendar.monthrange(2024, month)[1]:
        with pytest.raises(DateError):
            PartialDate.of(None, month, day)
        return
    date = PartialDate.of(None, month, day)
    assert (date.earliest, date.latest, date.year) == (None, None, None)
    assert date.edtf == f"XXXX-{month:02d}-{day:02d}"


@given(st.text(max_size=12))
def test_a_string_is_kept_as_it_is_or_refused(text: str) -> None:
    with contextlib.suppress(DateError):
        assert PartialDate(text).edtf == text


@pytest.mark.parametrize(
    "text",
    ["", "1993-13", "2023-02-29", "0000", "199X-05", "XXXX", "1993-5", "١٩٩٣", "93", "1993\n"],
)
def test_what_is_no_day_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        PartialDate(text)


def test_decades_and_centuries_have_the_bounds_of_their_years() -> None:
    assert PartialDate("199X").earliest == dt.date(1990, 1, 1)
    assert PartialDate("199X").latest == dt.date(1999, 12, 31)
    assert PartialDate("19XX").latest == dt.date(1999, 12, 31)


@given(days)
def test_a_year_covers_its_days_and_no_day_covers_its_year(day: dt.date) -> None:
    year, exact = PartialDate(f"{day.year:04d}"), PartialDate.of_day(day)
    assert year.covers(exact)
    assert not exact.covers(year)


def test_a_month_and_day_keep_their_place_when_a_year_is_given() -> None:
    assert PartialDate("XXXX-11-28").with_year(2024) == PartialDate("2024-11-28")


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("[1961..1965]", "1961-01-01", "1965-12-31"),
        ("[1961-02..1964-02]", "1961-02-01", "1964-02-29"),
        ("[1961-02-03..1961-02-05]", "1961-02-03", "1961-02-05"),
    ],
)
def test_a_range_is_once_between_its_ends(edtf: str, earliest: str, latest: str) -> None:
    date = PartialDate(edtf)
    assert (str(date.earliest), str(date.latest)) == (earliest, latest)
    assert (date.year, date.month, date.day, date.is_day) == (None, None, None, False)


@pytest.mark.parametrize(
    "edtf", ["[1965..1961]", "[1961..1961]", "[1961..1965-01]", "[196X..1970]", "[1961..]", "[..]"]
)
def test_a_range_has_two_ends_of_one_precision_in_order(edtf: str) -> None:
    with pytest.raises(DateError):
        PartialDate(edtf)


@given(st.dates(dt.date(1000, 1, 1)), st.dates(dt.date(1000, 1, 1)))
def test_between_two_days_the_shortest_form_has_their_bounds(one: dt.date, two: dt.date) -> None:
    first, last = sorted((one, two))
    found = PartialDate.between(PartialDate.of_day(first), PartialDate.of_day(last))
    assert (found.earliest, found.latest) == (first, last)
    assert PartialDate(found.edtf) == found


def test_what_lies_between_two_dates_is_a_date_where_one_names_it() -> None:
    year = PartialDate.between(PartialDate("1961-01-01"), PartialDate("1961-12"))
    assert year == PartialDate("1961")
