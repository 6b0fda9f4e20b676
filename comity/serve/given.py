"""What a request gives: parameters that are known, come once and have a value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from starlette.datastructures import QueryParams

from comity.errors import ParameterError
from comity.hints import did_you_mean, suggestions

FURTHEST = 1_000_000_000
"""How many rows, or triples, can be left out before a page."""

SOME = r"[^\s\u0000-\u001f\u007f-\u009f\ufeff]"
"""What a value must have, as JSON Schema writes it: something else than blanks and controls."""

_NUMBER = re.compile(r"[0-9]{1,12}", re.ASCII)


def several(
    params: QueryParams, known: Sequence[str], many: Sequence[str] = ()
) -> dict[str, tuple[str, ...]]:
    """The values of a request's parameters.

    Args:
        params: as they came.
        known: the names that mean something.
        many: those that may come several times.

    Raises:
        ParameterError: where one is unknown, comes twice or has no value.
    """
    values: dict[str, tuple[str, ...]] = {}
    for name, value in params.multi_items():
        if name not in known:
            raise _unknown(name, known)
        if name in values and name not in many:
            raise ParameterError(f"{name!r} is given twice", hint="it takes one value")
        if not re.search(SOME, value):
            raise ParameterError(f"{name!r} has no value", hint="leave it out, or give it one")
        values[name] = (*values.get(name, ()), value)
    return values


def single(params: QueryParams, known: Sequence[str]) -> dict[str, str]:
    """The values of parameters that each take one.

    Raises:
        ParameterError: as `several`.
    """
    return {name: found[0] for name, found in several(params, known).items()}


def number(values: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    """The number that a parameter gives.

    Raises:
        ParameterError: where it is none from `least` to `most`.
    """
    given = values.get(name, str(default))
    if not _NUMBER.fullmatch(given) or not least <= int(given) <= most:
        hint = f"write one from {least} to {most}"
        raise ParameterError(f"{given!r} is no number for {name!r}", hint=hint)
    return int(given)


def _unknown(name: str, known: Sequence[str]) -> ParameterError:
    hints = [did_you_mean(suggestions(name, known)), f"it takes: {', '.join(known) or 'none'}"]
    return ParameterError(
        f"there is no parameter {name!r} here", hint="; ".join(hint for hint in hints if hint)
    )
