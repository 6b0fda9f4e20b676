"""Offices that are written as one label: "President of Ghana"."""

from __future__ import annotations

from comity.model import Kind
from comity_datasets.said import Name


def office(label: str, body: str = "", key: str = "") -> tuple[str, Name] | None:
    """The title and the body of an office; None where nothing says whose office it is.

    Args:
        label: what the data set calls the office.
        body: whose it is, where the data set says so.
        key: the body's key, where the data set has a code for it.
    """
    title, _, rest = label.partition(" of ")
    home = body or rest.removeprefix("the ").strip()
    if not (home or key) or not title.strip():
        return None
    words = tuple(word for word in (body, home) if word) or (key.rpartition(":")[2],)
    named = home and rest.removeprefix("the ").strip() == home
    return title.strip() if named else label.strip(), Name(Kind.ORGANISATION, words, key, True)
