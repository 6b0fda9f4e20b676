"""IRIs for eyes: by prefix, where comity knows one."""

from __future__ import annotations

import re

from comity.terms import HOME, PREFIXES

_KNOWN = sorted(
    [*PREFIXES.items(), ("shape", f"{HOME}shape/"), ("rule", f"{HOME}rule/")],
    key=lambda pair: -len(pair[1]),
)


def shortened(text: str) -> str:
    """An IRI, or a path of them, with prefixes; as it is where none fits."""
    if text.startswith(("<", "^", "(")):
        return re.sub(r"<([^>]*)>", lambda m: shortened(m[1]), text)
    for prefix, namespace in _KNOWN:
        if text.startswith(namespace) and len(text) > len(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text


def rule_of(shape: str, constraint: str) -> str:
    """What was broken, in a word: the shape and the kind of constraint."""
    kind = constraint.rpartition("#")[2].removesuffix("ConstraintComponent")
    return f"{shortened(shape) or 'shape'}/{kind}" if kind else shortened(shape)
