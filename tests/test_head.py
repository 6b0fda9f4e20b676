from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.dates import DateBasis, PartialDate, When
from comity.errors import MetadataError
from comity.model import Article, Metadata, Span
from comity_loaders.page import headparts
from comity_loaders.page.datelines import dateline_of
from comity_loaders.page.head import Head, read_head
from comity_loaders.page.headparts import Rank, outlet_of
from comity_loaders.sources.metadata import read_sidecar
from comity_loaders.text import TextLoader

BODY = (
    "Malta became independent in 1964 and a member of the United Nations in the same year, as the "
    "Assembly in New York had decided without a vote against."
)
NOTHING = Metadata()


def head(text: str, given: Metadata = NOTHING, sidecar: Metadata = NOTHING) -> Head:
    return read_head(text, "a.txt", given, sidecar)


def day(when: When | None) -> str | None:
    return when.date.edtf if when else None


def words(text: str) -> list[str]:
    return [span.of(text) for span in head(text).spans]


@pytest.mark.parametrize(
    ("recogniser", "line", "dates"),
    [
        ("date_line", "Thursday, May 26, 2022", ["2022-05-26"]),
        ("date_line", "26 May 2022", ["2022-05-26"]),
        ("date_line", "May 26, 2022, 14:05 GMT", ["2022-05-26"]),
        ("date_line", "Thu, 26 May 2022 14:05:00 +0200", ["2022-05-26"]),
        ("date_line", "2022-05-26", ["2022-05-26"]),
        ("date_line", "2022-05-26T14:05:00Z", ["2022-05-26"]),
        ("date_line", "2022-05-26 14:05", ["2022-05-26"]),
        ("date_line", "26.05.2022", ["2022-05-26"]),
        ("date_line", "26/05/2022 09:42:00", ["2022-05-26"]),
        ("date_line", "05/06/2022 09:42:00", ["2022-05-06", "2022-06-05"]),
        ("date_line", "06/06/2022", ["2022-06-06"]),
        ("date_line", "Friday, May 26, 2022", []),  # it was a Thursday
        ("labelled_date", "Published: 26 May 2022", ["2022-05-26"]),
        ("labelled_date", "Posted on May 26, 2022 by Jane Doe", ["2022-05-26"]),
        ("labelled_date", "Date: 2022-05-26", ["2022-05-26"]),
        ("labelled_date", "Last updated: 26 May 2022 at 9:15 a.m.", ["2022-05-26"]),
        ("dated_byline", "By Jane DoeThursday, May 26, 2022", ["2022-05-26"]),
        ("dated_byline", "By Jane Doe26 May 2022", ["2022-05-26"]),
        ("dated_byline", "By Jane Doe and John Roe, May 26, 2022", ["2022-05-26"]),
        ("several", "By Jane Doe | 26 May 2022", ["2022-05-26"]),
        ("several", "World • Published 26 May 2022 • Updated 27 May 2022", ["2022-05-26"]),
        ("link_line", "date 2022-05-26 https://comity.example/a", ["2022-05-26"]),
        ("link_line", "URL: https://comity.example/a", []),
        ("link_line", "https://comity.example/a", []),
        ("outlet_line", "Agence France-Presse", []),
        ("byline", "By Jane Doe", []),
    ],
)
def test_a_recogniser_reads_its_line(recogniser: str, line: str, dates: list[str]) -> None:
    part = getattr(headparts, recogniser)(line, Span(0, len(line)))
    assert part is not None
    assert part.span == Span(0, len(line))
    assert sorted(when.date.edtf for when in part.dates) == dates
    assert all(when.basis is DateBasis.METADATA and when.words in line for when in part.dates)


@pytest.mark.parametrize(
    "line",
    [
        "May 26, 2022 will be remembered in Valletta",
        "On 26 May 2022",
        "Since 26 May 2022",
        "May 2022",
        "2022",
        "26 May",
        "12/13 members",
        "Published in 2004, the list names 26 May 2022 as the day. It was wrong.",
        "Dated 26 May, the letter has no year",
        "By May 2004 Poland had joined",
        "By Friday",
        "By land and by sea",
        "See https://comity.example/a for the text",
        "Malta | Cyprus | Slovenia",
        "The Associated Press of Malta",
        "Malta joins",
    ],
)
def test_a_line_of_text_is_not_recognised(line: str) -> None:
    assert headparts.recognise(line, Span(0, len(line))) is None


def test_each_label_has_its_rank() -> None:
    ranks = {}
    for line in ("Published 26 May 2022", "26 May 2022", "Updated 26 May 2022"):
        part = headparts.recognise(line, Span(0, len(line)))
        assert part is not None
        ranks[line.split()[0]] = part.rank
    assert ranks == {"Published": Rank.LABELLED, "26": Rank.BARE, "Updated": Rank.UPDATED}


@pytest.mark.parametrize(
    ("line", "place", "date", "agency"),
    [
        ("VALLETTA, May 1, 2004 (Xinhua) -- Malta", "Valletta", "2004-05-01", "Xinhua"),
        ("VALLETTA, May 1 , 2004 (AFP)", "Valletta", "2004-05-01", "AFP"),
        ("VALLETTA, May 1 (Xinhua) -- Malta", "Valletta", "XXXX-05-01", "Xinhua"),
        ("Valletta, May 1, MNA - Malta", "Valletta", "XXXX-05-01", None),
        ("VALLETTA, Malta (AP) _ Malta", "Valletta, Malta", None, "AP"),
        ("VALLETTA, Malta (AP) _", "Valletta, Malta", None, "AP"),
        ("NEW YORK (Reuters) - Malta", "New York", None, "Reuters"),
        ("NEW YORK (Thomson Reuters) Malta", "New York", None, "Reuters"),
        ("Valletta (dpa) – Malta", "Valletta", None, "dpa"),
        ("Rio de Janeiro, 1 May 2004 – Malta", "Rio de Janeiro", "2004-05-01", None),
        ("WASHINGTON, D.C., May 1, 2004 -- Malta", "Washington, D.C.", "2004-05-01", None),
        ("PORT-AU-PRINCE, 1 May 2004 (Comity Wire) — M", "Port-Au-Prince", "2004-05-01",
         "Comity Wire"),
        (f"VALLETTA – {BODY}", "Valletta", None, None),
        ("VALLETTA, Monday (Reuters) - Malta", "Valletta", None, "Reuters"),
        ("Valletta, Monday", "Valletta", None, None),
    ],
)  # fmt: skip
def test_a_dateline_is_read(line: str, place: str, date: str | None, agency: str | None) -> None:
    found = dateline_of(line, Span(0, len(line)))
    assert found is not None
    assert (found.place, day(found.date), found.agency) == (place, date, agency)
    assert not found.span.of(line).endswith(("Malta", "M", "against."))


@pytest.mark.parametrize(
    "line",
    [
        "OPEC (Organization of the Petroleum Exporting Countries) was founded in Baghdad.",
        "OPEC, founded in 1960, has its seat in Vienna.",
        "MALTA JOINS – WHAT NOW?",
        "PRESS SUMMARY – FOR IMMEDIATE USE",
        f"UPDATE – {BODY}",
        "MALTA – A small state",
        "Treaty of Rome, 25 March 1957 – six states",
        "Malta (see also Gozo) - a small state",
        "The council, 1 May 2004",
        "Valletta, Monday night and after",
        "Next Council meeting, Monday",
        "UN – the members of the council met in New York, and nobody left before it was over late.",
        BODY,
    ],
)
def test_what_looks_like_a_dateline_is_none(line: str) -> None:
    assert dateline_of(line, Span(0, len(line))) is None


def test_a_blog_page_gives_date_and_headline() -> None:
    text = f"By Jane DoeSaturday, May 1, 2004\n\nMalta joins\n\nThe harbour\n\n{BODY}"
    found = head(text)
    assert day(found.published) == "2004-05-01"
    assert found.published is not None
    assert found.published.words == "Saturday, May 1, 2004"
    assert found.title is not None
    assert found.title.of(text) == "Malta joins"
    assert words(text) == ["By Jane DoeSaturday, May 1, 2004"]


def test_a_dispatch_written_the_day_before_takes_its_year_from_the_date_above() -> None:
    found = head(f"Malta joins\n2005-01-01\n\nVALLETTA, Dec. 31 (Xinhua) --\n\n{BODY}")
    assert (day(found.published), day(found.written)) == ("2005-01-01", "2004-12-31")
    assert (found.outlet, found.place) == ("Xinhua", "Valletta")


def test_a_dispatch_of_another_day_keeps_its_day_without_a_year() -> None:
    found = head(f"Malta joins\n2005-01-21\n\nVALLETTA, Dec. 31 (Xinhua) --\n\n{BODY}")
    assert (day(found.published), day(found.written)) == ("2005-01-21", "XXXX-12-31")


def test_a_dateline_without_a_year_is_no_date_of_publication() -> None:
    found = head(f"Malta joins\nVALLETTA, Dec. 31 (Xinhua) -- {BODY}")
    assert (found.published, day(found.written)) == (None, "XXXX-12-31")


def test_a_dateline_with_a_weekday_alone_is_the_last_one_up_to_publication() -> None:
    found = head(f"Malta joins\n2004-12-31\n\nValletta, Monday\n\n{BODY}")
    assert (day(found.written), found.place) == ("2004-12-27", "Valletta")
    assert head(f"Malta joins\n\nValletta, Monday\n\n{BODY}").written is None


def test_a_dateline_with_a_year_is_the_date_of_publication() -> None:
    found = head(f"Malta joins\nVALLETTA, Dec. 31, 2004 (Xinhua) -- {BODY}")
    assert day(found.published) == day(found.written) == "2004-12-31"


def test_the_dateline_decides_the_order_of_day_and_month() -> None:
    assert head(f"Malta joins\n05/06/2004\n\n{BODY}").published is None
    text = f"Malta joins\n05/06/2004\n\nVALLETTA, June 4 (AP) -- {BODY}"
    assert day(head(text).published) == "2004-06-05"


def test_dates_that_disagree_are_no_date() -> None:
    assert head(f"A chronology\n1 May 2004\nMalta joins\n1 May 2008\n\n{BODY}").published is None


def test_a_labelled_date_wins_over_a_bare_one_and_an_update_is_none() -> None:
    text = f"Malta joins\n3 May 2004\nPublished: 1 May 2004\nUpdated: 2 May 2004\n\n{BODY}"
    assert day(head(text).published) == "2004-05-01"
    assert head(f"Malta joins\nUpdated: 2 May 2004\n\n{BODY}").published is None


def test_a_date_below_the_first_paragraph_is_text() -> None:
    found = head(f"Malta joins\n\n{BODY}\n\n1 May 2004\n\n{BODY}")
    assert (found.published, found.spans) == (None, ())


def test_a_second_copy_on_the_page_has_its_dateline_marked() -> None:
    text = f"Malta joins\n\n{BODY}\n\nVALLETTA (Sputnik) - {BODY}"
    assert words(text) == ["VALLETTA (Sputnik) -"]
    assert (head(text).outlet, head(text).place) == ("Sputnik", "Valletta")


def test_datelines_that_disagree_say_nothing() -> None:
    text = f"VALLETTA, May 1, 2004 (AP) -- {BODY}\nNICOSIA, May 2, 2004 (AP) -- {BODY}"
    found = head(text)
    assert (found.published, found.place, found.outlet) == (None, None, "AP")


def test_the_line_of_rights_names_the_outlet() -> None:
    text = f"Malta joins\n\n{BODY}\n\n© 2004 Comity Wire. All rights reserved."
    assert head(text).outlet == "Comity Wire"
    assert head(f"Malta joins\n\n{BODY}\n\nAll rights reserved.").outlet is None


def test_a_name_above_the_headline_is_not_the_headline() -> None:
    text = f"Comity Notes\n\nMalta joins at last\n\n{BODY}"
    title = head(text).title
    assert title is not None
    assert title.of(text) == "Malta joins at last"


def test_a_text_without_a_head_says_nothing() -> None:
    assert head(BODY) == Head(None, None, None, None, None, None, ())


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.reuters.com/world/a", "Reuters"),
        ("https://en.wikipedia.org/wiki/Malta", "Wikipedia"),
        ("http://news.bbc.co.uk/a", "BBC"),
        ("https://daily.paper.com.mt/a", "paper.com.mt"),
        ("https://comity.example/a", "comity.example"),
        ("https://127.0.0.1/a", None),
        ("https://localhost/a", None),
        ("https://[::1/a", None),
    ],
)
def test_an_outlet_is_known_by_its_host(url: str, outlet: str | None) -> None:
    assert outlet_of(url) == outlet


def test_a_sentence_with_its_source_in_brackets_is_no_headline() -> None:
    text = "Peru opens its port on the lake. (Example Post)\n\nChad leaves the lake pact. (AP)"
    assert head(text).title is None


def test_a_headline_goes_on_with_the_line_that_begins_in_lower_case() -> None:
    text = f"Malta joins the United Nations after a year\nof independence and waiting\n\n{BODY}"
    title = head(text).title
    assert title
    assert title.of(text).endswith("waiting")


FRONT = "---\ntitle: Malta joins\npublished: 2004-05-01\noutlet: Comity Notes\ntags: [a]\n---\n"


def test_front_matter_says_it_and_is_no_text() -> None:
    text = f"{FRONT}\nPosted on 2 May 2004\n\n{BODY}"
    found = head(text)
    assert found.published == When(PartialDate("2004-05-01"), DateBasis.METADATA, "2004-05-01")
    assert found.outlet == "Comity Notes"
    assert found.title is not None
    assert found.title.of(text) == "Malta joins"
    assert found.spans[0] == Span(0, len(FRONT) - 1)


@pytest.mark.parametrize("path", ["/news/malta", "news/malta.html", "/"])
def test_a_path_within_a_site_is_no_address_and_no_error(path: str) -> None:
    text = f"---\ntitle: Malta joins\nurl: {path}\noutlet: Comity Notes\n---\n\n{BODY}"
    found = head(text)
    assert (found.url, found.outlet) == (None, "Comity Notes")


def test_each_source_wins_over_the_next() -> None:
    text = f"{FRONT}\n{BODY}"
    file = Metadata(When(PartialDate("2004-05-02"), DateBasis.EXTERNAL), "Comity Wire")
    user = Metadata(When(PartialDate("2004-05-03"), DateBasis.EXTERNAL))
    assert day(head(text).published) == "2004-05-01"
    assert day(head(text, sidecar=file).published) == "2004-05-02"
    found = head(text, user, file)
    assert (day(found.published), found.outlet) == ("2004-05-03", "Comity Wire")


@pytest.mark.parametrize("text", [f"---\n{BODY}\n---\n", f"---\nMalta: small\n---\n{BODY}"])
def test_a_text_between_rules_is_no_front_matter(text: str) -> None:
    assert head(text).spans == ()


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("published: soon", "'soon' is no value of 'published'"),
        ("published: XXXX-05-01", "needs a year"),
        ("published: 2004-02-30", "day is out of range"),
        ("outlet: [a, b]", "no value of 'outlet'"),
        ("url: comity.example", "https://"),
        ("url: 'https://comity.example/a b'", "without blanks"),
        ("- published", "no mapping"),
        ("published: 'x", "not YAML"),
        ("author: Jane Doe", "'author' is not a key.*published, outlet, url"),
        ("[" * 5000, "not YAML"),
    ],
)
def test_a_file_of_metadata_that_is_wrong_is_refused(
    tmp_path: Path, yaml: str, message: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(yaml, encoding="utf-8")
    with pytest.raises(MetadataError, match=message) as caught:
        read_sidecar(path)
    assert caught.value.where == str(path)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2004-05-01", "2004-05-01"),
        ("2004-05-01 10:00:00", "2004-05-01"),
        ("2004-05", "2004-05"),
        ("2004", "2004"),
        ("'2004-05-01'", "2004-05-01"),
    ],
)
def test_a_file_of_metadata_may_be_as_precise_as_it_likes(
    tmp_path: Path, value: str, edtf: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"published: {value}", encoding="utf-8")
    assert read_sidecar(path).published == When(PartialDate(edtf), DateBasis.EXTERNAL)


def test_the_loader_reads_the_file_beside_the_text(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text(f"Malta joins\n\n{BODY}", encoding="utf-8")
    (tmp_path / "a b.yaml").write_text("published: 2004-05-01\noutlet: X\n", encoding="utf-8")
    (article,) = TextLoader().articles(tmp_path / "a b.txt", Metadata(outlet="Comity Wire"))
    assert (article.stem, article.outlet, day(article.published)) == (
        "a b",
        "Comity Wire",
        "2004-05-01",
    )
    assert article.id.startswith("a-b-")


EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
DATED = {
    "asean-timor-leste": ("2025-10-26", "Comity Wire", "Kuala Lumpur"),
    "coe-russia": ("2022-03-16", "Comity Notes", "Strasbourg"),
    "commonwealth-returns": ("2022-06-25", None, None),
    "csto-origins": ("2024-03-15", "The Comity Almanac", None),
    "doors-half-open": (None, None, None),
    "ecowas-announcement": ("2024-01-28", "Comity Wire", "Bamako"),
    "ecowas-exit": ("2025-01-29", "Comity Wire", "Abuja"),
    "opec-angola": ("2024-01-02", "comity.example", None),
    "wto-accessions": ("2016-07-29", "Comity Wire", "Geneva"),
}


def load(path: Path) -> Article:
    (article,) = TextLoader().articles(path, NOTHING)
    return article


@pytest.mark.parametrize("stem", sorted(DATED))
def test_the_sample_articles_are_dated_and_placed(stem: str) -> None:
    article = load(EXAMPLES / f"{stem}.txt")
    assert (day(article.published), article.outlet, article.place) == DATED[stem]


SHARED = Path(__file__).parents[1].parent / "shared" / "articles"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real articles are not in this checkout")
def test_two_of_the_five_real_articles_are_dated() -> None:
    dates = [day(load(path).published) for path in sorted(SHARED.glob("*.txt"))]
    assert dates == [None, "2020-10-08", None, "2024-03-28", None]


LINES = st.sampled_from(
    ["", "Malta joins", BODY, "1 May 2004", "By Jane Doe", "VALLETTA, May 1 (AP) --", "---",
     "published: 2004-05-01", "Published: 3 May 2004", "05/06/2004", "https://comity.example/a",
     "© Comity Wire", "VALLETTA, May 1, 2004 (AP) -- It joined."]
)  # fmt: skip


@given(st.lists(LINES, max_size=10).map("\n".join))
def test_what_a_head_says_stands_in_its_spans(text: str) -> None:
    try:
        found = head(text)
    except MetadataError:
        return
    assert list(found.spans) == sorted(found.spans)
    assert all(span.end <= len(text) for span in found.spans)
    said = " ".join(span.of(text) for span in found.spans)
    assert found.published is None or found.published.words in said
    assert found.written is None or found.written.words in said


@given(st.text(max_size=200))
def test_no_text_without_front_matter_makes_it_fail(text: str) -> None:
    head(f"A{text}")
