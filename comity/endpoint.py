"""Any SPARQL 1.1 endpoint, over HTTP, as a store."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPException
from urllib.error import HTTPError

import pyoxigraph as ox

from comity.errors import QueryError, StoreError
from comity.store import Answer, whole

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"


class Endpoint:
    """A SPARQL 1.1 endpoint, asked by POST.

    Which graphs a query without `FROM` is answered from is the endpoint's own choice.

    Args:
        url: where it is; http or https.
        timeout: seconds to wait for it to connect, and then for each piece of its answer.

    Raises:
        StoreError: where the URL is neither http nor https.
    """

    def __init__(self, url: str, timeout: int = 60) -> None:
        if not url.lower().startswith(("http://", "https://")):
            raise StoreError("an endpoint is reached over http or https only", where=url)
        self.url, self.timeout = url, timeout

    def query(self, sparql: str) -> Answer:
        """See `comity.store.Store.query`."""
        headers, body = self._ask(sparql)
        media = headers.get("content-type", "")
        try:
            return _parsed(media, body)
        except (SyntaxError, ValueError) as error:
            raise self._fault(
                f"it answered with what is no {media or 'answer'}: {error}"
            ) from error

    def close(self) -> None:
        """Nothing is held open."""

    def _ask(self, sparql: str) -> tuple[Mapping[str, str], bytes]:
        from SPARQLWrapper import POST, SELECT, SPARQLExceptions, SPARQLWrapper

        wrapper = SPARQLWrapper(self.url)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", _ACCEPT)
        wrapper.timeout = self.timeout
        # Not setQuery: it guesses the kind of query, and may so send a query as an update.
        wrapper.queryString, wrapper.queryType = sparql, SELECT
        try:
            result = wrapper.query()
            with result.response as response:
                return result.info(), response.read()
        except SPARQLExceptions.QueryBadFormed as error:
            raise QueryError(_said(error), where=self.url) from error
        except SPARQLExceptions.SPARQLWrapperException as error:
            raise self._fault(_said(error)) from error
        except HTTPError as error:
            with error:
                raise self._fault(str(error)) from error
        except (OSError, HTTPException) as error:
            raise self._fault(str(error)) from error

    def _fault(self, what: str) -> StoreError:
        return StoreError(
            f"the endpoint cannot answer: {what}", where=self.url, hint="is it up, and is it one?"
        )


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
