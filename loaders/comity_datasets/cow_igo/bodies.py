"""The organisations of the data, by their abbreviations there and by their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from comity.model import Kind
from comity_datasets.said import Name


@dataclass
class Body:
    """An organisation: its abbreviation, its name, the years in which it began and ended."""

    short: str
    name: Name
    began: int | None = None
    ended: int | None = None


def body_name(short: str, words: Sequence[str]) -> Name:
    """An organisation: by the table of abbreviations, or by its name, never by a mere acronym."""
    key = _bodies().get(short.lower(), short if "/" in short else "")
    full = tuple(word for word in words if " " in word)
    return Name(Kind.ORGANISATION, full or (f"{short.upper()} (COW)",), key)


@cache
def _bodies() -> dict[str, str]:
    text = files("comity_datasets").joinpath("cow-bodies.yaml").read_text(encoding="utf-8")
    bodies: dict[str, str] = yaml.safe_load(text)["bodies"]
    return bodies
