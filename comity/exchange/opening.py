"""A store opened to be asked: which parameters its queries need, whose data it holds."""

from __future__ import annotations

from dataclasses import dataclass

from comity.endpoint import Access, Endpoint
from comity.errors import StoreError
from comity.exchange.plan import manifest_of
from comity.exchange.profiles import Profile, recognised
from comity.exchange.target import Target, credentials_for, split, target_of
from comity.store import Solutions
from comity.terms import PREFIXES, Terms

_HELD = f"""PREFIX dcat: <{PREFIXES["dcat"]}>
PREFIX schema: <{PREFIXES["schema"]}>
PREFIX void: <{PREFIXES["void"]}>
SELECT DISTINCT ?catalogue ?base ?build {{
  ?catalogue a dcat:Catalog ; void:uriSpace ?base .
  OPTIONAL {{ ?catalogue schema:sha256 ?build }}
}}"""

_PULL = "fetch the build with comity pull, and ask it here"


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that is asked.

    Args:
        endpoint: where queries go.
        terms: the IRIs of its data: comity's own where it does not say.
        build: the hash of the build that was pushed; empty where none was, to its end.
        profile: what is known of its kind; None where nothing is.
    """

    endpoint: Endpoint
    terms: Terms
    build: str = ""
    profile: Profile | None = None

    def check(self, query: str) -> None:
        """Let through a stored query that this kind of store answers rightly.

        Raises:
            StoreError: where it is known that it does not.
        """
        if self.profile and query in self.profile.wrong:
            raise StoreError(
                f"{self.profile.label} is known to answer {query} wrongly",
                where=self.endpoint.url,
                hint=_PULL,
            )


def open_url(where: str, timeout: int = 60) -> Opened:
    """The store behind `[PROFILE+]URL`.

    With a profile the URL is the store's address, else that of its query endpoint; what that says
    of itself in its first answer is then what it is taken for.

    Raises:
        StoreError: where it cannot be reached, or there is no such profile.
    """
    name, url = split(where)
    if name:
        target = target_of(where)
        return _opened(Endpoint(target.query, timeout, target.access), target.profile)
    first = Endpoint(url, timeout, Access({}, credentials_for(url)))
    held = _held(first)
    made = recognised(first.server)
    if made is None or not (made.query_parameters or first.access.credentials):
        return _named(first, held, made)
    return _opened(Endpoint(url, timeout, Target(url, made, credentials_for(url)).access), made)


def _opened(endpoint: Endpoint, made: Profile | None) -> Opened:
    return _named(endpoint, _held(endpoint), made)


def _held(endpoint: Endpoint) -> Solutions:
    found = endpoint.query(_HELD)
    return found if isinstance(found, Solutions) else Solutions((), ())


def _named(endpoint: Endpoint, held: Solutions, made: Profile | None) -> Opened:
    """The store with the base and the hash of its build, if it holds one build only."""
    if made and made.wrong:
        endpoint.hint = _PULL
    rows = [{name: getattr(term, "value", "") for name, term in row.items()} for row in held]
    if len({row["base"] for row in rows}) != 1:
        return Opened(endpoint, Terms(), "", made)
    base = rows[0]["base"]
    own = [row for row in rows if row["catalogue"] == manifest_of(base)]
    return Opened(endpoint, Terms(base), next((r.get("build", "") for r in own), ""), made)
