"""Every passage of every answer is the stored text between its offsets, whatever the text is like.

Articles of our own, spoilt with line ends, emoji, combining marks, odd spaces and joiners, go
through the installed loaders and a real build; offsets count code points throughout.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from comity.answers import run
from comity.build import Build, build
from comity.gazetteer import Gazetteer
from comity.graph import article_graph
from comity.loading import Reader, Refusal
from comity.model import Metadata, Reading
from comity.plugins import find_loaders
from comity.queries import stored_queries
from comity.sources import find_sources
from comity.store import Store
from comity.storedquery import Parameter, ParameterType, StoredQuery, Term
from comity.terms import HOME, Terms, name

PARAGRAPHS = (
    "NAIROBI, March 4, 2014 (Lakes Wire) -- The East African Community comprises Burundi, Kenya, "
    "Rwanda, Tanzania and Uganda. Rwanda and Burundi joined the East African Community on July 1, "
    "2007. The East African Community has five members.",
    "“Assistance is given at the request of a member state,” a spokesperson for the East African "
    "Community said on Monday, Lakes Radio reported. “We deny that Kenya has asked for help. "
    "Its entry into the union is not ruled out.”",
    "Australia, New Zealand and the United States signed the ANZUS Treaty in San Francisco on 1 "
    "September 1951. The ANZUS Treaty entered into force on 29 April 1952. Austria, Denmark and "
    "Norway founded EFTA in 1960. Denmark left EFTA in 1973. Today EFTA comprises Iceland, "
    "Liechtenstein, Norway and Switzerland.",
    "The African Union traces its origins to the Organisation of African Unity. Kenya and Uganda "
    "attended the summit of the African Union in Malabo on 26 June 2014; Morocco was absent. The "
    "floods in Réunion were on the agenda of the summit.",
    "Akinyi Exampleson, Secretary General of the East African Community, said that Burundi may "
    "leave the East African Community. Burundi is not a member of the Commonwealth of Nations, "
    "she said. The East African Community did not intervene in Burundi in 2015.",
)
ODD = ("\u00a0", "\u202f", "\u200d", "\u200b", "\u00ad", "e\u0301", "🐟", "👩🏽\u200d🚀", "𝔖")
LINE_ENDS = ("\n", "\r\n", "\r", "\u2028", "\u2029")
Spoil = Callable[[str], str]


def _spaced(space: str, text: str) -> str:
    """Every third blank is the odd space."""
    words = text.split(" ")
    return "".join(w + (space if place % 3 == 2 else " ") for place, w in enumerate(words)).rstrip()


SPOILT: dict[str, Spoil] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "emoji before": lambda text: text.replace("\n\n", "\n\n👩🏽\u200d🚀🐟 "),
    "emoji within": lambda text: text.replace(". ", ". 🐟 ").replace("five", "six"),
    "astral letters": lambda text: text.replace("The ", "𝔗he ").replace(" on ", " on 𝔖"),
    "decomposed": lambda text: unicodedata.normalize("NFD", f"Café, Réunion.\n\n{text}"),
    "no-break": partial(_spaced, "\u00a0"),
    "joiners": partial(_spaced, "\u200b \u200d"),
    "separators": lambda text: text.replace("\n\n", "\n\u2028\n").replace(". ", ".\u2029"),
    "all at once": lambda text: (
        "\ufeff🐟\r\n\r\n"
        + _spaced("\u202f", unicodedata.normalize("NFD", text)).replace("\n", "\r\n")
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder, out = tmp_path_factory.mktemp("spoilt"), tmp_path_factory.mktemp("build")
    for stem, spoil in SPOILT.items():
        path = folder / f"{stem}.txt"
        path.write_bytes(spoil("\n\n".join(PARAGRAPHS)).encode())
    report = build([folder], out)
    assert not report.refusals
    return report.build


@pytest.fixture(scope="module")
def store(made: Build) -> Iterator[Store]:
    opened = made.store()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def texts(made: Build, store: Store) -> dict[str, str]:
    """The stored text of each article."""
    hashes = _pairs(store, "?one comity:textHash ?other")
    return {article: made.text(digest) or "" for article, digest in hashes}


def test_a_stored_text_is_the_file_without_its_byte_order_mark(texts: dict[str, str]) -> None:
    read = {spoil("\n\n".join(PARAGRAPHS)).removeprefix("\ufeff") for spoil in SPOILT.values()}
    assert set(texts.values()) == read


def test_every_article_gave_claims_whatever_was_done_to_it(
    store: Store, texts: dict[str, str]
) -> None:
    claims = _pairs(store, "?other comity:predicate ?p ; comity:inArticle ?one")
    assert {article for article, _ in claims} == {*texts}


def test_every_passage_is_the_text_between_its_offsets(store: Store, texts: dict[str, str]) -> None:
    rows = list(
        store.query(
            PREFIXES + "SELECT * { ?p oa:start ?start ; oa:end ?end ; oa:exact ?exact ;"
            " oa:prefix ?prefix ; oa:suffix ?suffix ; comity:inArticle ?article }"
        )
    )
    quoted = "".join(row["exact"].value for row in rows)
    assert [
        odd for odd in ("\u00a0", "\u202f", "\u200d", "\u0301", "🐟", "𝔖") if odd not in quoted
    ] == []
    for row in rows:
        text = texts[row["article"].value]
        start, end = int(row["start"].value), int(row["end"].value)
        assert row["exact"].value == text[start:end] != ""
        assert row["prefix"].value == text[max(start - 32, 0) : start]
        assert row["suffix"].value == text[end : end + 32]


def test_every_row_of_every_answer_quotes_the_stored_text(
    store: Store, texts: dict[str, str]
) -> None:
    for query in stored_queries():
        quoted = 0
        for values in _asked(store, query):
            for row in run(store, query, values).rows:
                for piece in row.evidence:
                    assert texts[piece.article][piece.start : piece.end] == piece.quote
                    quoted += 1
                words, article = row.values.get("words"), row.values.get("article")
                assert not (words and article) or str(words) in texts[str(article)]
        assert quoted or query.name.startswith("lookup/") or query.name in WITHOUT, query.name


WITHOUT = {"evidence/coverage", "evidence/undated-articles"}  # of articles, not of what they say


LOADERS = find_loaders()


@cache
def reader() -> tuple[Reader, Gazetteer]:
    gazetteer = Gazetteer.load()
    return Reader(gazetteer, Metadata(), LOADERS), gazetteer


@st.composite
def spoilt_texts(draw: st.DrawFn) -> str:
    """Some of the paragraphs, with odd characters anywhere between the words."""
    chosen = draw(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=2, unique=True))
    words = draw(st.sampled_from(LINE_ENDS)).join(chosen).split(" ")
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(words) - 1))
        odd = draw(st.sampled_from(ODD))
        words[place] = draw(st.sampled_from((odd + words[place], words[place] + odd, odd)))
    return " ".join(words)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(spoilt_texts())
def test_every_passage_read_lies_in_the_text_as_it_was_written(tmp_path: Path, text: str) -> None:
    path = tmp_path / "spoilt.txt"
    path.write_bytes(text.encode())
    for source in find_sources([path], LOADERS):
        for reading in map(reader()[0].read, reader()[0].found(source)):
            assert isinstance(reading, Reading), isinstance(reading, Refusal) and reading.error
            assert reading.article.text == text
            _check(reading)


def _check(reading: Reading) -> None:
    text, found = reading.article.text, dict[str, dict[str, str]]()
    for triple in article_graph(reading, Terms()):
        if triple.predicate.value.startswith(name("oa", "").value):
            node = found.setdefault(triple.subject.value, {})
            node[triple.predicate.value.rpartition("#")[2]] = triple.object.value
    for node in found.values():
        assert text[int(node["start"]) : int(node["end"])] == node["exact"] != ""
        assert node["exact"] == node["exact"].strip("\r\n\u00a0 ")


# --- What there is to ask of a build ---

PREFIXES = f"PREFIX comity: <{HOME}ns#> PREFIX oa: <{name('oa', '').value}> "
_THINGS = {
    ParameterType.BODY: "comity:body|comity:treaty",
    ParameterType.MEMBER: "comity:member|comity:requester",
    ParameterType.ENTITY: "comity:statedBy|<http://schema.org/mentions>|comity:subject",
    ParameterType.PERSON: "comity:statedBy|comity:holder|comity:speaker",
    ParameterType.OFFICE: "comity:office",
    ParameterType.ARTICLE: "comity:inArticle",
    ParameterType.DATE: "comity:attestedOn|comity:startLatest|comity:endLatest",
}
_WORDS = ("assistance", "kenya", "floods", "Réunion", "R\u0301")
_YEARS = (2007, 1960)
_ENOUGH = 50


def _asked(store: Store, query: StoredQuery) -> Iterator[dict[str, list[Term]]]:
    """Values for the query's parameters, those that it needs; of many, some by chance."""
    if query.name == "membership/joined-in":
        yield from ({"year": [_number(year)]} for year in _YEARS)
        return
    needed = [p for p in query.parameters if p.required]
    every = list(product(*(_options(store, parameter) for parameter in needed)))
    chance = random.Random(7)  # noqa: S311  # no secret
    for values in chance.sample(every, min(_ENOUGH, len(every))):
        yield {p.name: [value] for p, value in zip(needed, values, strict=True)}


def _options(store: Store, parameter: Parameter) -> list[Term]:
    if parameter.type is ParameterType.TOPIC:
        return [Literal(word) for word in _WORDS]
    if parameter.name == "class":
        return [NamedNode(f"{HOME}ns#{local}") for local in ("Official", "Mention", "Outlet")]
    if parameter.type is ParameterType.FACT:
        found = _pairs(store, "?one comity:supportedBy|comity:relates|comity:passage ?other")
        return sorted({NamedNode(iri) for iri, _ in found}, key=str)
    rows = store.query(f"{PREFIXES}SELECT DISTINCT ?x {{ ?y {_THINGS[parameter.type]} ?x }}")
    return sorted((row["x"] for row in rows), key=str)  # type: ignore[union-attr]  # a SELECT


def _number(number: int) -> Literal:
    return Literal(str(number), datatype=name("xsd", "integer"))


def _pairs(store: Store, pattern: str) -> list[tuple[str, str]]:
    rows = store.query(f"{PREFIXES}SELECT DISTINCT ?one ?other {{ {pattern} }}")
    return [(row["one"].value, row["other"].value) for row in rows]  # type: ignore[union-attr]  # a SELECT
