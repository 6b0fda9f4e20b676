"""Where a store is, of which kind it is, and who asks: `[PROFILE+]URL` and the environment."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from netrc import NetrcParseError
from urllib.parse import urlsplit

from comity.endpoint import Access, Credentials
from comity.errors import StoreError
from comity.exchange.profiles import Profile, profile, recognised

USER, PASSWORD, TOKEN = "COMITY_STORE_USER", "COMITY_STORE_PASSWORD", "COMITY_STORE_TOKEN"
_TARGET = re.compile(r"(?:([A-Za-z][\w-]*)\+)?(https?://.+)", re.I)
_GIVE_THEM = (
    f"set {USER} and {PASSWORD}, or {TOKEN}, in the environment, or write a line for its host in "
    "~/.netrc"
)


@dataclass(frozen=True, slots=True)
class Target:
    """A store to push to, to pull from or to ask.

    Args:
        url: its address, as its profile means it, without a slash at the end.
        profile: what is peculiar to it.
        credentials: who asks; None where nothing is known of who does.
    """

    url: str
    profile: Profile
    credentials: Credentials | None = None

    @property
    def query(self) -> str:
        """Where queries go."""
        return self._place(self.profile.query)

    @property
    def update(self) -> str:
        """Where updates go."""
        return self._place(self.profile.update)

    @property
    def graphs(self) -> str:
        """Where the Graph Store Protocol is spoken; empty where it is not."""
        return self._place(self.profile.graphs)

    @property
    def access(self) -> Access:
        """What its query endpoint must be told."""
        made = self.profile
        return Access(made.query_parameters, self.credentials, made.authentication)

    def __str__(self) -> str:
        return f"{self.profile.name}+{self.url}"

    def _place(self, template: str) -> str:
        return template.replace("{target}", self.url)


def is_target(where: str) -> bool:
    """Whether it is the address of a store, and not a folder."""
    return bool(_TARGET.fullmatch(where))


def target_of(where: str, timeout: int = 60) -> Target:
    """The store that `[PROFILE+]URL` names; without a profile it is asked what it is.

    Raises:
        StoreError: where it is no address, holds a password, or its kind is not known.
    """
    name, url = split(where)
    made = profile(name) if name else _recognised(url, timeout)
    for template in (made.query, made.update, made.graphs):
        url = url.removesuffix(template.removeprefix("{target}") or "\0")
    return Target(url, made, credentials_for(url))


def split(where: str) -> tuple[str, str]:
    """The name of the profile, empty where none is given, and the address.

    Raises:
        StoreError: where it is no address, or one that holds a password.
    """
    found = _TARGET.fullmatch(where.strip())
    if not found:
        hint = "as in oxigraph+http://localhost:7878; comity push --stores lists the profiles"
        raise StoreError("this is no address of a store", where=_hidden(where), hint=hint)
    name, url = found[1] or "", found[2].rstrip("/")
    if "@" in urlsplit(url).netloc:
        raise StoreError("an address holds no user or password", hint=_GIVE_THEM)
    return name.lower(), url


def credentials_for(url: str) -> Credentials | None:
    """Who asks, by the environment or else by netrc; None where neither says.

    Raises:
        StoreError: where the environment names a user without a password, or netrc is broken.
    """
    user, password, token = (os.environ.get(name, "") for name in (USER, PASSWORD, TOKEN))
    if user and not password and not token:
        raise StoreError(f"{USER} is set, and {PASSWORD} is not", hint=_GIVE_THEM)
    if user or token:
        return Credentials(user, password, token)
    return _from_netrc(url)


def _from_netrc(url: str) -> Credentials | None:
    from requests.utils import get_netrc_auth

    try:
        found = get_netrc_auth(url, raise_errors=True)
    except (NetrcParseError, OSError) as error:
        line = getattr(error, "lineno", None)  # its message may quote a password
        place = f", line {line}" if line else ""
        raise StoreError(f"netrc cannot be read{place}", hint="mend it") from None
    return Credentials(found[0], found[1]) if found else None


def _recognised(url: str, timeout: int) -> Profile:
    """The profile of a store that says in its answers what it is."""
    import requests

    try:
        with requests.get(url, timeout=timeout, allow_redirects=False, stream=True) as answer:
            found = recognised(answer.headers.get("Server", ""))
    except requests.RequestException as error:
        raise StoreError(
            f"the store cannot be reached: {reason(error)}", where=url, hint="is it up, and there?"
        ) from error
    if found is None:
        hint = f"say it, as in fuseki+{url}; comity push --stores lists the profiles"
        raise StoreError("it does not say what kind of store it is", where=url, hint=hint)
    return found


def reason(error: BaseException) -> str:
    """Why a connection failed, in the words of whoever knows best: the innermost error's."""
    for _ in range(9):
        inner = error.__cause__ or error.__context__ or _wrapped(error)
        if inner is None:
            break
        error = inner
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(words).split())[:200]


def _wrapped(error: BaseException) -> BaseException | None:
    inner = getattr(error, "reason", None) or next(iter(error.args), None)
    return inner if isinstance(inner, BaseException) else None


def _hidden(where: str) -> str:
    """An address as it may be shown: without what stands before an @."""
    return re.sub(r"//[^/@]*@", "//…@", where)
