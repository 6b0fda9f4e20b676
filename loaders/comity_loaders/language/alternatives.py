"""Many words or phrases as one expression.

Python tries the branches of `apple|apply|…` one by one at every place of a text. In a trie words
that begin alike share their beginnings, and each letter is looked at once: it is the guard before
an expression that is slow to begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_END = ""


def any_of(phrases: Iterable[str], gap: str = r"\s+") -> str:
    """A group that matches any of these phrases, the longest first; a gap stands for a blank."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(one).replace(r"\ ", gap) for one in ordered) + ")"


def trie(words: Iterable[str]) -> str:
    """An expression that matches any of these words, of two with one beginning the longer."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _expression(root)


def begins(words: Iterable[str]) -> str:
    """A guard: a whole word stands here, in any case, that is one of these."""
    return rf"(?=(?i:{trie(words)})(?!\w))"


def _expression(node: dict[str, Any]) -> str:
    branches = [re.escape(letter) + _expression(node[letter]) for letter in node if letter != _END]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{body})?" if _END in node else body
