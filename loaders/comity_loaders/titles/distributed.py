"""Offices of one plural title, given state by state: "the presidents of Peru, X, and Chile, Y"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from comity.model import Entity
from comity_loaders.titles.officewords import HONORIFICS
from comity_loaders.titles.titles import Title

_TO_NAME = re.compile(rf"(?:,|[ ]*\(|[ ]--?|[ ][–—])[ ]*(?:{HONORIFICS}[ ]+)*")
_TO_STATE = re.compile(
    r"\)?[ ]*(?:[,;]|[ ][-–—]+)?(?:[ ]*(?:and|as well as)(?![\w-]))?[ ]*(?:of[ ]+)?(?:the[ ]+)?"
)


def distributed(
    text: str,
    title: Title,
    ends_of_names: Callable[[int], int | None],
    states: Mapping[int, tuple[Entity, int]],
) -> list[tuple[int, Entity]]:
    """Where the bearers of a plural title are named, each behind the body of which it is.

    Args:
        text: the article's.
        title: a title in the plural, with the first of the bodies.
        ends_of_names: where the name ends that starts at a place; None where none does.
        states: the bodies and where they end, by where they start.

    Returns:
        Where each name starts and whose office it is; nothing where there are not two of them.
    """
    if not title.plural or not title.body or len(title.bodies) > 1:
        return []
    found = list(_pairs(text, title, ends_of_names, states))
    return found if len(found) > 1 else []


def _pairs(
    text: str,
    title: Title,
    ends_of_names: Callable[[int], int | None],
    states: Mapping[int, tuple[Entity, int]],
) -> Iterator[tuple[int, Entity]]:
    body, at = title.body, title.span.end
    while body:
        gap = _TO_NAME.match(text, at)
        end = ends_of_names(gap.end()) if gap else None
        if not gap or not end:
            return
        yield gap.end(), body
        to_state = _TO_STATE.match(text, end)
        following = states.get(to_state.end()) if to_state and to_state.group() else None
        if following is None:
            return
        body, at = following
