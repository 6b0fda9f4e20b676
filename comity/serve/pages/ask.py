"""Asking: one box for a question, a form for each stored query, and the answer with its words."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from comity import answers, lookups
from comity.answers import Page
from comity.errors import ParameterError, UnknownNameError
from comity.queries import find
from comity.questions import Declined, Understood, understand
from comity.serve.pages import overview
from comity.serve.pages.asking import reader
from comity.serve.pages.forms import Form, form
from comity.serve.pages.layout import render
from comity.serve.pages.paging import Paging, page_number
from comity.serve.pages.tables import Table, table
from comity.serve.site import site_of
from comity.serve.snapshot import Opened
from comity.storedquery import StoredQuery, Term

_ROWS = 50
"""How many rows of an answer a page shows."""
_OWN = {"q", "query", "page", "build"}
"""What the address of an answer names beside the parameters of the stored query."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that a question is asked with.

    Args:
        name: the parameter.
        text: the value as people read it.
        key: of a thing its key; empty of all else.
    """

    name: str
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a form cannot be answered: what is wrong, where, and what to do."""

    what: str
    where: str
    hint: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A stored query that was asked, or is about to be.

    Args:
        form: its form, filled in.
        given: the values as they were given.
        settings: the same for people to read.
        needs: the parameters that must be set before it can be asked.
        table: the answer; None where it was not asked.
        fault: why it was not, if something is wrong.
        command: what asks the same in a terminal.
        sparql: the query as it was put to the store; empty where it was not asked.
    """

    form: Form
    given: Mapping[str, str]
    settings: tuple[Setting, ...]
    needs: tuple[str, ...]
    table: Table | None
    fault: Fault | None
    command: str
    sparql: str


async def ask(request: Request) -> Response:
    """The page to ask on, and its answers."""
    values = {name: text.strip() for name, text in request.query_params.items()}
    if values.get("query"):
        return await _of_form(request, values)
    if values.get("q"):
        return await _of_words(request, values["q"])
    front = await site_of(request).run(overview.front)
    return render(request, "ask.html.j2", front=front, question="")


async def _of_form(request: Request, values: Mapping[str, str]) -> Response:
    """The answer to a form that was filled in, or the form."""
    query = find(values["query"])
    given = {name: text for name, text in values.items() if text and name not in _OWN}
    number = page_number(request)
    asked = await site_of(request).run(_asked, query.name, given, number)
    return _answer(request, asked, number, values.get("q", ""), None)


async def _of_words(request: Request, question: str) -> Response:
    """The answer to a question in plain words, or why it is declined."""
    number = page_number(request)
    found, asked = await site_of(request).run(_understood, question, number)
    if isinstance(found, Declined) or asked is None:
        return render(request, "declined.html.j2", declined=found, question=question)
    return _answer(request, asked, number, question, found)


def _answer(
    request: Request, asked: Asked, number: int, question: str, routed: Understood | None
) -> Response:
    return render(
        request,
        "answer.html.j2",
        status=400 if asked.fault and asked.given else 200,
        asked=asked,
        question=question,
        routed=routed,
        paging=Paging.of(request, number, _ROWS, asked.table.total if asked.table else 0),
        link={"query": asked.form.name, **asked.given},
        meant=request.query_params.get("build", ""),
    )


def _understood(
    opened: Opened, question: str, number: int
) -> tuple[Understood | Declined, Asked | None]:
    """What a question means, and the answer."""
    found = understand(question, opened.target.store, opened.target.terms)
    if isinstance(found, Declined):
        return found, None
    return found, _asked(opened, found.query, dict(found.settings), number)


def _asked(opened: Opened, name: str, given: Mapping[str, str], number: int) -> Asked:
    """A stored query with its answer."""
    query = find(name)
    shape = form(opened, query, given)
    command = _command(query, given)
    needs = tuple(p.name for p in query.parameters if p.required and not given.get(p.name))
    try:
        values = _values(opened, query, given)
        if needs:
            settings = _settings(opened, values)
            return Asked(shape, given, settings, needs, None, None, command, "")
        page = Page(_ROWS, (number - 1) * _ROWS)
        found = answers.run(
            opened.target.store, query, values, build=opened.target.build, page=page
        )
    except (ParameterError, UnknownNameError) as error:
        fault = Fault(error.what, error.where, error.hint)
        return Asked(shape, given, (), needs, None, fault, command, "")
    shown = table(opened, query, found)
    settings = _settings(opened, values)
    return Asked(shape, given, settings, (), shown, None, command, query.bind(values))


def _values(
    opened: Opened, query: StoredQuery, given: Mapping[str, str]
) -> dict[str, tuple[Term, ...]]:
    """The terms that values stand for."""
    read = reader(opened).read
    found = {name: read(query.parameter(name), text) for name, text in given.items()}
    return {name: terms for name, terms in found.items() if terms}


def _settings(opened: Opened, values: Mapping[str, tuple[Term, ...]]) -> tuple[Setting, ...]:
    named = [term for terms in values.values() for term in terms if isinstance(term, NamedNode)]
    labels = lookups.labels(opened.target.store, named)
    return tuple(
        Setting(name, labels.get(term, term.value), _key(opened, term))
        for name, terms in values.items()
        for term in terms
    )


def _key(opened: Opened, term: Term) -> str:
    return (opened.target.terms.key(term) or "") if isinstance(term, NamedNode) else ""


def _command(query: StoredQuery, given: Mapping[str, str]) -> str:
    settings = (word for name, text in given.items() for word in ("--set", f"{name}={text}"))
    return shlex.join(["comity", "ask", query.name, *settings])


ROUTES: tuple[BaseRoute, ...] = (Route("/", ask), Route("/ask", ask))
