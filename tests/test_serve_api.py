"""The API over HTTP: stored queries with typed parameters, pages, permalinks, tags, formats."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from served import Reply, Server, serving
from shipped import ROOT
from starlette.datastructures import QueryParams

from comity.asking import Target, opened
from comity.errors import ParameterError
from comity.manifest import FILE
from comity.queries import find
from comity.serve.api.answering import written
from comity.serve.api.offered import offered
from comity.serve.api.parameters import COMMON, asked
from comity.serve.snapshot import Opened
from comity.show.cells import csv_value
from comity.store import EmbeddedStore
from comity.storedquery import StoredQuery
from comity.terms import Terms, name, term

BUILD = ROOT / "triples"
MEMBERS = "/api/membership/members-on?body=NATO&date=2024-03-07"
SINGLE = "/api/evidence/single-source"

every_query = pytest.mark.parametrize("query", offered(), ids=lambda query: query.name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of our own, which may be changed."""
    return Path(shutil.copytree(BUILD, tmp_path_factory.mktemp("served") / "build"))


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with serving(folder) as found:
        yield found


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    with opened(BUILD) as found:
        yield found


def get(server: Server, path: str, **headers: str) -> Reply:
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return server.send("GET", path, headers=named, timeout=60)


def told(server: Server, path: str) -> Any:
    reply = get(server, path)
    assert reply.status == 200, reply.text
    return json.loads(reply.text)


def problem(server: Server, path: str, status: int) -> dict[str, Any]:
    reply = get(server, path)
    assert (reply.status, reply.headers["content-type"]) == (status, "application/problem+json")
    assert reply.headers["cache-control"] == "no-store"
    found: dict[str, Any] = json.loads(reply.text)
    return found


def lines(reply: Reply) -> list[list[str]]:
    return list(csv.reader(io.StringIO(reply.text, newline="")))


def path_of(url: str) -> str:
    split = urlsplit(url)
    return f"{split.path}?{split.query}"


def defaults(query: StoredQuery) -> dict[str, str]:
    """What the file asks about as it stands."""
    return {p.name: p.default for p in query.parameters if p.default is not None}


# --- Answers ---


@every_query
def test_a_stored_query_answers_as_everywhere_else(
    server: Server, target: Target, query: StoredQuery
) -> None:
    found = told(server, f"/api/{query.name}?{urlencode(defaults(query))}")
    expected = json.loads(json.dumps(target.ask(query.name, defaults(query)).to_json()))
    assert {key: found[key] for key in expected} == expected
    assert found["total"] == len(expected["rows"])


def test_no_parameter_of_a_query_is_called_as_one_of_the_api() -> None:
    names = {p.name for query in offered() for p in query.parameters}
    assert not names & {*COMMON, "q", "query", "page"}


def test_facts_are_given_several_at_once(server: Server) -> None:
    facts = ["membership/org/nato/state/swe", "membership/org/nato/state/fin"]
    found = told(server, f"/api/evidence?fact={facts[0]}&fact={facts[1]}")
    assert {row["fact"].rpartition("/id/")[2] for row in found["rows"]} == {*facts}
    again = told(server, path_of(found["permalink"]))
    assert again["rows"] == found["rows"]


def test_the_last_part_of_a_name_leads_to_the_query(server: Server) -> None:
    reply = get(server, "/api/joined-in?year=2004")
    assert reply.status == 307
    assert path_of(reply.headers["location"]) == "/api/membership/joined-in?year=2004"


def test_head_says_what_get_says_without_the_body(server: Server) -> None:
    whole, head = get(server, MEMBERS), server.send("HEAD", MEMBERS)
    assert (head.status, head.body) == (200, b"")
    names = ("etag", "link", "cache-control", "content-length", "content-type", "x-total-count")
    assert [head.headers[n] for n in names] == [whole.headers[n] for n in names]


# --- Pages ---


@pytest.mark.parametrize("size", [1, 7, 500])
def test_pages_put_together_are_the_answer(server: Server, size: int) -> None:
    whole = (
        told(server, f"{SINGLE}?limit=20")["rows"] if size == 1 else told(server, SINGLE)["rows"]
    )
    rows: list[Any] = []
    path = f"{SINGLE}?limit={size}"
    while path and len(rows) < min(len(whole), 40 * size):
        page = told(server, path)
        rows += page["rows"]
        path = path_of(page["next"]) if page["next"] else ""
    assert rows == whole[: len(rows)]
    assert not path or len(rows) < page["total"]


def test_the_total_is_announced_with_every_page(server: Server) -> None:
    reply = get(server, f"{SINGLE}?limit=3&offset=3&format=csv")
    total = told(server, SINGLE)["total"]
    assert int(reply.headers["x-total-count"]) == total > 6
    assert "offset=6" in reply.headers["link"].partition('rel="next"')[0].rpartition("<")[2]
    assert 'rel="prev"' in reply.headers["link"]


def test_a_page_after_the_last_is_empty_and_the_note_speaks_of_all_rows(server: Server) -> None:
    whole, beyond = told(server, MEMBERS), told(server, f"{MEMBERS}&offset=1000")
    assert beyond["rows"] == []
    assert (beyond["total"], beyond["note"], beyond["next"]) == (
        whole["total"],
        whole["note"],
        None,
    )


def test_what_is_known_nearby_comes_with_its_evidence(server: Server) -> None:
    found = told(server, "/api/membership/joined-in?year=2005&body=NATO")
    assert found["note"].endswith("in 2005.")
    (one,) = [one for one in found["nearby"] if "Finland joined" in one["says"]]
    assert one["facts"]
    assert any("Finland" in piece["quote"] for piece in one["evidence"])
    text = get(server, "/api/membership/joined-in?year=2005&body=NATO&format=md").text
    assert "Known nearby:" in text
    assert "Finland joined" in text


def test_an_empty_answer_says_why(server: Server) -> None:
    found = told(server, "/api/membership/joined-in?year=3000")
    assert (found["rows"], found["total"]) == ([], 0)
    assert "3000" in found["note"]


# --- Formats ---


@pytest.mark.parametrize(
    ("accept", "style", "media"),
    [
        ("", "", "application/json"),
        ("*/*", "", "application/json"),
        ("text/csv", "", "text/csv; charset=utf-8; header=present"),
        ("text/csv;q=0.2, text/markdown", "", "text/markdown; charset=utf-8"),
        ("application/json", "tsv", "text/tab-separated-values; charset=utf-8"),
        ("image/png", "csv", "text/csv; charset=utf-8; header=present"),
    ],
)
def test_the_format_is_chosen_by_name_or_by_accept(
    server: Server, accept: str, style: str, media: str
) -> None:
    path = MEMBERS + (f"&format={style}" if style else "")
    assert (
        get(server, path, **({"Accept": accept} if accept else {})).headers["content-type"] == media
    )


def test_csv_and_tsv_have_a_line_for_each_passage(server: Server) -> None:
    found = told(server, MEMBERS)
    passages = sum(max(1, len(row["evidence"])) for row in found["rows"])
    for style, separator in (("csv", ","), ("tsv", "\t")):
        reply = get(server, f"{MEMBERS}&format={style}")
        rows = list(csv.reader(io.StringIO(reply.text), delimiter=separator))
        assert len(rows) == passages + 1
        assert rows[0][:4] == ["member", "member_label", "status", "answer"]


def test_csv_has_the_same_columns_on_every_page(server: Server) -> None:
    pages = [get(server, f"{SINGLE}?format=csv&limit=5&offset={n}") for n in (0, 200, 10**6)]
    heads = [lines(page)[0] for page in pages]
    assert heads[0] == heads[1] == heads[2]
    assert len(lines(pages[2])) == 1


def test_csv_has_a_head_where_nothing_is_known(server: Server) -> None:
    reply = get(server, "/api/membership/joined-in?year=3000&format=csv")
    assert lines(reply)[0][0] == "member"


def test_markdown_ends_with_its_permalink(server: Server) -> None:
    reply = get(server, f"{MEMBERS}&format=md")
    assert reply.text.rstrip().endswith(f"&format=md&build={told(server, '/api')['build']}>")


@given(title=st.text(max_size=20), outlet=st.sampled_from(["=1+1", "@SUM(A1)", "-2", "+x", "\tq"]))
def test_no_spreadsheet_runs_a_cell_and_every_text_comes_back(title: str, outlet: str) -> None:
    found = lines(_csv(title, outlet))[1]
    cells = dict(zip(lines(_csv(title, outlet))[0], found, strict=True))
    assert not cells["outlet_label"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not cells["article_label"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert csv_value(cells["outlet_label"]) == outlet
    assert csv_value(cells["article_label"]) == (title or cells["article_label"])


def _csv(title: str, outlet: str) -> Reply:
    """The undated articles of a store of one article, as CSV."""
    article, told_by = Terms().id("article/a-00000000"), Terms().id("outlet/o")
    triples = [
        ox.Triple(article, name("rdf", "type"), term("Article")),
        ox.Triple(article, name("dcterms", "title"), ox.Literal(title)),
        ox.Triple(article, term("outlet"), told_by),
        ox.Triple(told_by, name("foaf", "name"), ox.Literal(outlet)),
    ]
    store = EmbeddedStore.of({ox.NamedNode("http://example.org/g"): triples})
    question = asked(find("evidence/undated-articles"), QueryParams(""))
    found = written(Opened(Target(store, Terms()), lambda _: None), question, "csv", "http://h")
    return Reply(200, {}, found.body)


def test_numbers_stay_numbers_in_csv(server: Server) -> None:
    head, *rows = lines(get(server, f"{MEMBERS}&format=csv"))
    places = [row[head.index("start")] for row in rows]
    assert places
    assert all(place.isdigit() for place in places)


@pytest.mark.parametrize("path", [MEMBERS, "/api", "/api/ask?q=Who+signed+the+Treaty+of+Rome"])
def test_browsers_are_sent_to_the_page(server: Server, path: str) -> None:
    reply = get(server, path, Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert reply.status == 303
    assert reply.headers["location"].startswith(("/ask?q", "/queries"))
    assert reply.headers["vary"] == "Accept"


# --- Tags and permalinks ---


def test_what_a_client_has_is_not_sent_again(server: Server) -> None:
    for path in (MEMBERS, "/api", "/api/queries", "/api/openapi.json", "/api/search?q=nato"):
        tag = get(server, path).headers["etag"]
        for wanted in (tag, f'W/{tag}, "x"', f'"x",{tag}'):
            reply = get(server, path, If_None_Match=wanted)
            assert (reply.status, reply.body, reply.headers["etag"]) == (304, b"", tag)
        assert get(server, path, If_None_Match='"x"').status == 200


def test_tags_tell_answers_apart(server: Server) -> None:
    more = ("", "&limit=2", "&offset=1", "&format=csv", "&format=tsv", "&format=json")
    tags = [get(server, MEMBERS + setting).headers["etag"] for setting in more]
    tags.append(get(server, MEMBERS, Accept="text/markdown").headers["etag"])
    assert len({*tags}) == len(tags)


def test_a_permalink_answers_the_same_and_may_be_kept_for_good(server: Server) -> None:
    first = get(server, MEMBERS)
    found = json.loads(first.text)
    assert f'<{found["permalink"]}>; rel="canonical"' in first.headers["link"]
    assert first.headers["cache-control"] == "no-cache"
    again = get(server, path_of(found["permalink"]))
    assert json.loads(again.text)["rows"] == found["rows"]
    assert again.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_permalink_names_things_by_their_ids(server: Server) -> None:
    by_name = told(server, MEMBERS)["permalink"]
    by_iri = told(server, MEMBERS.replace("NATO", quote(Terms().id("org/nato").value)))["permalink"]
    assert by_name == by_iri
    assert "body=org%2Fnato" in by_name


def test_pages_of_a_permalink_are_permalinks(server: Server) -> None:
    build = told(server, "/api")["build"]
    assert f"build={build}" in told(server, f"{SINGLE}?limit=5&build={build}")["next"]
    assert "build=" not in told(server, f"{SINGLE}?limit=5")["next"]


def test_what_a_question_means_is_not_kept_for_good(server: Server) -> None:
    build = told(server, "/api")["build"]
    reply = get(server, f"/api/ask?q=Who+signed+the+North+Atlantic+Treaty%3F&build={build}")
    assert (reply.status, reply.headers["cache-control"]) == (200, "no-cache")


def test_another_build_is_told_with_the_same_question_of_this_one(server: Server) -> None:
    reply = get(server, f"{MEMBERS}&build=0123456789abcdef")
    assert reply.status == 409
    assert reply.headers["link"] == f'<{MEMBERS}>; rel="latest-version"'
    assert json.loads(reply.text)["hint"].endswith(MEMBERS)


# --- What is wrong ---


@pytest.mark.parametrize(
    ("path", "status", "says", "hint"),
    [
        (MEMBERS + "&boddy=EU", 400, "boddy", "did you mean body?"),
        (MEMBERS + "&body=EU", 400, "given twice", "one value"),
        ("/api/membership/members-on?body=NATO", 400, "'date'", "as in: /api/membership"),
        ("/api/membership/members-on?body=NATO&date=", 400, "'date' has no value", "leave it out"),
        ("/api/membership/members-on?body=NATO&date=2024", 400, "not a day", "1992-05-15"),
        ("/api/membership/members-on?body=NATO&date=2023-02-29", 400, "2023-02-29", ""),
        ("/api/membership/members-on?body=Natoo&date=2024-03-07", 404, "Natoo", "NATO"),
        ("/api/membership/members-on?body=http://<&date=2024-03-07", 404, "http://<", ""),
        ("/api/membership/joined-in?year=93", 400, "'93'", ""),
        (MEMBERS + "&limit=0", 400, "'0'", "1 to 10000"),
        (MEMBERS + "&limit=10001", 400, "'10001'", "1 to 10000"),
        (MEMBERS + "&offset=-1", 400, "'-1'", "from 0"),
        (MEMBERS + "&limit=%D9%A1", 400, "'١'", ""),
        (MEMBERS + "&format=cvs", 400, "cvs", "one of json, csv"),
        ("/api/membership/member-on", 404, "member-on", "members-on"),
        ("/api/members/joined-in", 404, "members/joined-in", "/api/membership/joined-in"),
        ("/api/joinedin", 404, "joinedin", "joined-in"),
        ("/api/lookup/labels?thing=org/nato", 404, "lookup/labels", ""),
        ("/api/queries/membership/joined", 404, "membership/joined", "joined-in"),
        ("/api/membership/joined-in/values/month", 404, "month", "it has: year"),
        ("/api/queries?x=1", 400, "'x'", ""),
        ("/api/search", 400, "no name", "/api/search?q="),
        ("/api/search?q=x&kind=organization", 400, "organization", "organisation"),
        ("/api/ask", 400, "no question", "/api/ask?q="),
    ],
)
def test_a_fault_is_told_with_what_to_do(
    server: Server, path: str, status: int, says: str, hint: str
) -> None:
    found = problem(server, path, status)
    assert found["status"] == status
    assert says in found["detail"]
    assert hint in found.get("hint", "")


def test_what_no_client_takes_is_not_sent(server: Server) -> None:
    reply = get(server, MEMBERS, Accept="image/png, application/json;q=0")
    assert reply.status == 406


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_the_api_is_only_read(server: Server, method: str) -> None:
    reply = server.send(method, MEMBERS)
    assert reply.status == 405
    assert {*reply.headers["allow"].split(", ")} == {"GET", "HEAD"}


@given(text=st.text(), names=st.lists(st.sampled_from(["year", "body", "limit", "x", "build"])))
def test_any_parameters_are_taken_or_refused(text: str, names: list[str]) -> None:
    params = QueryParams([(name, text) for name in names])
    with contextlib.suppress(ParameterError):  # and nothing else
        assert {*asked(find("membership/joined-in"), params).given} <= {*names}


# --- What there is ---


def test_every_query_is_listed_and_explained(server: Server) -> None:
    listed = told(server, "/api/queries")["queries"]
    assert [one["name"] for one in listed] == [query.name for query in offered()]
    assert len(listed) > 30
    one = told(server, path_of(listed[0]["description_href"]))
    assert one["sparql"] == find(listed[0]["name"]).text
    assert told(server, path_of(one["example"]))["query"] == one["name"]


def values(server: Server, where: str, typed: str = "", limit: int = 20) -> list[dict[str, Any]]:
    path = f"/api/{where}?{urlencode({'q': typed, 'limit': limit})}"
    found: list[dict[str, Any]] = told(server, path)["values"]
    return found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("north atl", "org/nato"),
        ("NATO", "org/nato"),
        ("atlantic treaty o", "org/nato"),
        ("natto", "org/nato"),
        ("commonwealth of nat", "org/commonwealth"),
    ],
)
def test_the_beginning_of_a_name_finds_what_can_be_given(
    server: Server, typed: str, first: str
) -> None:
    found = values(server, "membership/members-on/values/body", typed)
    assert found[0]["value"] == first
    assert found[0]["matched"]


def test_what_most_of_the_build_names_comes_first(server: Server) -> None:
    for where in ("membership/members-on/values/body", "membership/history/values/member"):
        uses = [one["uses"] for one in values(server, where, limit=50)]
        assert uses == sorted(uses, reverse=True)
        assert uses[0] > 10


def test_each_choice_can_be_given(server: Server) -> None:
    for one in values(server, "membership/members-on/values/body", "a", limit=5):
        path = f"/api/membership/members-on?{urlencode({'body': one['value'], 'date': '2020'})}"
        assert get(server, path + "-01-01").status == 200


def test_what_begins_no_name_offers_nothing(server: Server) -> None:
    assert values(server, "membership/members-on/values/body", "???") == []
    assert values(server, "membership/members-on/values/date", "x") == []


def test_somebody_is_offered_once(server: Server) -> None:
    found = values(server, "statements/by-person/values/person", "stoltenberg")
    assert [one["value"] for one in found] == ["person/jens-stoltenberg"]


def test_years_and_days_that_facts_name_are_offered(server: Server) -> None:
    years = [one["value"] for one in values(server, "membership/joined-in/values/year")]
    assert "2004" in years
    days = [one["value"] for one in values(server, "membership/members-on/values/date", "2024-03")]
    assert "2024-03-07" in days
    assert all(day.startswith("2024-03") for day in days)


def test_words_are_offered_where_answers_have_a_column_of_them(server: Server) -> None:
    scopes = values(server, "evidence/single-source/values/scope")
    found = told(server, SINGLE)["rows"]
    assert {one["value"] for one in scopes} == {row["scope"] for row in found if row["scope"]}
    assert values(server, "statements/by-topic/values/topic") == []


def test_things_are_found_by_name(server: Server) -> None:
    found = told(server, "/api/search?q=stoltenburg&kind=person&kind=state")["things"]
    assert found[0]["id"] == "person/jens-stoltenberg"
    assert {thing["kind"] for thing in found} <= {"person", "state"}


def test_a_plain_question_is_answered_by_the_query_that_is_meant(server: Server) -> None:
    found = told(server, "/api/ask?q=Who+signed+the+North+Atlantic+Treaty%3F")
    assert found["query"] == found["understood"]["query"] == "treaty/signatories"
    assert path_of(found["permalink"]).startswith("/api/treaty/signatories?body=treaty%2Fnorth")
    assert (
        get(server, "/api/ask?q=Who+signed+the+North+Atlantic+Treaty%3F&format=csv").status == 200
    )


def test_a_question_that_nothing_is_sure_to_mean_is_declined(server: Server) -> None:
    found = problem_of(get(server, "/api/ask?q=Why+is+the+sky+blue%3F"))
    assert (found["status"], found["suggestions"]) == (404, [])
    assert "declined" in found["detail"]


def problem_of(reply: Reply) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(reply.text)
    return found


# --- A build made anew ---


def test_a_build_made_anew_is_served_and_its_predecessor_is_told(
    server: Server, folder: Path
) -> None:
    """The last test of this file: it changes the build."""
    before = told(server, MEMBERS)
    manifest = folder / FILE
    manifest.write_bytes(manifest.read_bytes() + b"# made anew\n")
    after = told(server, MEMBERS)
    assert after["build"] != before["build"]
    assert after["rows"] == before["rows"]
    reply = get(server, path_of(before["permalink"]))
    assert reply.status == 409
    assert after["build"] in reply.text
