"""Which nouns mean a meeting, and which merely look like it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity_loaders.meetings.meetingwords import either_case, noun, words
from comity_loaders.meetings.names import Head
from comity_loaders.sentences.masking import Masked

_AT = re.compile(
    r"(?:\b(?:at|during|attend(?:ed|ing)?|participat(?:ed|ing) in|took part in|host(?:ed|s|ing))"
    r"|(?:sidelines|margins) of)"
    r" (?:the |this year's )?(?:(?:annual|[\w-]+(?:st|nd|rd|th)|regular|special|extraordinary) )*$"
    r"|\b(?:the|its) (?:\d+(?:st|nd|rd|th)|first|second|third|[\w-]+th) (?:[a-z]+ )?$",
    re.I,
)

_OF_NOTE = re.compile(r"<[BOSN]\d")
_SAT = re.compile(
    r",? (?:(?:which|that) )?(?:(?:was|were|is|has been|had been) )?"
    r"(?:held|hosted|convened|took place|taking place|had taken place) (?!by\b|that\b)"
)
_SITS = re.compile(r" (?:summit )?in (?:<[CS]\d+>|[A-Z])")
_HOSTED = re.compile(r"\bhosted (?:the )?$")
_PRIVATE = re.compile(
    rf"(?<![\w-]){either_case(words('private'))} (?:(?:has|had|have|also|then|was|were|will) )*"
    r"(?:held|holds|hold|holding|convened|hosted|opened|called|meeting|met|attended)"
    r"(?: [a-z]+)? $"
)
"""What shows that a meeting is no affair of states: who holds it."""
_NAME_OF = re.compile(r"(?:^|\W)(?!(?:At|In|On|The|During|After|Following|By) )[A-Z]\w+ of $")
"""What makes a noun with a capital behind it part of a name: "Court of Session"."""
_IS_MEETING = re.compile(r"(?i)\b(?:summit|meeting)$")
_MEETS = re.compile(r"(?i)^(?!organi[sz]ation\b)(?:.*\b)?(?:assembly|forum|conference|congress)\b")
"""Names of bodies that are meetings, and of those that are where somebody is at them, or where they
are held."""


def nouns(masked: Masked, text: str) -> Iterator[re.Match[str]]:
    """The nouns, and bodies that are meetings themselves: "the ASEAN Summit"."""
    found = list(noun().finditer(masked.text))
    for match in re.finditer(r"<[OB]\d+>", masked.text):
        slot = masked.slots_in(*match.span())[0]
        name, full = slot.span.of(text), " ".join(entity.name for entity in slot.entities)
        is_there = name in words("seatless") and (
            _SITS.match(masked.text, match.end()) or _HOSTED.search(masked.text[: match.start()])
        )
        is_one = is_there or _MEETS.search(name) or _IS_MEETING.search(full)
        is_at = _AT.search(masked.text[: match.start()]) or _SAT.match(masked.text, match.end())
        if _IS_MEETING.search(name) or (is_one and is_at):
            found.append(match)
    yield from sorted(found, key=lambda match: match.start())


def is_meeting(masked: Masked, head: Head) -> bool:
    """Whether the noun does not merely look like it: a press conference, "meeting the deadline"."""
    behind = re.match(r" ([\w-]+)", masked.text[head.end :])
    if behind and behind[1].lower() in words("not_behind"):
        return False
    if noun().match(masked.text, head.end + 1):
        return False  # "a ministerial conference": the conference will be found
    if head.noun in words("adjectives") and behind and not _may_follow().match(behind[1]):
        return False  # "a ministerial commission"
    if head.noun in words("named_only") and not head.words:
        return False  # "the Dialogue"
    if head.noun in words("counted") and not head.ordinal:
        return False  # "the National Assembly"
    if head.noun in words("lesser") and not _OF_NOTE.search(masked.text):
        return False  # "the students held a workshop"
    return not (_is_of_others(masked, head) or _is_gerund(masked, head))


def _is_of_others(masked: Masked, head: Head) -> bool:
    """Whether it is of no states: a board's, a company's, a court's."""
    if any(word.lower() in words("not_before") for word in head.words):
        return True
    if _PRIVATE.search(masked.text[: head.start]) and not head.marks(masked):
        return True  # "the company held its annual meeting"
    is_parliament = head.noun == "congress" and masked.text[head.end - 8] == "C"
    return _is_in_name(masked, head) or (is_parliament and not head.words)


def _is_gerund(masked: Masked, head: Head) -> bool:
    """Whether "meeting" is what somebody does, and no noun."""
    is_noun = head.is_organ or masked.text[head.end - 1] == "s"
    if head.noun != "meeting" or head.determiner or head.words or is_noun:
        return False
    return not re.search(r"\b(?:at|in|during) $", masked.text[: head.start])


def _is_in_name(masked: Masked, head: Head) -> bool:
    """Whether it is the end of a name that tells of no meeting: "the Court of Session"."""
    noun_there = masked.text[head.first : head.end].rsplit(" ", 1)[-1]
    return noun_there[0].isupper() and bool(_NAME_OF.search(masked.text[: head.start]))


@cache
def _may_follow() -> re.Pattern[str]:
    """What may stand behind an adjective that is used as a noun: a verb or a preposition."""
    lists = ("stops", "auxiliaries", "happened", "scheduled", "postponed", "cancelled")
    return re.compile(rf"{either_case(frozenset().union(*map(words, lists)))}$|[a-z]+ed$")
