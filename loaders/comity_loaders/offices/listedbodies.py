"""Whose an office is by what follows it in a list: "X, Foreign Minister, Chad; Y, Judge, ICJ".

Programmes and press releases set name, title and body side by side. Where something follows that
nobody knows, the office is that one's, and of no state that the text speaks of elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from comity.model import Entity, Kind
from comity_loaders.people.namescan import listed
from comity_loaders.titles.officewords import HONORIFICS
from comity_loaders.titles.titles import Title

_STATES, _ORGANISATIONS = (Kind.STATE, Kind.TERRITORY), (Kind.ORGANISATION, Kind.ORGAN)
_COMMA = re.compile(r",[ ]+(?:the[ ]+)?")
_NEXT_LINE = re.compile(r"[ ]*,?[ ]*\n[ ]*(?:(?:the[ ]+)?(?:Government|Republic) of (?:the )?)?")
_ENDS = re.compile(r"[ ]*(?:[;:,.)\n]|$|(?:and|who|is|was|will|has|had|said)\b)")
_ENDS_LINE = re.compile(r"[ ]*(?:[;:\n]|\.?$)")
_UNKNOWN = re.compile(
    rf",[ ]+(?:the[ ]+)?(?!{HONORIFICS}[ ])"
    r"(?P<name>[A-Z][\w&'-]*(?:[ ]+(?:(?:of|for|and|on|of the|for the)[ ]+)?[A-Z][\w&'-]*)+)"
)
_HEADS = {"president", "vice president"}
"""Heads that are a state's or an organisation's alike."""


def listed_body(
    text: str, title: Title, body_at: Mapping[int, tuple[Entity, int]]
) -> Entity | None:
    """The body behind a title and a comma: "X, Foreign Minister, Chad"."""
    match = _COMMA.match(text, title.span.end) or _NEXT_LINE.match(text, title.span.end)
    found = body_at.get(match.end()) if match else None
    if not found or not _fits(title, found[0]):
        return None
    is_line = "\n" in text[title.span.end : match.end() if match else 0]
    ends = _ENDS if is_capital(text, title) and not is_line else _ENDS_LINE
    return found[0] if ends.match(text, found[1]) else None


def is_of_listed_unknown(
    text: str, title: Title, body_at: Mapping[int, tuple[Entity, int]]
) -> bool:
    """Whether what nobody knows follows: "X, President, International Council for Y"."""
    match = _UNKNOWN.match(text, title.span.end) if is_capital(text, title) else None
    known = body_at.get(match.start("name")) if match else None
    if match is None or (known and known[1] >= match.end("name")):
        return False
    return bool(set(match["name"].split()) & listed("not_people"))


def is_capital(text: str, title: Title) -> bool:
    """Whether it is written as titles in lists are: with a capital and no article."""
    return title.determiner == "" and title.core.of(text)[:1].isupper()


def _fits(title: Title, body: Entity) -> bool:
    of_state = title.scope == "state" or title.head in {"ambassador", "permanent representative"}
    of_state = of_state or title.text.endswith(" Court")
    if body.kind in _STATES:
        return of_state
    return body.kind in _ORGANISATIONS and (title.scope != "state" or title.head in _HEADS)
