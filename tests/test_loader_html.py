"""Pages of HTML: what is the article, what the page says of it, and what no page can do to us."""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.dates import DateBasis
from comity.errors import MetadataError, SourceError
from comity.model import Article, Metadata
from comity_loaders.html import HtmlLoader, page_article
from comity_loaders.sources.htmltree import MAX_ATTRIBUTES, MAX_ELEMENTS

FORMATS = Path(__file__).parents[1] / "examples" / "formats"
BODY = (
    "<p>Jamaica joined the Organization of American States on 20 June 1969, seven years after its "
    "independence.</p>\n<p>Barbados had joined two years before, as the first of the smaller "
    "islands, and the Côte d’Ivoire sent greetings.</p>"
)
HEADED = f"<h1>Jamaica enters</h1>{BODY}"
HOSTILE = {
    "nested elements": "<div>" * 100_000 + BODY,
    "nested quotations": "<blockquote>" * 20_000 + BODY,
    "nested tables": "<table><tr><td>" * 10_000 + BODY,
    "many paragraphs": "<p>a b c</p>" * 100_000,
    "paragraphs just under the limit": "<p>a b c</p>" * (MAX_ELEMENTS - 10),
    "many line breaks": "a<br>" * 200_000,
    "many attributes": "<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">" + BODY,
    "attributes behind stray quotes": "<p a=='" + " b' c" * 300_000 + ">" + BODY,
    "one huge attribute": f"<p class='{'x ' * 1_000_000}'>{BODY}",
    "a bomb of entities": "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>"
    f"<!ENTITY c '&b;&b;&b;&b;'>]><p>&c;</p>{BODY}",
    "references to characters": f"<p>{'&amp;' * 500_000}</p>",
    "one huge word": f"<p>{'a' * 2_000_000}</p>",
    "an open comment": f"<!--{'-' * 1_000_000}{BODY}",
    "an open script": f"<script>{'<' * 1_000_000}",
    "only brackets": "<" * 1_000_000,
    "open quotes": "<a href=\"'" * 200_000,
    "deep linked data": f'<script type="application/ld+json">{"[" * 200_000}</script>{BODY}',
    "odd linked data": '<script type="application/ld+json">[1, {"@graph": 2}, {"@type": 5}, '
    f'{{"@type": ["Article", 3], "publisher": [], "datePublished": {{}}}}]</script>{BODY}',
    "no body": "<html><head><title>x</title></head>",
    "no markup": "Jamaica joined the Organization of American States.",
}


def page(body: str = HEADED, head: str = "") -> str:
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
    return (
        f"<!DOCTYPE html><html><head><title>Jamaica enters | The Gleam</title>{head}</head><body>"
        f"{menu}<main><article>{body}</article></main><footer>© 1969 The Gleam</footer></html>"
    )


def article(source: str | bytes, given: Metadata | None = None) -> Article:
    data = source if isinstance(source, bytes) else source.encode()
    return page_article(data, Path("a.html"), given or Metadata())


def day(head: str, body: str = HEADED) -> str | None:
    published = article(page(body, head)).published
    return published.date.edtf if published else None


def linked(**values: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Jamaica enters"}
    return f'<script type="application/ld+json">{json.dumps({**node, **values})}</script>'


def test_the_text_is_the_article_without_the_page_around_it() -> None:
    found = article(page())
    assert found.text.startswith("Jamaica enters\n\nJamaica joined the Organization")
    assert found.text.endswith("the Côte d’Ivoire sent greetings.")
    assert "Home" not in found.text
    assert "©" not in found.text
    assert found.title
    assert found.title.of(found.text) == "Jamaica enters"


def test_a_headline_outside_the_article_is_put_first() -> None:
    found = article(page(BODY))
    assert found.text.startswith("Jamaica enters\n\nJamaica joined")
    assert found.title
    assert found.title.of(found.text) == "Jamaica enters"


def test_the_outlet_is_no_part_of_the_headline() -> None:
    found = article(page(BODY, '<meta property="og:site_name" content="The Gleam">'))
    assert found.outlet == "The Gleam"
    assert found.text.startswith("Jamaica enters\n")


def test_the_page_says_day_outlet_and_address() -> None:
    found = article(
        page(
            head=linked(
                datePublished="1969-06-21T23:30:00-05:00",
                publisher={"@type": "Organization", "name": "The Gleam &amp; Herald"},
                mainEntityOfPage={"@id": "https://gleam.example/oas"},
            )
        )
    )
    assert found.published
    assert (found.published.date.edtf, found.published.basis) == ("1969-06-21", DateBasis.METADATA)
    assert (found.outlet, found.url) == ("The Gleam & Herald", "https://gleam.example/oas")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:published_time" content="1969-06-21T10:00:00Z">', "1969-06-21"),
        ('<meta name="DC.date.issued" content="1969-06-21">', "1969-06-21"),
        ('<meta itemprop="datePublished" content="Sat, 21 Jun 1969 10:00:00 GMT">', "1969-06-21"),
        ('<meta name="date" content="June 21, 1969">', "1969-06-21"),
        ('<meta name="date" content="1969-06">', "1969-06"),
        ('<meta name="date" content="05/06/1969">', None),  # May or June?
        ('<meta name="date" content="1970-01-01T00:00:00Z">', None),  # what "no date" becomes
        ('<meta name="date" content="1969-02-30">', None),
        ('<meta property="article:modified_time" content="1999-01-01">', None),
        ('<link rel="canonical" href="https://gleam.example/1969/06/21/oas">', None),
        (linked(dateModified="1999-01-01", dateCreated="1969-06-20"), None),
        (linked(datePublished="1969-06-21") + linked(datePublished="1969-06-22"), None),
        (linked(datePublished="1969-06-21") + linked(headline="x", datePublished="1968"), None),
        (
            linked(datePublished="1969-06-21") + '<meta name="date" content="1969-06-22">',
            "1969-06-21",
        ),
    ],
)
def test_only_what_states_the_day_of_publication_gives_it(head: str, expected: str | None) -> None:
    assert day(head) == expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("<time datetime='1969-06-21T10:00'>Saturday</time>", "1969-06-21"),
        ("<time datetime='1969-06-21'>x</time><time datetime='1969-06-25'>y</time>", None),
        ("<time class='published' datetime='1969-06-21'>x</time><time datetime='1971'>y</time>",
         "1969-06-21"),
        ("<time class='updated' datetime='1969-06-25'>x</time><time pubdate "
         "datetime='1969-06-21'>y</time>", "1969-06-21"),
    ],
)  # fmt: skip
def test_a_time_counts_where_it_is_marked_or_the_only_one(times: str, expected: str | None) -> None:
    assert day("", f"<h1>Jamaica enters</h1><p>{times}</p>{BODY}") == expected


def test_the_users_word_wins_over_the_file_beside_and_that_over_the_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(head='<meta name="date" content="1969-06-21">'), encoding="utf-8")
    (tmp_path / "a.yaml").write_text("published: 1969-06-22\noutlet: Beside\n")
    (found,) = HtmlLoader().articles(path, Metadata(outlet="Given"))
    assert found.published
    assert (found.published.date.edtf, found.outlet) == ("1969-06-22", "Given")
    (tmp_path / "a.yaml").write_text("publisher: x\n")
    with pytest.raises(MetadataError, match="publisher"):
        list(HtmlLoader().articles(path, Metadata()))


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("iso-8859-1", "utf-8"),  # says so and is not
        ("utf-8", "cp1252"),  # says so and is not
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("hex", "utf-8"),
        ("punycode", "cp1252"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_is_in(label: str, encoding: str) -> None:
    found = article(page(head=f'<meta charset="{label}">' if label else "").encode(encoding))
    assert "the Côte d’Ivoire sent greetings" in found.text


def test_a_damaged_page_of_utf8_is_refused_and_not_taken_for_another_encoding() -> None:
    data = page().encode().replace(b"Barbados", b"Barbados\xe2\x80 ")
    with pytest.raises(SourceError, match="is not UTF-8"):
        article(data)


def test_a_cyrillic_page_that_names_its_encoding_is_read() -> None:
    words = "<p>" + "Армения вступила в организацию в 1992 году, как и было решено. " * 4 + "</p>"
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    assert "Армения вступила" in article(page(words, head).encode("cp1251")).text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no text"),
        (b" \r\n", "no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "byte 8 is zero"),
        (b"<html><head><title>x</title></head><body></body></html>", "no article"),
        (b"<p>" + b"a" * 5_000_000, "more than one article"),
        (f"<p {'a ' * (MAX_ATTRIBUTES + 1)}>{BODY}".encode(), "attributes"),
        (("<p>a b</p>" * MAX_ELEMENTS).encode(), "elements"),
    ],
)
def test_what_is_no_page_is_refused_with_its_name_and_a_way_out(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        article(data)
    assert caught.value.where == "a.html"
    assert caught.value.hint


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_gives_an_article_or_a_refusal_soon(name: str) -> None:
    start = time.monotonic()
    try:
        found = article(HOSTILE[name])
    except SourceError:
        pass
    else:
        assert found.text.strip()
        assert "aaaaaaaaaaaaaaaaaaaa" not in found.text or name == "one huge word"
    assert time.monotonic() - start < 20  # about two seconds; a slow machine has its time too


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_body_gives_an_article_whose_places_lie_in_it_or_a_refusal(
    body: str, encoding: str
) -> None:
    try:
        found = article(page(f"<p>{body}</p>").encode(encoding, "replace"))
    except SourceError:
        return
    assert found.text.encode()
    assert all(span.end <= len(found.text) for span in found.furniture)


@given(st.binary(max_size=100))
def test_any_bytes_give_an_article_or_a_refusal(data: bytes) -> None:
    with contextlib.suppress(SourceError):
        assert article(b"<p>" + data).text.strip()


def test_the_same_page_gives_the_same_article() -> None:
    assert article(page()) == article(page())


def test_the_example_page_loads() -> None:
    (found,) = HtmlLoader().articles(FORMATS / "baltic-wto.html", Metadata())
    assert found.published
    assert found.published.date.edtf == "2001-06-01"
    assert found.outlet == "Comity Almanac"
    assert "Geneva" not in found.text
