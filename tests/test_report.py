"""The page of a report: whole, safe, readable, and the same each time."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QueryResultsFormat, Store
from shipped import ARTICLES, ROOT
from test_store import Remote, serving

from comity.answers import run
from comity.build import build
from comity.cli import main
from comity.opened import open_build
from comity.queries import find
from comity.report import report, write_report
from comity.report.collect import collect
from comity.report.nodes import Node, Nodes, read
from comity.report.page import page
from comity.report.sources import Texts, safe_url
from comity.report.timeline import Stretch
from comity.report.words import date_words, sentence, words
from comity.terms import name

HOSTILE = (
    "Kiribati returns 🇰🇮 <script>alert('x')</script>\r\n\r\n"
    "Kiribati rejoined the Pacific Islands Forum on 1 February 2023.\r\n"
    "Fiji is not a member of ASEAN. "
    "Vanuatu may join ASEAN, officials said. Nauru hopes to join the Commonwealth.\n\n"
    "“Cafe\u0301 talk & <b>tea</b>\u00a0are fine,” the spokesperson said.\u202e\r\n"
    "The Melanesian Spearhead Group has five members.\r"
    "The Melanesian Spearhead Group has four members.\r\n"
)
SAMPLES = ("csto-origins", "doors-half-open", "ecowas-announcement", "ecowas-exit", "opec-angola")
CHROMIUM = shutil.which("chromium")
VOID = {"meta", "link", "br"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of some samples and of a text that means harm."""
    folder = tmp_path_factory.mktemp("report")
    news = folder / "news"
    news.mkdir()
    for sample in SAMPLES:
        for file in ARTICLES.glob(f"{sample}.*"):
            shutil.copy(file, news)
    (news / "hostile.txt").write_bytes(HOSTILE.encode())
    (news / "hostile.yaml").write_text(
        'published: 2023-02-03\noutlet: "<i>The</i> \\"Tide\\" & Sons"\n', encoding="utf-8"
    )
    (news / "silent.txt").write_text("The weather was fine.\n", encoding="utf-8")
    build([news], folder / "build")
    return folder / "build"


@pytest.fixture(scope="module")
def html(built: Path) -> str:
    return report(built).decode()


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """The elements of a page in order, each with all the text in it."""

    html: str
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def of_class(self, name: str) -> list[Element]:
        return [e for e in self.elements if name in e.attrs.get("class", "").split()]


@pytest.fixture(scope="module")
def shown(html: str) -> Page:
    return Page(html)


# --- The page as a document ---


def test_headings_begin_with_one_and_leave_out_no_level(shown: Page) -> None:
    levels = [int(e.tag[1]) for e in shown.elements if re.fullmatch(r"h[1-6]", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_id_is_there_once(shown: Page) -> None:
    ids = Counter(e.attrs["id"] for e in shown.elements if "id" in e.attrs)
    assert [name for name, count in ids.items() if count > 1] == []


def test_every_link_within_the_page_leads_somewhere(shown: Page) -> None:
    ids = {e.attrs["id"] for e in shown.elements if "id" in e.attrs}
    links = {e.attrs["href"][1:] for e in shown.elements if e.attrs.get("href", "").startswith("#")}
    assert links - ids == set()


def test_every_link_and_drawing_has_a_name(shown: Page) -> None:
    for link in shown.all("a"):
        assert link.text.strip() or link.attrs.get("aria-label"), link
    for drawing in shown.all("svg"):
        if drawing.attrs.get("role") == "img":
            assert drawing.attrs["aria-label"]


def test_the_page_asks_for_nothing_from_elsewhere(shown: Page) -> None:
    for element in shown.elements:
        assert "src" not in element.attrs
        href = element.attrs.get("href", "#")
        assert href.startswith(("#", "https://", "http://", "data:,")), href
        assert "style" not in element.attrs, "the policy would refuse it"
        assert not [name for name in element.attrs if name.startswith("on")]


def test_the_policy_allows_what_is_in_the_page_and_nothing_else(html: str) -> None:
    import base64
    import hashlib

    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy
    assert policy.startswith("default-src &#39;none&#39;")


def test_the_same_build_gives_the_same_bytes(built: Path, html: str) -> None:
    assert report(built).decode() == html


# --- What it shows ---


def test_the_marked_texts_are_the_stored_texts(built: Path, shown: Page) -> None:
    texts = {path.read_bytes().decode() for path in (built / "texts").glob("*.txt")}
    assert HOSTILE in texts
    found, current = set[str](), ""
    for element in shown.elements:
        looks = element.attrs.get("class")
        if looks == "article" and element.tag == "details":
            found.add(current)
            current = ""
        elif looks == "text":
            current += element.text
    assert {*found, current} - {""} == texts


def test_every_claim_quotation_and_fact_is_in_the_page(built: Path, shown: Page) -> None:
    nodes = _nodes(built)
    gathered = collect(nodes, lambda _: None)
    ids = {e.attrs["id"] for e in shown.elements if "id" in e.attrs}
    assert {fact.key for fact in gathered.facts} <= ids
    made = {node.key for node in nodes.by_key.values() if "fusedBy" in node.values}
    hidden = made - ids
    assert {key.split("/")[0] for key in hidden} <= {"membership"}
    passages = [passage for article in gathered.library.articles for passage in article.passages]
    told = [telling for passage in passages for telling in passage.told]
    assert sum(len(t.said) for t in told) == len(list(nodes.of("Claim", "Quotation")))
    assert sorted(e.text for e in shown.of_class("said")) == sorted(t.words for t in told)


def test_claims_that_only_differ_in_their_subjects_are_told_together(shown: Page) -> None:
    said = [e.text for e in shown.of_class("said")]
    assert "Azerbaijan, Belarus and Georgia joined Collective Security Treaty" in said


def test_organisations_go_by_their_acronyms(built: Path, shown: Page) -> None:
    nodes = _nodes(built)
    assert nodes.short("org/opec") == "OPEC"
    assert nodes.short("org/ecowas") == "ECOWAS"
    assert nodes.short("state/ago") == "Angola"
    assert any(e.text.endswith("(OPEC)") for e in shown.all("h3"))


def test_what_is_drawn_of_a_day_is_what_the_stored_query_answers(built: Path) -> None:
    opened = open_build(built)
    store, compared = opened.store(), 0
    nodes = read(store, opened.terms)
    query = find("membership/status-on")
    keys = {nodes.name(node.one(end)): node.one(end) for node, end in _ends(nodes)}
    for body in collect(nodes, lambda _: None).bodies:
        for held in body.held:
            for day in {day + dt.timedelta(step) for day in held.days for step in (-40, 40)}:
                values = {"member": keys[held.who], "body": body.anchor.removeprefix("body/")}
                terms = {key: [opened.terms.id(value)] for key, value in values.items()}
                date = Literal(day.isoformat(), datatype=name("xsd", "date"))
                rows = run(store, query, {**terms, "date": [date]}).rows
                answers = {row.values["status"]: row.values["answer"] for row in rows}
                drawn = [s.word for s in held.spans if _holds(s, day)]
                if held.what == "member" and day not in held.days:
                    assert drawn == [answers["member"]], (held.who, body.name, day)
                    compared += 1
    assert compared > 50


def _ends(nodes: Nodes) -> list[tuple[Node, str]]:
    memberships = list(nodes.of("OrganisationMembership", "TreatyParticipation"))
    return [(node, end) for node in memberships for end in ("member", "body")]


def _holds(stretch: Stretch, day: dt.date) -> bool:
    return (stretch.start or dt.date.min) <= day < (stretch.end or dt.date.max)


def test_a_membership_without_a_row_has_intervals_that_have_one(built: Path, shown: Page) -> None:
    nodes, ids = _nodes(built), {e.attrs.get("id") for e in shown.elements}
    for membership in nodes.of("OrganisationMembership", "TreatyParticipation"):
        assert membership.key in ids or set(membership.all("interval")) <= ids


def test_what_is_denied_or_open_looks_other_than_what_is_asserted(shown: Page) -> None:
    marks = {e.attrs["class"].split()[1]: e.text for e in shown.all("mark") if "id" in e.attrs}
    assert set(marks) == {"asserted", "denied", "unsure"}


def test_markup_in_texts_and_names_stays_text(html: str) -> None:
    assert html.count("<script") == 1
    assert "<b>tea" not in html
    assert "<i>The" not in html
    assert "&lt;i&gt;The&lt;/i&gt; &#34;Tide&#34; &amp; Sons" in html


def test_conflicts_show_both_sides(shown: Page, html: str) -> None:
    assert "Conflict: how many members there are" in html
    sides = [e for e in shown.of_class("side") if "Melanesian Spearhead Group has" in e.text]
    assert [re.findall(r"has (\w+) members\.", side.text) for side in sides] == [["five"], ["four"]]


def test_an_article_that_gave_nothing_is_named(html: str, shown: Page) -> None:
    assert re.search(r"1 article gave nothing: <a href=\"#article/silent-\w+\">", html)


def test_weak_facts_say_so(html: str) -> None:
    assert "one source" in html
    assert "start inferred" in html


# --- Builds without texts, without words, without anything ---


def _nodes(built: Path) -> Nodes:
    opened = open_build(built)
    return read(opened.store(), opened.terms)


def _page(nodes: Nodes, texts: Texts) -> Page:
    return Page(page(collect(nodes, texts), build="", version="0").decode())


def test_a_build_without_texts_shows_the_quotes(built: Path) -> None:
    shown = _page(_nodes(built), lambda _: None)
    words = "Kiribati rejoined the Pacific Islands Forum on 1 February 2023."
    assert any(words in e.text for e in shown.all("mark"))
    assert any("has no texts" in e.text for e in shown.all("strong"))


def test_a_build_without_words_shows_the_offsets(built: Path) -> None:
    nodes = _nodes(built)
    for node in nodes.of("Passage"):
        node.values.pop("exact")
    shown = _page(nodes, lambda _: None)
    assert any(re.fullmatch(r"code points \d+ to \d+", e.text) for e in shown.all("mark"))
    assert not any("rejoined the Pacific" in e.text for e in shown.all("mark"))


def test_an_endpoint_has_a_report_with_quotes(built: Path) -> None:
    class Serving(Remote):
        def do_POST(self) -> None:  # noqa: N802 - the name that the server calls
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            found = opened.query(form["query"][0], use_default_graph_as_union=True)
            data = found.serialize(format=QueryResultsFormat.JSON)
            self.answer(200, "application/sparql-results+json", data)

    opened = Store.read_only(str(built / "store" / open_build(built).hash))
    with serving(Serving) as url:
        shown = Page(report(url).decode())
    words = "Kiribati rejoined the Pacific Islands Forum on 1 February 2023."
    assert any(words in e.text for e in shown.all("mark"))


def test_a_build_of_nothing_is_a_page_all_the_same() -> None:
    shown = _page(Nodes({}, {}), lambda _: None)
    assert len(shown.all("h1")) == 1


def test_the_command_writes_a_file(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    result = CliRunner().invoke(main, ["report", "--at", str(built), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert out.read_bytes() == report(built)


def test_a_page_that_cannot_be_written_is_an_error(built: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "page.html"
    result = CliRunner().invoke(main, ["report", "--at", str(built), "--out", str(out)])
    assert result.exit_code == 1
    assert "cannot be written" in result.output


def test_the_shipped_graph_without_texts_or_store_has_a_report(tmp_path: Path) -> None:
    assert write_report(ROOT / "triples", tmp_path / "page.html") > 100_000


# --- Words ---


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//host/x",
        "https:",
        "http://[",
        "x",
        "",
        "file:///x",
    ],
)
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    assert safe_url(url) == ""


def test_an_address_of_the_web_is_kept() -> None:
    assert safe_url("https://news.example/a?b=c") == "https://news.example/a?b=c"


def test_every_predicate_has_its_words() -> None:
    from comity.model import Predicate

    assert set(words()["claims"]) == set(Predicate)


@given(st.sampled_from(sorted(words()["claims"])), st.dictionaries(st.text(), st.text()))
def test_a_claim_has_a_sentence_whatever_it_lacks(predicate: str, parts: dict[str, str]) -> None:
    said = sentence(predicate, parts)
    assert said
    assert not re.search(r"\{\w+\}", said.replace("".join(parts.values()), ""))


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("XXXX-11-28", "28 November, year not said"),
        ("XXXX-05", "May, year not said"),
        ("1992-05", "1992-05"),
    ],
)
def test_dates_are_worded(edtf: str, shown: str) -> None:
    assert date_words(edtf, None, None) == shown


# --- Colours ---


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, two: str) -> float:
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_every_ground(scheme: str, html: str) -> None:
    blocks = re.findall(r":root \{(.*?)\}", html, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", blocks[0 if scheme == "light" else 1]))
    grounds = ("paper", "card")
    pairs = [
        (text, on) for text in ("ink", "muted", "link", "warn", "engagement") for on in grounds
    ]
    for kind in words()["kinds"]:
        pairs += [(kind, "paper"), (kind, "card"), (kind, f"{kind}-tint"), ("ink", f"{kind}-tint")]
    pairs.append(("warn", "warn-tint"))
    weak = {p: _contrast(*(colours[c] for c in p)) for p in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < 4.5} == {}


# --- In a browser ---


def html_of(folder: Path) -> Page:
    return Page((folder / "page.html").read_text(encoding="utf-8"))


def _elements(page: Page) -> Counter[str]:
    """The elements of the body as they are written: a browser must not have to mend any."""
    tags = [element.tag.replace("lineargradient", "linearGradient") for element in page.elements]
    return Counter(tags[tags.index("body") + 1 :])


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
@pytest.mark.parametrize(("width", "scheme"), [(375, "light"), (1280, "dark")])
def test_a_browser_shows_it_without_a_network(
    built: Path, tmp_path: Path, width: int, scheme: str
) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    write_report(built, tmp_path / "page.html")
    address = (tmp_path / "page.html").as_uri()
    requests, complaints = list[str](), list[str]()
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        shown = browser.new_page(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
        )
        shown.on("request", lambda request: requests.append(request.url))
        shown.on("console", lambda message: complaints.append(message.text))
        shown.on("pageerror", lambda error: complaints.append(str(error)))
        shown.goto(address)
        wide = shown.evaluate("document.documentElement.scrollWidth")
        text = shown.evaluate(
            "[...document.querySelector('[id^=\"article/hostile\"]').querySelectorAll('.text')]"
            ".map((part) => part.textContent).join('')"
        )
        counted = shown.evaluate(
            "[...document.querySelectorAll('body *')].map((e) => e.localName).sort().join(' ')"
        )
        folded = shown.locator("details.holding:not([open])").first
        fact = folded.locator(".fact").first.get_attribute("id")
        shown.evaluate("(id) => { location.hash = id; }", fact)
        shown.wait_for_function("(id) => document.getElementById(id).checkVisibility()", arg=fact)
        if width > 1000:
            shown.keyboard.press("Tab")
            assert shown.evaluate("document.activeElement !== document.body")
        browser.close()
    assert wide <= width
    assert text == HOSTILE
    assert Counter(counted.split()) == _elements(html_of(tmp_path)) + Counter(["input"])
    assert [url for url in requests if url != address and not url.startswith("data:")] == []
    assert complaints == []
