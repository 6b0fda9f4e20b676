"""The patterns of what stands behind a title: parts, agencies, seats, regions, committees."""

from __future__ import annotations

import re

from comity_loaders.language.alternatives import any_of
from comity_loaders.titles import titlewords
from comity_loaders.titles.sidewords import AGENCY

# "The head of the UN mission" is not the head of the UN.
PART_OF_BODY = re.compile(
    r"(?:'s)?[ ]+(?:[a-z-]+[ ]+){0,2}(?:mission|team|delegation|office|agency|force|forces|"
    r"department|bureau|programme|program|branch|chapter|club|bank|university|company|association|"
    r"party|panel|group|task force|committee|troops|contingent|peacekeeping|observers?|football|"
    r"rebels?|guerrillas?|insurgents?|militia|separatists?|resistance|side|unit)\b"
)
GOES_ON = re.compile(r"'s|-[A-Z]")  # "the chairman of the Peru-Chile Chamber"
ORGAN_BEHIND = re.compile(
    rf"(?:'s?[ ]+(?:[a-z]+[ ]+)?(?i:{any_of(titlewords.words('organs'))})"
    rf"|(?:'s?)?[ ]+(?:[A-Z][\w-]+[ ]+){{0,3}}{any_of(titlewords.words('parts'))})(?![\w-])"
)
# "The head of the OSCE mission in Georgia" has an office of the OSCE.
MISSION = re.compile(
    rf"(?P<mission>(?:'s?)?[ ]+(?:[a-z-]+[ ]+){{0,2}}{any_of(titlewords.words('missions'))})"
    r"(?![\w-])"
    r"(?:[ ]+(?:in|to|for|on)[ ]+(?:the[ ]+)?[A-Z][\w'-]+(?:[ ]+[A-Z][\w'-]+)*)?"
)
SHORT = re.compile(
    r"[ ]+of[ ]+(?:the|this)[ ]+(?P<noun>Tribunal|Court|Commission|Bank|Fund|Forum|League|Union"
    r"|Alliance|Organi[sz]ation|Community|Commonwealth|Agency|Group|Association|Authority|Movement)"
    r"(?![\w'-])(?![ ]+(?:of|for|on|[A-Z][a-z]+[ ]+(?:of|[A-Z][a-z]+[ ]+of))\b)"
)
FORCES = re.compile(r"\b(?:forces|troops|contingent)$")
AGENCY_BARE = re.compile(rf"(?:'s?)?[ ]+{AGENCY}(?![\w-])")
AGENCY_BEHIND = re.compile(rf"'s?[ ]+{AGENCY}(?![\w-])")
HOUSE = re.compile(
    rf"[ ]+of[ ]+(?:(?:the|its|their)[ ]+{any_of(titlewords.words('houses'))}|[Pp]arliament)"
    r"(?![\w'-])"
)
FOR_REGION = re.compile(
    rf"[ ]+(?:for|in)[ ]+(?:the[ ]+)?{any_of(titlewords.words('regions'))}(?![\w-])"
)
COMMITTEE = re.compile(
    r"[ ]+of[ ]+(?:the[ ]+)?(?:First|Second|Third|Fourth|Fifth|Sixth|Main)[ ]+Committee(?!\w)"
)
REGION = re.compile(
    rf"(?:{any_of(titlewords.words('regions'))}"
    r"|(?:[A-Z][\w-]+[ ]+){1,3}(?:Region|District|Territory|Province|Area))(?![\w-])"
)
# "The UN rapporteur on child labour, X": what it is for, right before the name.
TOPIC = re.compile(
    r"[ ]+(?:on|for)[ ]+(?:the[ ]+)?(?:(?!(?:that|who|said|says|told|as|when|after|of)\b)"
    r"[a-z][a-z-]*(?:,[ ]+|[ ]+)){0,3}"
    r"(?!(?:that|said|says|told|by|with)\b)[a-z][a-z-]+(?=,?[ ]+[A-Z])"
)
# "The High Representative of the Union for Foreign Affairs, X": what it is for, behind whose it is.
REMIT = re.compile(
    r"[ ]+(?:for|on)[ ]+(?:the[ ]+)?[A-Z][\w-]+(?:[ ]+(?:and[ ]+|of[ ]+|the[ ]+)*[A-Z][\w-]+){0,6}"
    r"(?=,[ ]+[A-Z])"
)
# "Ambassador to the United Nations in Geneva, X".
SEAT = re.compile(
    rf"[ ]+(?:in|at)[ ]+(?:{any_of(titlewords.words('seats'))}(?=,?[ ]+[A-Z])"
    r"|[A-Z][\w'-]+(?:[ ]+[A-Z][\w'-]+){0,2}(?=,[ ]+[A-Z]))"
)
IN = re.compile(r"[ ]+in[ ]+")
BRACKET = re.compile(r"[ ]*\([ ]*(?:the[ ]+)?")
CLOSES = re.compile(r"[ ]*\)")
OF_NATION = re.compile(r"[ ]+(?:of|for|at|in|with)[ ]+(?:the[ ]+)?")
NATIONS_BODY = re.compile(
    rf"[ ]+(?:{any_of(titlewords.words('nations_bodies'))}"
    rf"|(?!{any_of(titlewords.words('not_nations'))}\b){AGENCY})(?![\w'-])"
)
"""What is a state's behind its adjective: "the Chadian army", "the Chadian Space Agency"."""
