"""What the processes do: a function a tool, from a source and arguments to a reply."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from comity.answers import Page
from comity.errors import DeclinedError
from comity.mcp import articles, solutions
from comity.mcp.replies import Reply, of_answer, table, text
from comity.mcp.schemas import name_of
from comity.mcp.source import Source, opened
from comity.questions import Declined, understand


def stored(source: Source, query: str, given: Mapping[str, str], page: Page) -> Reply:
    """The answer of a stored query; see `Target.ask` for the errors."""
    found = opened(source).target.ask(query, given, page)
    return of_answer(found, page, source.caps)


def evidence(source: Source, query: str, given: Mapping[str, str], page: Page) -> Reply:
    """All passages of facts: the same, and no cap on the passages of a row."""
    every = replace(source.caps, passages=source.caps.most)
    return of_answer(opened(source).target.ask(query, given, page), page, every)


def question(source: Source, asked: str, page: Page) -> Reply:
    """The answer of a question in plain words, and how it was understood.

    Raises:
        DeclinedError: where no stored query is sure to answer it.
        StoreError: where the store cannot be read or reached.
    """
    target = opened(source).target
    said = understand(asked, target.store, target.terms)
    if isinstance(said, Declined):
        raise DeclinedError(f"the question is declined: {said.why}", hint=_instead(said))
    reply = of_answer(target.ask(said.query, said.given(target.terms), page), page, source.caps)
    above = f"Understood as: {said.restated}" + (f" {said.remark}" if said.remark else "")
    return Reply({**reply.data, "understood": said.to_json()}, f"{above}\n\n{reply.text}")


def _instead(said: Declined) -> str:
    """What can be asked instead, as calls of tools."""
    calls = (
        f"{one.restated} ({name_of(one.query)} {json.dumps(dict(one.settings))})"
        for one in said.suggestions
    )
    return (
        f"did you mean {' or '.join(calls)}"
        if said.suggestions
        else "the tools say what can be asked"
    )


def entities(source: Source, name: str, kinds: Sequence[str], limit: int) -> Reply:
    """The things that are called so, or nearly so."""
    data = opened(source)
    lines = [match.to_json() for match in data.search.find(name, kinds, limit)]
    note = "" if lines else f"Nothing is called {name!r}, or nearly so."
    columns = ("name", "kind", "id", "matched", "score")
    body = table(columns, [[line[c] for c in columns] for line in lines])
    found = {"entities": lines, "build": data.target.build, "note": note}
    return Reply(found, text(body if lines else "", [note], data.target.build))


def article(source: Source, given: str, start: int, length: int) -> Reply:
    """A stretch of an article; see `articles.find` for the errors."""
    data = opened(source)
    return articles.reply(data, articles.find(data, given), start, length)


def listed(source: Source) -> list[tuple[str, str]]:
    """The id and the headline of every article."""
    return articles.listed(opened(source))


def sparql(source: Source, query: str, limit: int) -> Reply:
    """The answer of SPARQL; see `solutions.answered` for the errors."""
    return solutions.answered(opened(source), source, query, limit)


def contents(source: Source, uri: str) -> list[tuple[str, str, str]]:
    """An article as a resource: its text, where the build has it, and its passages.

    Returns:
        Address, media type and text of each part.
    """
    data = opened(source)
    found = articles.find(data, uri.removeprefix(articles.URI))
    about = {"article": found.node.value, **found.about, "build": data.target.build}
    told = json.dumps({**about, "passages": list(found.passages)}, ensure_ascii=False)
    parts = [(f"{uri}#passages", "application/json", told)]
    return parts if found.text is None else [(uri, "text/plain", found.text), *parts]
