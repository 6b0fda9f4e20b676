"""Any SPARQL 1.1 endpoint, over HTTP, as a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError

import pyoxigraph as ox

from comity.errors import QueryError, StoreError
from comity.store import Answer, Solutions, whole

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"


class Scheme(StrEnum):
    """How a user and a password are sent."""

    BASIC = "basic"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """Who asks. It is never written: neither `str` nor `repr` has anything of it.

    Args:
        user: a name; empty where a token is given.
        password: the user's.
        token: what is sent in the place of both.
    """

    user: str = ""
    password: str = ""
    token: str = ""

    def __repr__(self) -> str:
        return "Credentials(…)"


@dataclass(frozen=True, slots=True)
class Access:
    """What an endpoint must be told with every query.

    Args:
        parameters: parameters of the request, beside the query.
        credentials: who asks; None where anyone may.
        scheme: how a user and a password are sent.
    """

    parameters: Mapping[str, str] = field(default_factory=dict)
    credentials: Credentials | None = None
    scheme: Scheme = Scheme.BASIC


class Endpoint:
    """A SPARQL 1.1 endpoint, asked by POST.

    Which graphs a query without `FROM` is answered from is the endpoint's own choice, unless a
    parameter of the access makes it.

    Args:
        url: where it is; http or https.
        timeout: seconds to wait for it to connect, and then for each piece of its answer.
        access: what it must be told beside the query.

    Attributes:
        hint: what a user can do where it does not answer.
        server: what it calls itself, from its last answer; empty before, or if it does not say.

    Raises:
        StoreError: where the URL is neither http nor https.
    """

    hint = "is it up, and is it one?"

    def __init__(self, url: str, timeout: int = 60, access: Access | None = None) -> None:
        if not url.lower().startswith(("http://", "https://")):
            raise StoreError("an endpoint is reached over http or https only", where=url)
        self.url, self.timeout, self.access = url, timeout, access or Access()
        self.server = ""

    def query(self, sparql: str) -> Answer:
        """See `comity.store.Store.query`."""
        headers, body = self._ask(sparql)
        self.server = headers.get("server", "")
        media = headers.get("content-type", "")
        try:
            answer = _parsed(media, body)
        except (SyntaxError, ValueError) as error:
            raise self._fault(
                f"it answered with what is no {media or 'answer'}: {error}"
            ) from error
        self._check_whole(answer, headers)
        return answer

    def close(self) -> None:
        """Nothing is held open."""

    def _check_whole(self, answer: Answer, headers: Mapping[str, str]) -> None:
        """Refuse an answer that Virtuoso cut off: its limit of rows is no error of its own."""
        limit = headers.get("x-sparql-maxrows", "")
        if isinstance(answer, Solutions) and limit.isdigit() and len(answer) >= int(limit) > 0:
            raise StoreError(
                f"the endpoint cut its answer off at {limit} rows",
                where=self.url,
                hint="raise its limit (Virtuoso's ResultSetMaxRows, --rows of comity serve), "
                "or pull the build and ask it here",
            )

    def _wrapper(self) -> SPARQLWrapper:
        from SPARQLWrapper import DIGEST, POST, SPARQLWrapper

        wrapper, credentials = SPARQLWrapper(self.url), self.access.credentials
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", _ACCEPT)
        wrapper.timeout = self.timeout
        for name, value in self.access.parameters.items():
            wrapper.addParameter(name, value)
        if credentials and credentials.token:
            wrapper.addCustomHttpHeader("Authorization", f"Bearer {credentials.token}")
        elif credentials:
            wrapper.setCredentials(credentials.user, credentials.password)
            if self.access.scheme is Scheme.DIGEST:
                wrapper.setHTTPAuth(DIGEST)
        return wrapper

    def _ask(self, sparql: str) -> tuple[Mapping[str, str], bytes]:
        from SPARQLWrapper import SELECT, SPARQLExceptions

        wrapper = self._wrapper()
        # Not setQuery: it guesses the kind of query, and may so send a query as an update.
        wrapper.queryString, wrapper.queryType = sparql, SELECT
        try:
            result = wrapper.query()
            with result.response as response:
                return result.info(), response.read()
        except SPARQLExceptions.QueryBadFormed as error:
            hint = "" if self.hint == Endpoint.hint else self.hint
            raise QueryError(_said(error), where=self.url, hint=hint) from error
        except SPARQLExceptions.SPARQLWrapperException as error:
            raise self._fault(_said(error)) from error
        except HTTPError as error:
            with error:
                raise self._fault(str(error)) from error
        except (OSError, HTTPException) as error:
            raise self._fault(str(error)) from error

    def _fault(self, what: str) -> StoreError:
        return StoreError(f"the endpoint cannot answer: {what}", where=self.url, hint=self.hint)


def _parsed(media: str, body: bytes) -> Answer:
    results = ox.QueryResultsFormat.from_media_type(media)
    if results:
        return whole(ox.parse_query_results(body, format=results))
    triples = ox.RdfFormat.from_media_type(media)
    if triples:
        return [quad.triple for quad in ox.parse(body, format=triples)]
    raise ValueError("its media type is no SPARQL answer's")


def _said(error: Exception) -> str:
    """What the endpoint said, or else SPARQLWrapper, which shows an answer's bytes as Python's."""
    what, _, answer = str(error).partition("Response:\nb")
    words = answer[1:-1].replace("\\n", " ").replace("\\r", " ") or what
    return " ".join(words.split())[:300]
