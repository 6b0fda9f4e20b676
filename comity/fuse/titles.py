"""Titles of office: which are the same, which are generic, which only one person can hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import yaml

from comity.fuse.records import Known, Names, Sources

_ARTICLES = {"the", "a", "an", "its", "their", "his", "her"}


@dataclass(frozen=True, slots=True)
class _Titles:
    canonical: dict[str, str]
    generic: frozenset[str]
    leading: frozenset[str]
    single: frozenset[str]


@cache
def _titles() -> _Titles:
    data = yaml.safe_load(resources.files(__package__).joinpath("titles.yaml").read_text("utf-8"))
    canonical = {wording: same[0] for same in data["same"] for wording in same}
    sets = (frozenset(data[name]) for name in ("generic", "leading", "single"))
    return _Titles(canonical, *sets)


def title_of(wording: str, body: str, sources: Sources) -> str:
    """The title in its one form, without the body's own name; "head" of every generic word.

    Args:
        wording: as an article has it, such as "NATO's Secretary-General".
        body: the key of the body, state or organ.
        sources: where the body's names are looked up.
    """
    own = body in sources.names  # which only one article knows
    names = _folded(sources.called(body)) if own else _names(body, sources.known)
    return _title(wording, names)


@lru_cache(maxsize=65536)
def _title(wording: str, names: tuple[str, ...]) -> str:
    plain = _plain(wording)
    for name in names:
        plain = re.sub(rf"(?<!\w)(?:of )?{re.escape(name)}(?!\w)", " ", plain)
    words = [word for word in plain.split() if word not in _ARTICLES]
    while words and words[-1] in {"of", "for"}:
        words.pop()
    title = " ".join(words) or _plain(wording)
    title = _titles().canonical.get(title, title)
    return "head" if title in _titles().generic else title


def is_generic(title: str) -> bool:
    """Whether the title only says that somebody leads the body."""
    return title in _titles().generic


def is_leading(title: str) -> bool:
    """Whether a generic word can stand for it."""
    return title in _titles().leading


def is_single(title: str) -> bool:
    """Whether one person at a time holds it."""
    return title in _titles().single


def in_capitals(title: str) -> str:
    """The title as it stands in the name of an office: "Secretary General"."""
    small = {"of", "for", "and", "the", "to", "in", "on"}
    return " ".join(word if word in small else word.capitalize() for word in title.split())


def _plain(wording: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"['’]s\b|[^\w\s]|_", " ", wording.casefold())).strip()


@lru_cache(maxsize=4096)
def _names(body: str, known: Known) -> tuple[str, ...]:
    """What the body and the whole that it is part of are called, the longest name first."""
    called = Sources((), known=known)
    return _folded(called.called(body), called.called(called.root(body)))


def _folded(*several: Names) -> tuple[str, ...]:
    plain = {_plain(n) for one in several for n in one.labels + one.acronyms + one.adjectives}
    return tuple(sorted(plain - {""}, key=lambda name: (-len(name), name)))
