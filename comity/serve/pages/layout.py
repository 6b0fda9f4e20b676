"""What all pages have in common: the frame around them, and how they are written.

A page is a module with `ROUTES`. Its handler asks the site by a function of the module's own,
which runs in a worker and gives plain data, and renders a template that extends `layout.html.j2`:

    async def page(request: Request) -> Response:
        found = await site_of(request).run(_found, request.query_params.get("year", ""))
        return render(request, "timeline.html.j2", found=found)

    def _found(opened: Opened, year: str) -> Found: ...
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from comity.report.words import wording, words
from comity.serve.pages import writing
from comity.serve.pages.static import address
from comity.serve.site import site_of


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation.

    Args:
        path: where it leads; the pages below it belong to it.
        name: what it is called.
    """

    path: str
    name: str


NAVIGATION = (
    Place("/ask", "Ask"),
    Place("/queries", "Questions"),
    Place("/timeline", "Timelines"),
    Place("/statements", "Statements"),
    Place("/conflicts", "Disagreements"),
    Place("/plots", "Plots"),
    Place("/articles", "Articles"),
    Place("/page", "Things"),
    Place("/editor", "SPARQL"),
)
"""What stands at the top of each page."""


def render(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> Response:
    """A page: a template of `templates/` with these values.

    Beside them a template has `place` (the entry of the navigation that the page belongs to),
    `build` (the hash of the published build), `version`, and the globals and filters of
    `environment`. A browser that has the page already is told so.

    Args:
        request: what is answered.
        template: the name of the template.
        status: the status of the answer.
        headers: further headers.
        values: what the template shows.
    """
    html = environment().get_template(template).render(_frame(request) | values)
    tag = f'"{hashlib.sha256(html.encode()).hexdigest()[:32]}"'
    headers = {"Cache-Control": "no-cache", "ETag": tag, **(headers or {})}
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(html, status, headers)


def _frame(request: Request) -> dict[str, Any]:
    """What the layout itself shows."""
    return {
        "build": site_of(request).published.now().hash,
        "navigation": NAVIGATION,
        "place": _place(request.url.path),
        "version": metadata.version("comity"),
    }


def _place(path: str) -> Place | None:
    """Where a page belongs; the first page is the one to ask on."""
    wanted = "/ask" if path == "/" else path
    return next((p for p in NAVIGATION if f"{wanted}/".startswith(f"{p.path}/")), None)


@cache
def environment() -> Environment:
    """Where templates are found (here, then among those of the report), and what they can use.

    Globals: `static(name)`, the address of a static file; `kinds`, the kinds of claims by letter.
    Filters: `wording(group)`, a word as people read it; those of `writing.FILTERS`.
    """
    found = Environment(
        loader=ChoiceLoader([PackageLoader("comity.serve.pages"), PackageLoader("comity.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {"static": address, "kinds": words()["kinds"]}
    found.filters |= {"wording": lambda word, group: wording(group, word), **writing.FILTERS}
    return found
