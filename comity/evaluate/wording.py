"""Words compared: without accents, capitals and marks, by what two texts share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

_POSSESSIVE = re.compile(r"['’`]s\b")
_LEADING = re.compile(r"^(?:the|republic of) ")


@cache
def word_lists() -> dict[str, Any]:
    """The words that titles and offices are compared by; shared, so never change it."""
    content: dict[str, Any] = yaml.safe_load(
        files("comity.evaluate").joinpath("words.yaml").read_text(encoding="utf-8")
    )
    return content


@lru_cache(maxsize=65536)
def folded(text: str | None) -> str:
    """A name in lower case, without accents, marks, a possessive's s, and "the" before it."""
    bare = _POSSESSIVE.sub("", _plain(text))
    return _LEADING.sub("", re.sub(r"[^a-z0-9]+", " ", bare).strip())


@lru_cache(maxsize=65536)
def words(text: str | None) -> tuple[str, ...]:
    """The words of a text, in lower case and without accents."""
    return tuple(re.findall(r"[a-z0-9]+", _plain(text)))


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """The F1 of the words that two texts share, 0 to 1; a word counts as often as it stands."""
    common = shared(one, other)
    return 2 * common / (len(one) + len(other)) if common else 0.0


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts share, each as often as it stands in both."""
    return (Counter(one) & Counter(other)).total()


def alike(one: str, other: str) -> float:
    """How alike two spellings are, 0 to 1 (`difflib`'s ratio)."""
    return SequenceMatcher(None, one, other).ratio()


def _plain(text: str | None) -> str:
    decomposed = unicodedata.normalize("NFKD", text or "")
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
