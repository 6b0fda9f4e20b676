import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comity.dates import DateBasis, PartialDate, When
from comity.model import Span
from comity_loaders.dates.calendarwords import WORDS, number_value
from comity_loaders.dates.datewords import find_dates
from comity_loaders.dates.founddates import DateKind, FoundDate

days = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31))
anchors = st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2090, 12, 31))

WEDNESDAY = "2024-10-09"


def found(sentence: str, anchor: str | None = None) -> list[FoundDate]:
    when = When(PartialDate(anchor), DateBasis.METADATA) if anchor else None
    return list(find_dates(sentence, Span(0, len(sentence)), when))


def past(sentence: str, anchor: str | None = WEDNESDAY) -> list[str | None]:
    return [one.past.date.edtf if one.past else None for one in found(sentence, anchor)]


def future(sentence: str, anchor: str | None = WEDNESDAY) -> list[str | None]:
    return [one.future.date.edtf if one.future else None for one in found(sentence, anchor)]


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("The charter was signed on June 26, 1945.", ["1945-06-26"]),
        ("It entered into force on 24 October 1945.", ["1945-10-24"]),
        ("It was signed on the 4th of April, 1949, in Washington.", ["1949-04-04"]),
        ("Nov. 1 , 1993 was the day.", ["1993-11-01"]),
        ("On Wednesday, 7 February 1992 nobody met.", [None]),  # it was a Friday
        ("On Friday, 7 February 1992 they signed.", ["1992-02-07"]),
        ("Brunei joined in January 1984.", ["1984-01"]),
        ("Greece left in May of 1967.", ["1967-05"]),
        ("India joined in 2017.", ["2017"]),
        ("Since 1961 and until 1991, by 1995, before 1975, after 1989.",
         ["1961", "1991", "1995", "1975", "1989"]),
        ("It met in 1998, 2003 and 2014.", ["1998", "2003", "2014"]),
        ("A draft of 2014-05-29 was kept.", ["2014-05-29"]),
        ("It was posted at 2014-05-29T10:30:00Z, then removed.", ["2014-05-29"]),
        ("It is dated 29.05.2014.", ["2014-05-29"]),
        ("It is dated 29/05/2014.", ["2014-05-29"]),
        ("It is dated 05/06/2014.", [None]),
        ("It is dated 06/06/2014.", ["2014-06-06"]),
        ("In the early 1990s and the mid-1990s.", ["199X", "199X"]),
        ("By the end of 2004, late in 2005, in late May 2006.", ["2004", "2005", "2006-05"]),
        ("In the spring of 2004.", ["2004"]),
        ("In the year 2004, not fiscal year 2005.", ["2004"]),
        ("In the winter of 2004.", [None]),
        ("Joined on\n1 January 1995.", ["1995-01-01"]),
    ],
)  # fmt: skip
def test_a_date_that_is_stated_is_found_as_precise_as_its_words(
    sentence: str, dates: list[str | None]
) -> None:
    assert past(sentence, None) == dates
    assert past(sentence) == dates
    assert future(sentence) == dates


@pytest.mark.parametrize(
    "sentence",
    [
        "Both may join, and the court may rule.",
        "May I march?",
        "The March on Rome.",
        "They march in 14 columns.",
        "About 2,000 soldiers went and 2000 troops came back.",
        "A force of 2000 was sent; of 1993 soldiers few returned.",
        "Resolution 1973 and Article 2020.",
        "In 1,993 cases, at 2.1993 per cent.",
        "It cost $1995 or € 2014.",
        "Theresa May was asked by May. The talks led by August Schmidt.",
        "A second time, on the sat phone, in the sun.",
        "He reads the Sunday Times and watches Russia Today.",
        "The A1993 road, room 1993b, COP 2024, 1993%.",
    ],
)
def test_what_only_looks_like_a_date_is_none(sentence: str) -> None:
    dated = [one.words for one in found(sentence, WEDNESDAY)]
    assert dated == []


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Wednesday", "2024-10-09"),
        ("on Thursday", "2024-10-03"),
        ("early Monday morning", "2024-10-07"),
        ("today", "2024-10-09"),
        ("yesterday", "2024-10-08"),
        ("the day before yesterday", "2024-10-07"),
        ("this month", "2024-10"),
        ("last month", "2024-09"),
        ("last year", "2023"),
        ("earlier this year", "2024"),
        ("earlier this week", "2024-10"),
        ("three days ago", "2024-10-06"),
        ("two years ago", "2022"),
        ("seventy-four years ago today", "1950-10-09"),
        ("exactly a week ago today", "2024-10-02"),
        ("several years ago", None),
        ("about two years ago", None),
        ("last Monday", "2024"),  # the 7th of October, or the 30th of September
        ("last Friday", "2024-10-04"),  # one and the same
        ("in July", "2024-07"),
        ("in October", "2024-10"),
        ("in December", "2023-12"),
        ("last July", "2024-07"),
        ("in July last year", "2023-07"),
        ("on 1 March this year", "2024-03-01"),
        ("on November 28", "2023-11-28"),
        ("on October 9", "2024-10-09"),
        ("last summer", None),
        ("last weekend", None),
        ("the following day", None),
        ("two days later", None),
        ("on Good Friday", None),
        ("on the last Friday of the month", None),
        ("on the Thursday before the vote", None),
        ("on Monday of last week", None),
    ],
)
def test_a_relative_date_counts_from_the_articles_day(words: str, day: str | None) -> None:
    sentence = f"The ministers met {words}."
    assert past(sentence) == [day]
    (one,) = found(sentence, WEDNESDAY)
    assert one.past is None or one.past.basis is DateBasis.RELATIVE
    assert all(stood.past == stood.stated for stood in found(sentence))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Friday", "2024-10-11"),
        ("on Wednesday", "2024-10-09"),
        ("tomorrow", "2024-10-10"),
        ("the day after tomorrow", "2024-10-11"),
        ("next month", "2024-11"),
        ("next year", "2025"),
        ("next Friday", "2024-10"),
        ("in May", "2025-05"),
        ("next July", "2025-07"),
        ("on November 28", "2024-11-28"),
    ],
)
def test_what_is_to_come_lies_after_the_articles_day(words: str, day: str) -> None:
    assert future(f"The ministers will meet {words}.") == [day]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("It joined in 1993.", DateKind.ON),
        ("It joined 9 June 2017.", DateKind.ON),
        ("It has been a member since 1993.", DateKind.SINCE),
        ("It ceases to be one as from 16 March 2022.", DateKind.SINCE),
        ("It was one until 1991.", DateKind.UNTIL),
        ("It is to join by 2030.", DateKind.BY),
        ("Before 1993 it was none.", DateKind.BEFORE),
        ("After 1993 it was one.", DateKind.AFTER),
        ("It ratified the 1982 convention.", DateKind.MODIFIER),
        ("It ratified the treaty of 1982.", DateKind.MODIFIER),
        ("It ratified the convention (1982) at once.", DateKind.MODIFIER),
        ("It welcomed Oslo's 2015 offer.", DateKind.MODIFIER),
        ("It went on at Monday's talks.", DateKind.MODIFIER),
        ("It went on at the Nov. 28 meeting.", DateKind.MODIFIER),
        ("It met after the 11 September 2001 attacks.", DateKind.MODIFIER),
        ("On the 15th of May, 1992 envoys met.", DateKind.ON),
        ("In the 1990s Croatia joined.", DateKind.ON),
        ("It was one between 1996 and 2003.", DateKind.RANGE),
        ("It was one from 1996 to 2003.", DateKind.RANGE),
        ("They met on July 9-11, 2024.", DateKind.RANGE),
        ("They met from 9 to 11 July 2024.", DateKind.RANGE),
    ],
)
def test_the_words_around_a_date_tie_it_to_its_sentence(sentence: str, kind: DateKind) -> None:
    assert [one.kind for one in found(sentence, WEDNESDAY)] == [kind]


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("between May and July 2004", "2004-05", "2004-07"),
        ("from December to March 2004", "2003-12", "2004-03"),
        ("from 9 July to 11 August 2004", "2004-07-09", "2004-08-11"),
        ("in the war (1941-1945) there", "1941", "1945"),
        ("the years 2014–2024 were", "2014", "2024"),
        ("since 2014-24", "2014", "2024"),
        ("9 and 10 May 2004", "2004-05-09", "2004-05-10"),
        ("May-June 2004", "2004-05", "2004-06"),
    ],
)
def test_both_ends_of_a_range_are_kept(sentence: str, first: str, last: str) -> None:
    (one,) = found(sentence, WEDNESDAY)
    assert one.past is not None
    assert one.end is not None
    assert (one.past.date.edtf, one.end.date.edtf) == (first, last)


def test_a_year_that_is_said_once_dates_both_days() -> None:
    assert past("It was on 5 March and 7 December 2003.") == ["2003-03-05", "2003-12-07"]


def test_a_day_of_that_year_lies_in_the_year_told_before() -> None:
    text = "In 1954 it failed, and met on 23 October of that year and 6 May of the following year."
    assert past(text)[:2] == ["1954", "1954-10-23"]
    assert "1955-05-06" in past(text)


def test_days_without_a_year_count_from_the_articles_day() -> None:
    assert past("They met from September 15 to 17.") == ["2024-09-15"]


def test_a_year_told_before_forbids_the_articles_own() -> None:
    text = "In 2003 it asked for talks. The council met on 16 February and in March."
    assert past(text) == ["2003", "XXXX-02-16", "XXXX-03"]


def test_a_year_told_in_another_paragraph_forbids_nothing() -> None:
    text = "In 2003 it asked for talks.\n\nThe council met on 16 February."
    start = text.index("The council")
    (one,) = find_dates(text, Span(start, len(text)), When(PartialDate(WEDNESDAY)))
    assert one.past is not None
    assert one.past.date.edtf == "2024-02-16"


def test_a_day_that_names_an_event_gets_no_year() -> None:
    assert past("They spoke of the September 11 attacks.") == ["XXXX-09-11"]


def test_a_weekday_that_does_not_fit_keeps_the_day_without_a_year() -> None:
    assert past("They met on Thursday, October 3.") == ["2024-10-03"]
    assert past("They met on Friday, October 3.") == ["XXXX-10-03"]


def test_without_an_anchor_a_relative_date_is_found_and_means_nothing() -> None:
    (one,) = found("They met on Wednesday.")
    assert (one.words, one.stated, one.past, one.future) == ("on Wednesday", None, None, None)


def test_an_anchor_without_a_day_gives_years_only() -> None:
    assert past("They met last year, on Monday.", "2024-03") == ["2023", None]


FULL = [
    "%B %d, %Y",
    "%d %B %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%b. %d, %Y",
    "%Y-%m-%d",
    "%d.%m.%Y",
]


@given(days, st.sampled_from([*FULL, "%B %Y", "in %B %Y", "in %Y", "since %Y", "the %Y summit"]))
@example(dt.date(2000, 5, 1), "%B %Y")
def test_the_bounds_of_what_is_found_contain_the_day_it_was_made_from(
    day: dt.date, pattern: str
) -> None:
    sentence = f"The envoys met, {day.strftime(pattern)} it was, at Geneva."
    dates = [one for one in found(sentence) if one.past]
    if pattern == "the %Y summit" and day.year % 100 == 0:
        return
    (one,) = dates
    assert one.past is not None
    date = one.past.date
    assert date.earliest is not None
    assert date.latest is not None
    assert date.earliest <= day <= date.latest
    assert (date.earliest == date.latest) == (pattern in FULL)


@given(days, anchors)
@example(dt.date(2000, 2, 29), dt.date(2001, 12, 31))
@example(dt.date(2000, 2, 29), dt.date(2001, 3, 1))
def test_a_day_without_a_year_is_the_nearest_one_up_to_the_anchor(
    day: dt.date, anchor: dt.date
) -> None:
    (one,) = found(f"It was held on {day.strftime('%B %d')}.", anchor.isoformat())
    assert one.stated is not None
    assert one.stated.date.edtf == f"XXXX-{day:%m-%d}"
    assert one.past is not None
    if one.past.date.earliest is None:
        assert (day.month, day.day) == (2, 29)
        return
    assert dt.timedelta(0) <= anchor - one.past.date.earliest <= dt.timedelta(366)


@given(st.sampled_from([name for name, _, _ in WORDS["weekdays"]]), anchors)
def test_a_weekday_is_within_six_days_before_and_after(name: str, anchor: dt.date) -> None:
    (one,) = found(f"It was held on {name}.", anchor.isoformat())
    assert one.past is not None
    assert one.past.date.earliest is not None
    assert one.past.date.earliest.strftime("%A") == name
    assert 0 <= (anchor - one.past.date.earliest).days <= 6
    assert one.future is not None
    assert one.future.date.earliest is not None
    assert 0 <= (one.future.date.earliest - anchor).days <= 6


TOKENS = st.sampled_from(
    ["in", "on", "May", "March", "15", "2004", ",", "-", "–", "to", "and", "from", "between",
     "last", "next", "Monday", "week", "year", "the", "1990s", "ago", "two", "days", "31", "Nov.",
     "today", "(", ")", "'s", "\n", "since", "12/05/1998", "summer", "of", "early", "February",
     "30"]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=14).map(" ".join), st.none() | anchors)
def test_every_found_date_lies_in_the_text_in_order_and_none_overlap(
    text: str, anchor: dt.date | None
) -> None:
    padded = f"2001 {text} 2002"
    span = Span(5, len(padded) - 5) if text else Span(0, 1)
    when = When(PartialDate(anchor.isoformat())) if anchor else None
    dates = find_dates(padded, span, when)
    assert all(span.contains(one.span) and one.words == one.span.of(padded) for one in dates)
    assert all(one.span.end <= two.span.start for one, two in pairwise(dates))


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    if text:
        find_dates(text, Span(0, len(text)), When(PartialDate(WEDNESDAY)))


@pytest.mark.parametrize(
    ("word", "value"), [("a", 1), ("7", 7), ("seventeen", 17), ("forty", 40), ("Sixty-one", 61)]
)
def test_numbers_in_words_have_their_value(word: str, value: int) -> None:
    assert number_value(word) == value
