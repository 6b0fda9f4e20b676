"""Who may write: whoever shows the token, which the server was started with."""

from __future__ import annotations

import hmac

from starlette.requests import Request

from comity.serve.refusals import RequestError

_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="comity"'}


def is_authorised(request: Request, token: str | None) -> bool:
    """Whether a request shows the token; nobody does to a server that has none."""
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    same = hmac.compare_digest(shown.strip().encode(), (token or "").encode())
    return bool(token) and scheme.lower() == "bearer" and same


def check_token(request: Request, token: str | None) -> None:
    """Let through who shows the token.

    Raises:
        RequestError: where the server takes no writes, or the request shows no token, or another.
    """
    if token is None:
        hint = "start it with comity serve --writable and a token, on a store of its own"
        raise RequestError("this server is only read", hint=hint, status=403)
    if not is_authorised(request, token):
        what = "only who shows the server's token may write"
        hint = "send it as Authorization: Bearer TOKEN"
        raise RequestError(what, hint=hint, status=401, headers=_CHALLENGE)
