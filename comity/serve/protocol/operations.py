"""What a request to the endpoint asks for: SPARQL 1.1 Protocol, sections 2.1 and 2.2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import Request

from comity.serve import bodies
from comity.serve.protocol.guard import Graphs
from comity.serve.refusals import RequestError

FORM = "application/x-www-form-urlencoded"
_DIRECT = {"application/sparql-query": "query", "application/sparql-update": "update"}

_CHOICES = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}
"""The parameters that choose the default graphs and the named ones."""

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update.

    Args:
        kind: `query` or `update`.
        sparql: its text.
        graphs: the graphs that the request chooses for it.
        form: the parameter `format` of a query, in small letters; empty where none is given.
    """

    kind: str
    sparql: str
    graphs: Graphs
    form: str = ""


async def operation(request: Request, most: int) -> Operation | None:
    """The operation that is asked for; None of a GET that asks for nothing.

    Args:
        request: a GET, HEAD or POST.
        most: the bytes that the body of a POST may have.

    Raises:
        RequestError: where there are several, or it is not sent as SPARQL's protocol has it.
    """
    given = parameters(request)
    if request.method == "POST":
        return _operation(await _sent(request, given, most))
    if "update" in given:
        hint = "send it with POST, as application/sparql-update"
        raise RequestError("an update is not sent with GET", hint=hint)
    return _operation(given) if "query" in given else None


def parameters(request: Request) -> dict[str, list[str]]:
    """The parameters of a request's address.

    Raises:
        RequestError: where they are not UTF-8.
    """
    return _parsed(request.scope["query_string"])


def iri(text: str) -> str:
    """An IRI that a request names.

    Raises:
        RequestError: where it is none, or is relative.
    """
    try:
        return ox.NamedNode(text).value
    except ValueError as error:
        raise RequestError(f"{text!r} is no absolute IRI: {error}") from None


async def _sent(request: Request, given: dict[str, list[str]], most: int) -> Parameters:
    """The parameters of a POST: those of its address, and what its body has."""
    media = bodies.media_of(request)
    if media in _DIRECT:
        given.setdefault(_DIRECT[media], []).append(await bodies.text(request, most))
        return given
    if media != FORM:
        raise _unknown(media)
    bodies.check_utf8(request)
    for name, values in _parsed(await bodies.whole(request, most)).items():
        given.setdefault(name, []).extend(values)
    return given


def _operation(given: Parameters) -> Operation:
    texts = [(kind, text) for kind in _CHOICES for text in given.get(kind, ())]
    if len(texts) != 1:
        what = "there is no query and no update" if not texts else "there is more than one of them"
        raise RequestError(what, hint="send one query, or one update")
    (kind, sparql), (default, named) = texts[0], _CHOICES[texts[0][0]]
    graphs = Graphs(_iris(given, default), _iris(given, named))
    return Operation(kind, sparql, graphs, next(iter(given.get("format", ())), "").lower())


def _iris(given: Parameters, name: str) -> tuple[str, ...]:
    """The IRIs of a parameter; an editor's empty field names none."""
    return tuple(iri(text) for text in given.get(name, ()) if text)


def _parsed(encoded: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict"):
            found.setdefault(name, []).append(value)
    except UnicodeError:
        raise RequestError("the parameters are not UTF-8", hint="send UTF-8") from None
    return found


def _unknown(media: str) -> RequestError:
    what = f"a body of {media} is no query" if media else "the body does not say what it is"
    names = " or ".join(_DIRECT)
    hint = f"send it with Content-Type: {names}, or as a form's field query or update"
    return RequestError(what, hint=hint, status=415)
