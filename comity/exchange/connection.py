"""Requests to a store over HTTP, and what its answers mean: done, busy, refused, not for you."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import Any

import pyoxigraph as ox
import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from comity.endpoint import Credentials, Scheme
from comity.exchange.faults import (
    BusyError,
    RefusedError,
    TooLongError,
    UnauthorisedError,
    UnreachableError,
)
from comity.exchange.target import PASSWORD, TOKEN, USER, Target, reason

_BUSY = {408, 425, 429, 502, 503, 504}
_IN_MEMORY = 16_000_000  # bytes of an answer; what is longer goes to a temporary file


class Connection:
    """A store to which requests are sent, as whoever its target says.

    Args:
        target: the store.
        timeout: seconds to wait for it to connect, and for each piece of an answer.
    """

    def __init__(self, target: Target, timeout: int) -> None:
        self.target, self.profile, self.timeout = target, target.profile, timeout
        self._session = requests.Session()
        self._session.auth = _auth(target.credentials, target.profile.authentication)

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()

    @contextmanager
    def answer(self, method: str, url: str, **given: Any) -> Iterator[requests.Response]:
        """The store's answer, if it did as it was asked, or has no such graph to read.

        Args:
            method: the request's.
            url: where it goes.
            given: what `requests` is given beside.

        Raises:
            StoreError: where it did not, or the connection broke, while the answer is read too.
        """
        try:
            # A redirect would make another request of it: of a PUT, a GET.
            answer = self._session.request(
                method, url, timeout=self.timeout, stream=True, allow_redirects=False, **given
            )
            with answer:
                absent = method == "GET" and answer.status_code == requests.codes.not_found
                if not absent:
                    self._check(answer, url)
                yield answer
        except requests.RequestException as error:
            raise UnreachableError(
                f"the store cannot be reached, or hung up: {reason(error)}",
                where=url,
                hint="is it up, and there?",
            ) from error

    def _check(self, answer: requests.Response, url: str) -> None:
        status = answer.status_code
        if status < 300:
            return
        said = f"{status} {answer.reason}: {_said(answer)}".rstrip(": ")
        if status in (401, 403):
            raise self._unauthorised(said, url)
        if status < 400:
            to = answer.headers.get("Location", "elsewhere")
            raise RefusedError(f"it sends us to {to}", where=url, hint="give that address")
        if _matches(self.profile.too_long, said):
            raise self._too_long(said, url)
        if status in _BUSY or _matches(self.profile.transient, said):
            raise BusyError(f"the store is busy: {said}", where=url, wait=_wait(answer.headers))
        raise RefusedError(f"the store refuses: {said}", where=url)

    def _too_long(self, said: str, url: str) -> TooLongError:
        limit = self.profile.time_limit or "how long it works on a request"
        hint = f"raise {limit} in its settings, and give the same command"
        return TooLongError(f"it took the store too long: {said}", where=url, hint=hint)

    def _unauthorised(self, said: str, url: str) -> UnauthorisedError:
        if self.target.credentials:
            what, hint = "the store does not let this user do this", "is the password right?"
        else:
            what = "the store lets nobody do this who does not say who it is"
            hint = f"set {USER} and {PASSWORD}, or {TOKEN}, or write a line to ~/.netrc"
        return UnauthorisedError(f"{what}: {said}", where=url, hint=hint)


def drain(answer: requests.Response) -> None:
    """Read what nobody needs: the connection can then be used again."""
    for _ in answer.iter_content(1 << 16):
        pass


def parsed(answer: requests.Response) -> Iterator[ox.Triple]:
    """The triples of an answer that has come whole, however long it is."""
    media = answer.headers.get("Content-Type", "")
    made = ox.RdfFormat.from_media_type(media)
    if made is None:
        raise RefusedError(f"it answered with {media or 'no media type'}", where=answer.url)
    with SpooledTemporaryFile(_IN_MEMORY) as body:
        for piece in answer.iter_content(1 << 16):
            body.write(piece)
        body.seek(0)
        try:
            for quad in ox.parse(body, format=made):
                yield quad.triple
        except (SyntaxError, ValueError) as error:
            raise RefusedError(
                f"it answered with what is no {media}: {error}", where=answer.url
            ) from error


class _Bearer(AuthBase):
    """Sends a token."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _Nobody(AuthBase):
    """Sends nothing, and keeps the library from reading netrc once more."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


def _auth(credentials: Credentials | None, scheme: Scheme) -> AuthBase:
    if credentials is None:
        return _Nobody()
    if credentials.token:
        return _Bearer(credentials.token)
    made = HTTPDigestAuth if scheme is Scheme.DIGEST else HTTPBasicAuth
    return made(credentials.user, credentials.password)


def _said(answer: requests.Response) -> str:
    """What an answer says, without the tags of a page, in one short line."""
    data = next(answer.iter_content(4000), b"")
    text = re.sub(r"<[^>]*>", " ", data.decode(errors="replace"))
    return " ".join(text.split())[:300]


def _matches(pattern: str, said: str) -> bool:
    return bool(pattern and re.search(pattern, said))


def _wait(headers: Mapping[str, str]) -> float:
    """The seconds that a store asks to wait, at most a minute."""
    value = headers.get("Retry-After", "")
    return min(float(value), 60.0) if value.isdigit() else 0.0
