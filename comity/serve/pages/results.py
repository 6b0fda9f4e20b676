"""What a query in SPARQL gave, as a page: a table, and the same for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from comity.serve.pages.layout import render

_ROWS = {"CSV for spreadsheets": "spreadsheet", "JSON": "json", "XML": "xml", "TSV": "tsv"}
_TRIPLES = {"Turtle": "turtle", "N-Triples": "ntriples", "JSON-LD": "jsonld"}


def page(
    request: Request,
    given: Sequence[tuple[str, str]],
    found: Any,
    cut: int,
    headers: Mapping[str, str],
) -> Response:
    """The page of an answer.

    Args:
        request: what was asked.
        given: the parameters that ask the same again, the query first.
        found: the table, as `comity.serve.protocol.tables.Table` has it.
        cut: how many rows it was cut to; 0 where nothing is missing.
        headers: further headers.
    """
    forms = _TRIPLES if found.columns == ("subject", "predicate", "object") else _ROWS
    links = {
        title: f"{request.url.path}?{urlencode([*given, ('format', form)])}"
        for title, form in forms.items()
    }
    editor = f"/editor?{urlencode(given[:1])}"
    return render(
        request,
        "results.html.j2",
        headers=headers,
        query=given[0][1],
        found=found,
        cut=cut,
        links=links,
        editor=editor,
    )
