"""Plain questions: `/api/ask?q=…`."""

from __future__ import annotations

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from comity.questions import Declined, Understood, understand
from comity.serve.api.offered import named
from comity.serve.api.parameters import COMMON
from comity.serve.api.queries import answer_of, style_of
from comity.serve.given import single
from comity.serve.links import address, home_of
from comity.serve.refusals import RequestError
from comity.serve.site import site_of
from comity.serve.snapshot import Opened


async def ask(request: Request) -> Response:
    """The answer of the stored query that a question is sure to mean; or what it may mean."""
    given = single(request.query_params, ("q", *COMMON))
    question = given.pop("q", "")
    if not question:
        raise RequestError("there is no question", hint="as in: /api/ask?q=who joined NATO in 2004")
    if style_of(request, given.get("format", "")) == "html":
        return RedirectResponse(address("/ask", [("q", question)]), 303, {"Vary": "Accept"})
    found = await site_of(request).run(_understood, question)
    if isinstance(found, Declined):
        return _declined(request, found)
    params = QueryParams([*found.settings.items(), *given.items()])
    return await answer_of(request, named(found.query), params, found.to_json())


def _understood(opened: Opened, question: str) -> Understood | Declined:
    return understand(question, opened.target.store, opened.target.terms)


def _declined(request: Request, declined: Declined) -> Response:
    """404: there is no answer that is sure to be one to this question."""
    home = home_of(request)
    suggestions = [
        {**s.to_json(), "href": home + address(f"/api/{s.query}", s.settings.items())}
        for s in declined.suggestions
    ]
    problem = {
        "title": "Not Found",
        "status": 404,
        "detail": f"the question is declined: {declined.why}",
        "hint": "a stored query can be asked by name: see /api/queries",
        "question": declined.question,
        "suggestions": suggestions,
    }
    headers = {"Cache-Control": "no-cache", "Vary": "Accept"}
    return JSONResponse(problem, 404, headers, media_type="application/problem+json")
