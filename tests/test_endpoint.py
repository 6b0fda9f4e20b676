"""The plug-in that asks a language model, before a small server: good, lying, malformed answers."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shipped import ROOT

from comity.dates import PartialDate, When
from comity.gazetteer import Gazetteer
from comity.model import Abstention, Article, Claim, Form, Quotation, Span
from comity_loaders.document import Document
from comity_loaders.language import nlp
from comity_loaders.parsing import read

sys.path.insert(0, str(ROOT / "loaders" / "comity-endpoint"))

from comity_endpoint.client import EndpointError
from comity_endpoint.rule import find

TEXT = """The forum grows

Tuvalu joined the World Bank in 2010. Kiribati had joined the World Bank in 1986.

"The door is open", said Ana Example, a clerk. She said that the fee was low.

Share this page
"""
JOINED = "Tuvalu joined the World Bank in 2010."
SAID = '"The door is open", said Ana Example, a clerk.'
GOOD_CLAIM = {
    "predicate": "joined",
    "subject": "Tuvalu",
    "object": "World Bank",
    "date": "2010",
    "quote": JOINED,
    "start": TEXT.index(JOINED),
}
GOOD_QUOTATION = {
    "speaker": "Ana Example",
    "cue": "said",
    "content": "The door is open",
    "quote": SAID,
    "start": TEXT.index(SAID),
}


class Server(HTTPServer):
    """Answers as it is told, and remembers what it was asked."""

    content: Any = None
    raw: bytes | None = None
    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str], Any]] = []

    def reply(self) -> bytes:
        if self.raw is not None:
            return self.raw
        message = {"message": {"role": "assistant", "content": json.dumps(self.content)}}
        return json.dumps({"choices": [message]}).encode()


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:  # http.server's name
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, dict(self.headers), body))
        data = self.server.reply()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server() as served:
        thread = threading.Thread(target=served.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        monkeypatch.setenv("COMITY_ENDPOINT_URL", f"http://127.0.0.1:{served.server_port}/v1")
        monkeypatch.setenv("COMITY_ENDPOINT_TIMEOUT", "5")
        yield served
        served.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def document() -> Document:
    furniture = Span(TEXT.index("Share"), TEXT.index("Share") + len("Share this page"))
    article = Article(TEXT, "forum", When(PartialDate("2011-01-01")), furniture=(furniture,))
    return read(article, Gazetteer.load(), nlp.without_model())


def found(document: Document) -> list[Any]:
    return list(find(document))


def reasons(document: Document) -> list[str]:
    results = found(document)
    assert all(isinstance(one, Abstention) for one in results), results
    return [one.reason for one in results]


def test_it_is_off_unless_an_endpoint_is_named(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COMITY_ENDPOINT_URL", raising=False)
    assert found(document) == []


def test_what_the_text_bears_out_is_believed_with_little_confidence(
    server: Server, document: Document
) -> None:
    server.content = {"claims": [GOOD_CLAIM], "quotations": [GOOD_QUOTATION]}
    claim, quotation = found(document)
    assert isinstance(claim, Claim)
    assert claim.passage.of(TEXT) == JOINED
    assert claim.subject
    assert (claim.subject.name, claim.when and claim.when.date.edtf) == ("Tuvalu", "2010")
    assert isinstance(quotation, Quotation)
    assert (quotation.speaker.name, quotation.form) == ("Ana Example", Form.DIRECT)
    assert quotation.content.of(TEXT) == "The door is open"
    assert claim.confidence == quotation.confidence == 0.4


def test_a_quote_that_stands_once_needs_no_offset(server: Server, document: Document) -> None:
    claim = {key: value for key, value in GOOD_CLAIM.items() if key != "start"}
    server.content = {"claims": [claim], "quotations": []}
    assert [one.passage.of(TEXT) for one in found(document)] == [JOINED]


def test_it_asks_for_json_about_the_text_and_nothing_else(
    server: Server, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_ENDPOINT_MODEL", "small")
    monkeypatch.setenv("COMITY_ENDPOINT_KEY", "k3y")
    server.content = {"claims": [], "quotations": []}
    assert found(document) == []
    [(path, headers, body)] = server.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer k3y"
    assert (body["model"], body["temperature"]) == ("small", 0)
    assert body["messages"][-1] == {"role": "user", "content": TEXT}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quote": "Tuvalu left the World Bank in 2010."}, "does not stand at"),
        ({"quote": "Tuvalu left the World Bank.", "start": None}, "stands 0 times"),
        ({"quote": "joined the World Bank", "start": None}, "stands 2 times"),
        ({"start": 0}, "does not stand at 0"),
        ({"start": -4}, "no place in a text"),
        ({"start": True}, "no place in a text"),
        ({"start": 10**9}, "does not stand at"),
        ({"quote": "Share this page", "start": None}, "no part of the article proper"),
        ({"subject": "Palau"}, "does not name Palau"),
        ({"subject": "Atlantis"}, "may mean 0 things"),
        ({"object": "Tuvalu"}, "may mean 0 things"),
        ({"predicate": "conquered"}, "no predicate"),
        ({"predicate": "holds-office"}, "no predicate"),
        ({"date": "2009"}, "does not say its year"),
        ({"date": "spring"}, "its date is none"),
        ({"polarity": "maybe"}, "no polarity"),
        ({"modality": ["asserted"]}, "no modality"),
        ({"quote": ""}, "has no quote"),
        ({"subject": 7}, "has no subject"),
    ],
)
def test_a_claim_that_the_text_does_not_bear_out_is_refused_with_a_reason(
    server: Server, document: Document, changes: dict[str, Any], reason: str
) -> None:
    server.content = {"claims": [{**GOOD_CLAIM, **changes}], "quotations": []}
    [told] = reasons(document)
    assert told.startswith("the model's claim is refused")
    assert reason in told


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"content": "The door is shut"}, "what was said is not in its quote"),
        ({"content": "the fee was low"}, "what was said is not in its quote"),
        ({"cue": "shouted"}, "words of saying"),
        ({"speaker": "Ben Example"}, "does not name its speaker"),
        ({"speaker": "She"}, "does not name its speaker"),
        ({"start": 3}, "does not stand at 3"),
    ],
)
def test_a_quotation_that_the_text_does_not_bear_out_is_refused_with_a_reason(
    server: Server, document: Document, changes: dict[str, Any], reason: str
) -> None:
    server.content = {"claims": [], "quotations": [{**GOOD_QUOTATION, **changes}]}
    [told] = reasons(document)
    assert reason in told


def test_one_lie_does_not_spoil_what_is_true(server: Server, document: Document) -> None:
    lie = {**GOOD_CLAIM, "date": "1999"}
    server.content = {"claims": [lie, "nonsense", GOOD_CLAIM], "quotations": [GOOD_QUOTATION]}
    kinds = [type(one).__name__ for one in found(document)]
    assert sorted(kinds) == ["Abstention", "Abstention", "Claim", "Quotation"]


@pytest.mark.parametrize("content", [[], "text", 7, None, {"claims": {}, "quotations": "none"}])
def test_an_answer_without_lists_is_refused_with_a_reason(
    server: Server, document: Document, content: object
) -> None:
    server.content = content
    assert [reason.rpartition(" ")[2] for reason in reasons(document)] == ["claims", "quotations"]


@pytest.mark.parametrize("raw", [b"", b"<html>", b"{}", b'{"choices": []}', b"\xff\xfe", b"[1]"])
def test_an_endpoint_that_answers_no_json_is_an_error(
    server: Server, document: Document, raw: bytes
) -> None:
    server.raw = raw
    with pytest.raises(EndpointError, match=r"no JSON of a model|cannot be asked"):
        found(document)


def test_an_endpoint_that_refuses_is_an_error(server: Server, document: Document) -> None:
    server.status, server.raw = 503, b"busy"
    with pytest.raises(EndpointError, match="answers 503"):
        found(document)


def test_an_endpoint_that_is_not_there_is_an_error(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_ENDPOINT_URL", "http://127.0.0.1:1/v1")
    with pytest.raises(EndpointError, match="cannot be asked"):
        found(document)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COMITY_ENDPOINT_URL", "file:///etc/hosts"),
        ("COMITY_ENDPOINT_TIMEOUT", "soon"),
        ("COMITY_ENDPOINT_CONFIDENCE", "2"),
    ],
)
def test_a_setting_that_cannot_be_is_an_error(
    server: Server, document: Document, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(EndpointError) as raised:
        found(document)
    assert raised.value.where == name


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_answered_only_words_of_the_text_are_believed(
    server: Server, document: Document, data: st.DataObject
) -> None:
    changes = st.dictionaries(st.sampled_from([*GOOD_CLAIM, *GOOD_QUOTATION]), _JSON, max_size=2)
    claim, quotation = (
        {**GOOD_CLAIM, **data.draw(changes)},
        {**GOOD_QUOTATION, **data.draw(changes)},
    )
    server.content = data.draw(
        st.just({"claims": [claim], "quotations": [quotation]})
        | st.fixed_dictionaries({"claims": _JSON, "quotations": _JSON})
        | _JSON
    )
    for one in found(document):
        if isinstance(one, Claim):
            assert one.passage.of(TEXT) == JOINED
        elif isinstance(one, Quotation):
            assert one.passage.of(TEXT) == SAID
            assert one.passage.contains(one.content)
        else:
            assert one.reason
