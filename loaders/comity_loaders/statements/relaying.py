"""Clauses by which a text names who relays it: ", Example.Az reports via Russian media"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.relays import list_of
from comity_loaders.statements.speech import Speech, Stretch


@dataclass(frozen=True, slots=True)
class Relayed:
    """A relaying clause at the end of a stretch.

    Args:
        start: where it starts, its comma included.
        outlet: who relays; empty where the clause names none.
        via: by way of whom; empty where the clause does not say.
    """

    start: int
    outlet: str
    via: str = ""


def relayed(speech: Speech, stretch: Stretch) -> Relayed | None:
    """The relaying clause that ends a stretch; None where there is none."""
    match = _pattern().search(speech.masked, stretch.span.start, stretch.span.end)
    if not match or not (match["via"] or _is_outlet(match["outlet"])):
        return None
    outlet = re.sub(r"^(?:[a-z-]+\s+)+(?=[A-Z])", "", " ".join(match["outlet"].split()))
    return Relayed(match.start(), outlet, " ".join((match["via"] or "").split()))


def _is_outlet(name: str) -> bool:
    """Whether a name is a known source, or has the form of one, such as "Example.Az"."""
    bare = name.removeprefix("the ").removeprefix("The ")
    known = bare in list_of("outlets") or name in list_of("outlets")
    nouns = re.search(rf"(?i)\b(?:{any_of(list_of('nouns'))})\b", name) is not None
    return (
        known
        or nouns
        or bool(re.search(r"\w\.\w{2,}$", name))
        or name.lower() in map(str.lower, list_of("descriptive"))
    )


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?:,|\ufffc)\s+(?P<outlet>(?:[Tt]he\s+)?(?:[a-z-]+\s+){0,4}?[A-Z][\w.&'-]*(?:\s+[\w.&'-]+){0,5}?)\s+"
        rf"(?:{any_of(list_of('relaying'))})(?:\s+(?:on\s+)?(?:[A-Z][a-z]+day|today|yesterday))?"
        r"(?:,?\s+(?:via|per|citing|quoting|with\s+reference\s+to|referring\s+to|from)\s+(?P<via>[^.;,]{2,60}))?[.]?\s*$"
    )
