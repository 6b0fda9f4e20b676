"""Who does something: the state or body that stands before a verb, by its name or its leaders."""

from __future__ import annotations

import re
from functools import cache

from comity.model import Entity
from comity_loaders import wordlists
from comity_loaders.meetings import meetingstance
from comity_loaders.meetings.meetingwords import either_case, words
from comity_loaders.sentences.masking import Masked

_NAME = r"(?: (?:[A-Z][\w'’.-]*|al|bin|de|von|van)){0,4}"


def actors_before(masked: Masked, at: int) -> tuple[Entity, ...]:
    """The states or bodies whose act the verb at an offset of the masked text tells.

    "Mali", "the government of Mali", "Malian President Amadou Toumani Toure" and "President Amadou
    Toumani Toure of Mali" all mean Mali.
    """
    before = masked.text[:at]
    clause = re.sub(r",? (?:which|who)\s*$", "", before)
    start = len(clause) - len(meetingstance.BOUNDARY.split(clause)[-1])
    match = _subject().search(clause, start)
    if not match:
        return ()
    group = next(name for name, value in match.groupdict().items() if value)
    slots = masked.slots_in(*match.span(group))
    return tuple(entity for slot in slots for entity in slot.entities)


@cache
def _subject() -> re.Pattern[str]:
    roles = either_case(
        words("roles")
        | {"government", "interim government", "authorities", "army", "parliament", "junta"}
    )
    between = either_case(wordlists.load("requests.yaml")["between"])
    remit = r"(?:[a-z-]+ ){0,3}"
    return re.compile(
        rf"(?:{roles}(?: of (?:state|government))?{_NAME},? (?:of|in) (?:the )?(?P<of><S\d+>)"
        rf"|(?P<own><[SN]\d+>)(?:['’]s?)? (?:[A-Za-z-]+ ){{0,3}}{roles}{_NAME}(?: [a-z]+)?"
        rf"|(?<!of )(?<!of the )(?P<self><[SB]\d+>)(?:['’]s {remit}{roles})?)"
        rf"(?:,[^,;:]{{2,60}},)?(?:,? (?:{between}|on <D\d+>|<D\d+>))*,?\s*$"
    )
