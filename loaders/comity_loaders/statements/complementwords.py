"""The patterns of what stands between a verb of saying and what was said."""

from __future__ import annotations

import re
from functools import cache

from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import words

# "made it plain, though, that".
_BETWEEN = r"though|for\s+(?:instance|example)|after\s+all|of\s+course|in\s+fact"


@cache
def adverb() -> re.Pattern[str]:
    """An adverb between the verb and its complement: ", however,"."""
    counting = "(?:on|near|rough|hard|fami|supp|month|week|dai|year)ly"  # "said only two had come"
    adverbs = rf"(?:{any_of(words('adverbs'))}|(?-i:(?!{counting}\b)[a-z]+ly))"
    only = r"\s+only(?=\s+that\s)"
    late = r"\s+(?:late|early)(?=\s+(?:on\s+)?[A-Z])"
    comma = r",(?!\s+(?:[a-z]+ing|and|but|who|which|as|after|while|when)\b)"  # no new clause
    exists = r"(?!\s+there\s+(?!(?:that|on|in|at|during|after|before|to|by|early|late)\b)[a-z])"
    return re.compile(
        rf",\s+(?:{adverbs}|{_BETWEEN}),|{exists}\s+{adverbs}(?=[\s,.:])(?:{comma})?|(?-i:{late})|{only}",
        re.IGNORECASE,
    )


@cache
def told_name() -> re.Pattern[str]:
    """Those who are told, by a capitalised name: "told the Example television channel"."""
    nouns = any_of(words("media_nouns"))
    return re.compile(
        r"\s+(?!that\b)(?:the\s+|a\s+)?(?:[a-z-]+\s+){0,2}?[A-Z][\w.'&/-]*(?:\s+\(?[A-Z\d][\w.'&/)-]*){0,4}"
        rf"(?:'s)?(?:\s+(?:{nouns})){{0,3}}(?=\s+(?:on|in|during|at|by|after|before|that|the|it|he|she|what"
        r"|they|his|her|there|this|[A-Z])\b|[.,:]|$)"
    )


@cache
def appointed() -> re.Pattern[str]:
    """Somebody as an office: "Roe as the new minister of trade"."""
    offices = any_of(words("appointments"))
    return re.compile(rf"[^.;:]{{2,80}}?\sas\s+(?:[\w'-]+\s+){{0,4}}?(?:{offices})s?\b")


@cache
def allegation() -> re.Pattern[str]:
    """What others say: "claims that", "the accusation of"."""
    return re.compile(
        r"(?:(?:the|these|those|any|all|such|as\s+\w+)\s+)?(?:[\w'-]+\s+){0,3}?"
        rf"(?:{any_of(words('allegations'))})(?:\s+\w+){{0,3}}?\s+(?:that|of)\s+",
        re.IGNORECASE,
    )


@cache
def addressed() -> re.Pattern[str]:
    """Those who are told, by a common noun: "told the gathered reporters"."""
    return re.compile(
        rf"\s+(?P<to>(?:to|with|at|before)\s+)?(?:(?:the|a|an|his|her|their|its|visiting|local|foreign|gathered|fellow|other|state|some|[A-Z][\w-]+)\s+){{0,3}}"
        rf"(?:{any_of(words('addressees'))})(?=\s|,|\.|:|$)"
        r"(?!\s+(?:is|are|was|were|has|have|had|will|would|should|could|can|must|may|might)\b)",
    )
