"""In a worker: a stored query's answer as the bytes that are sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from comity import answers
from comity.answers import Answer
from comity.errors import ParameterError, UnknownNameError
from comity.queries import find
from comity.serve.api.parameters import MOST, Asked
from comity.serve.links import Settings, address
from comity.serve.refusals import RequestError
from comity.serve.snapshot import Opened
from comity.show.answers import answer_lines, line_columns, markdown_answer
from comity.show.cells import json_safe
from comity.show.lines import as_text
from comity.storedquery import ParameterType, StoredQuery, Term
from comity.terms import Terms
from comity.values import CLASSES, Reader


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as it is sent.

    Args:
        body: the bytes.
        build: the hash of the build that answered.
        total: how many rows there are on all pages.
        links: addresses by what they are to this one: canonical, next, prev.
    """

    body: bytes
    build: str
    total: int
    links: Mapping[str, str]


def written(
    opened: Opened,
    asked: Asked,
    style: str,
    home: str,
    understood: Mapping[str, Any] | None = None,
) -> Written:
    """The answer to what is asked.

    Args:
        opened: what answers.
        asked: the question.
        style: json, csv, tsv or md.
        home: the address of the server, which permalinks begin with.
        understood: how a plain question came to be this one; JSON tells it.

    Raises:
        ParameterError: where a value does not fit.
        UnknownNameError: where a name means nothing, or several things.
        RequestError: 409 where another build is asked for.
    """
    target = opened.target
    check_build(asked, target.build)
    query = find(asked.query)
    reader = target.reader or answers.reader_of(target.store, target.terms)
    values = {name: _read(reader, query, name, texts) for name, texts in asked.given.items()}
    answer = answers.run(target.store, query, values, build=target.build, page=asked.page)
    links = _links(asked, answer, _settings(asked, values, target.terms))
    links = {relation: home + path for relation, path in links.items()}
    if style == "json":
        body = _json(answer, asked, links, understood)
    else:
        body = _WRITERS[style](answer, links)
    return Written(body, answer.build, answer.total, links)


def check_build(asked: Asked, build: str) -> None:
    """Whether the build asked for, if one is, is the one that answers.

    Raises:
        RequestError: 409 where it is not. (It is not gone: the same articles make it again.)
    """
    if asked.build in ("", build):
        return
    now = address(f"/api/{asked.query}", asked.settings())
    raise RequestError(
        f"the build {asked.build[:64]!r} is not the one that is served",
        where="parameter build",
        hint=f"the build {build} answers the same question at {now}",
        status=409,
        headers={"Link": f'<{now}>; rel="latest-version"'},
    )


def _read(reader: Reader, query: StoredQuery, name: str, texts: Sequence[str]) -> tuple[Term, ...]:
    parameter = query.parameter(name)
    try:
        return tuple(term for text in texts for term in reader.read(parameter, text))
    except ParameterError as error:
        if parameter.type not in CLASSES and parameter.type is not ParameterType.FACT:
            raise
        # What is no IRI is no thing's, and like a name that nothing has.
        raise UnknownNameError(error.what, where=error.where, hint=error.hint) from error


def _settings(
    asked: Asked, values: Mapping[str, Sequence[Term]], terms: Terms
) -> list[tuple[str, str]]:
    """The parameters as a permalink has them: things by their ids, whatever they were called."""
    return [
        (name, _lasting(terms, term, text))
        for name, texts in asked.given.items()
        for term, text in _paired(values[name], texts)
    ]


def _paired(values: Sequence[Term], texts: Sequence[str]) -> Iterator[tuple[Term, str]]:
    """Each value with what was written for it; of several words in one text, each is one."""
    yield from zip(
        values, texts if len(texts) == len(values) else " ".join(texts).split(), strict=True
    )


def _lasting(terms: Terms, term: Term, text: str) -> str:
    return (terms.key(term) or term.value) if isinstance(term, NamedNode) else text


def _links(asked: Asked, answer: Answer, settings: Settings) -> dict[str, str]:
    """The paths of this page for good, and of those beside it."""

    def at(offset: int, more: Settings = ()) -> str:
        page = {"limit": str(asked.limit), "offset": str(offset), "format": asked.format}
        said = [(k, v) for k, v in page.items() if v not in ("", "0", str(MOST))]
        return address(f"/api/{asked.query}", [*settings, *said, *more])

    build = [("build", answer.build)] if answer.build else []
    pinned = build if asked.build else []
    limit, offset = asked.limit, asked.offset
    links = {"canonical": at(offset, build)}
    if offset + limit < answer.total:
        links["next"] = at(offset + limit, pinned)
    if offset:
        links["prev"] = at(max(0, offset - limit), pinned)
    return links


def _json(
    answer: Answer,
    asked: Asked,
    links: Mapping[str, str],
    understood: Mapping[str, Any] | None,
) -> bytes:
    found = answer.to_json()
    rows = found.pop("rows")
    told = {
        **({"understood": understood} if understood else {}),
        **found,
        "total": answer.total,
        "limit": asked.limit,
        "offset": asked.offset,
        "permalink": links["canonical"],
        "next": links.get("next"),
        "rows": rows,
    }
    return json_bytes(told)


def json_bytes(data: Any) -> bytes:
    """JSON in one line, which moves no terminal."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"{json_safe(text)}\n".encode()


def _lines(style: str) -> Callable[[Answer, Mapping[str, str]], bytes]:
    return lambda answer, _: as_text(answer_lines(answer), style, line_columns(answer)).encode()


def _markdown(answer: Answer, links: Mapping[str, str]) -> bytes:
    return f"{markdown_answer(answer)}\n<{links['canonical']}>\n".encode()


_WRITERS: Mapping[str, Callable[[Answer, Mapping[str, str]], bytes]] = {
    "csv": _lines("csv"),
    "tsv": _lines("tsv"),
    "md": _markdown,
}
