"""Patterns of what stands before and behind those who speak."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import zip_longest

from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import words
from comity_loaders.statements.voice import Voice, VoiceKind
from comity_loaders.statements.voicewords import speaker_words

INSIDE_PHRASE = re.compile(
    r"(?i)\b(?:of|by|from|for|with|to|at|against|between|near|about|into|than|like|in|on|under|over|"
    r"toward|towards|via)\s+(?:the\s+|a\s+|an\s+|its\s+|their\s+|his\s+|her\s+)?(?:[a-z-]+'s\s+)?$"
)
"""The end of what stands before a noun phrase that is part of a longer one: "the report by"."""
BREAK = re.compile(
    r"[,;:\"\ufffc]|(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Jr|Lt))(?<!\b(?:Mrs|Rev|Gen|Sen|Rep|Gov|Col|Maj))\.(?=\s|$)"
)
"""Where a noun phrase ends at the latest."""
DESCRIBES = re.compile(
    r"(?:'s?)?\s+(?:(?:former|senior|top|chief|campaign)\s+)?(?:(?:advis[eo]r|aide|ally|lawyer|spokes\w+|supporter|strategist|biographer)\s+)?"
)
"""What stands between two people of whom the first describes the second."""
OPENS_ASIDE = re.compile(
    r"(?i)[\s,(–—-]*(?:who|whose|which|a|an|the|its|his|her|their|speaking|currently|also|in|on|at|"
    r"after|during|following|while|when|as|with|like|asked|addressing|citing|quoting|meanwhile|himself|"
    r"herself|one|once|now|then|and|for|from|whom|writing|referring|responding|answering|dressed|"
    r"visiting|\d+|[A-Z]|ending|calling|describing|noting|visibly|appearing|sitting|reading|both|echoing|"
    r"opening|chairing|hosting|standing|previously|formerly|until|by|to|replying|touching|commenting|"
    r"[a-z]+)\b"
)
"""How what describes a speaker begins: ", who chairs the panel,"."""
BEHIND_ROLE = re.compile(
    r"(?:\s+(?:of|for|at|in)\s[^,;.:\ufffc]{2,60})?(?:\s+and\s+(?:the\s+)?[A-Z][^,;.:\ufffc]{2,80})?,\s+"
)
"""What parts a role from the name beside it: "the chairman of the board of Malta's airline, "."""
OBJECT = re.compile(
    r"\s*(?P<word>him|her|his)\b(?!\s+[a-z]+[^,]*\s(?:said|says)\b)(?=,|\s+(?:[a-z]+\s+){0,2}[a-z]+\s*(?:[,.;\ufffc]|$)|\s+(?:view|opinion|words)|[.])"
)
"""Whom "according to" and "in … view" stand with."""
ACTS = re.compile(
    r"\s+(?:also\s+|now\s+|already\s+|still\s+|never\s+|only\s+|had\s+)?(?:is|are|was|were|has|have|had|will|would|can|could|"
    r"may|might|must|should|did|does|do|to|wants?|needs?|remains?|[a-z]{2,}ed(?!\s+by\b)|[a-z]{3,}s)\b(?!\s+(?:of|chief))"
)
"""A verb right behind a noun phrase: it does not speak, but does something else."""

# "the ministry in Ghent, Belgium".
_IN_PLACE = re.compile(
    r"\b(?:in|at|from|near|of|outside)\s+(?:the\s+)?[A-Z][\w.-]+(?:\s+[A-Z][\w.-]+)?,\s+$"
)

_PLACE = re.compile(
    r"\s+(?:in|at|on|near|outside)\s+(?:the\s+)?[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){0,3}(?:,\s+[A-Z][\w.-]+(?:\s[A-Z][\w.-]+)?)?,?$"
)


def placed(masked: str, least: int, end: int) -> int:
    """Where the places begin that stand at the end of a text: "in Bergamo, Italy"."""
    while match := _PLACE.search(masked, max(least, end - 60), end):
        end = match.start()
    return end


def last_adverb(text: str, start: int, end: int) -> re.Match[str] | None:
    """An adverb at the end of what stands before a verb."""
    last = text[start:end].rstrip(",").rsplit(None, 1)[-1:]
    is_one = last and (last[0].lower().endswith("ly") or last[0].lower() in _last_words())
    return _adverb().search(text, start, end) if is_one else None


@cache
def _adverb() -> re.Pattern[str]:
    nouns = r"(?!(?:Ita|assemb|fami|al|supp|monopo|bul|anoma)ly\b)"  # "Italy said"
    return re.compile(
        rf"(?<=[\s,])(?:{any_of(words('adverbs'))}|{nouns}[a-z]+ly),?$", re.IGNORECASE
    )


@cache
def _last_words() -> frozenset[str]:
    """The words that the adverbs end with: to look for one is slow, and most places have none."""
    return frozenset(adverb.lower().split()[-1] for adverb in words("adverbs"))


def first_voice(voices: Iterable[Voice], masked: str) -> Voice | None:
    """The first voice that no preposition stands before: mostly the sentence's subject."""
    free = (v for v in voices if not is_inside(v, masked))
    return next((v for v in free if not _is_object(v, masked)), None)


def _is_object(voice: Voice, masked: str) -> bool:
    """Whether "it" stands behind a verb: "The firms wanted it frozen"."""
    before = masked[max(voice.span.start - 12, 0) : voice.span.start]
    return voice.span.of(masked) == "it" and bool(re.search(r"[a-z]ed\s+$", before))


def is_inside(voice: Voice, masked: str) -> bool:
    """Whether a voice is part of a longer phrase: "the report by the fund"."""
    before = masked[max(voice.span.start - 30, 0) : voice.span.start]
    in_place = voice.kind is VoiceKind.BODY and _IN_PLACE.search(before)
    return bool(INSIDE_PHRASE.search(before) or in_place or _of_kind().search(before))


@cache
def _of_kind() -> re.Pattern[str]:
    """What a body is, before its name in a longer phrase: "Roe of the aid group Example"."""
    return re.compile(
        rf"\b(?:of|from|at|with)\s+the\s+(?:[a-z]+\s+)?(?:{any_of(speaker_words('general_bodies'))})\s+$"
    )


def heads(masked: str, voices: Iterable[Voice]) -> list[Voice]:
    """The people among voices but those who describe another, as in "former Roe adviser Doe"."""
    people = [v for v in voices if v.kind is VoiceKind.PERSON]
    return [
        v
        for v, following in zip_longest(people, people[1:])
        if not following or not DESCRIBES.fullmatch(masked[v.span.end : following.span.start])
    ]
