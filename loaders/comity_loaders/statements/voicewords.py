"""The patterns by which noun phrases that can speak are found, from `words/speech.yaml`."""

from __future__ import annotations

import re
from functools import cache

from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import words


@cache
def honorific() -> re.Pattern[str]:
    """Words before a name, at the end of what stands before it."""
    honorifics: dict[str, list[str]] = wordlists.load("people.yaml")["honorifics"]
    return re.compile(
        rf"(?<![\w.-])(?:{any_of(h for names in honorifics.values() for h in names)})$"
    )


@cache
def institution_after() -> re.Pattern[str]:
    """An institution behind the name of its state or body: "'s foreign ministry"."""
    return re.compile(
        rf"(?:'s?)?\s+(?:[a-z-]+\s+){{0,2}}?(?i:{any_of(words('institutions'))})(?![\w'-])"
    )


@cache
def institution_before() -> re.Pattern[str]:
    """An institution before that name: "the government of"."""
    return re.compile(
        rf"(?i)\b(?:the\s+)?(?:(?!and\b)[a-z-]+\s+)?(?<!\band\s)(?:{any_of(words('institutions'))})\s+(?:of|in)\s+"
        r"(?:the\s+)?(?:republic\s+of\s+)?$"
    )


@cache
def bare_institution() -> re.Pattern[str]:
    """An institution that no name stands with: "the ministry"."""
    return re.compile(
        rf"\b(?i:(?:the|its|their|(?:an?|one)(?=\s[\w\s]{{3,30}}\sspokes)))\s+(?P<noun>(?i:{any_of(words('institutions'))}))(?![\w-])"
        r"(?!\s+(?:of|in|for)\s+(?:the\s+)?[A-Z])"
    )


@cache
def seats() -> re.Pattern[str]:
    """Names that mean a state's institution by themselves."""
    seats: dict[str, str] = wordlists.load("speech.yaml")["seats"]
    return re.compile(rf"(?:\b[Tt]he\s+)?(?<![\w-])(?P<seat>{any_of(seats)})(?![\w-])")


@cache
def generic() -> re.Pattern[str]:
    """Roles that say only that somebody holds some office."""
    return re.compile(
        r"(?i)\bthe\s+(?:[a-z-]+\s+){0,2}?(?:official|diplomat|statesman|politician)\b"
    )


@cache
def group_before() -> re.Pattern[str]:
    """A group before the names of what it belongs to: "the leaders of"."""
    return re.compile(
        rf"(?P<whole>(?:\b[Tt]he\s+)?(?:[a-z-]+\s+)?(?i:{any_of(words('groups'))})\s+(?:of|from|in)\s+"
        r"(?:the\s+)?)$"
    )


@cache
def group_after() -> re.Pattern[str]:
    """A group behind that name: "'s opposition"."""
    return re.compile(rf"(?:'s?)?\s+(?:[a-z-]+\s+)?(?i:{any_of(words('groups'))})(?![\w'-])")


@cache
def short_name() -> re.Pattern[str]:
    """What a body is called by the last word of its name: "the fund"."""
    nouns = any_of(noun.lower() for noun in words("body_nouns"))
    return re.compile(rf"\b[Tt]he\s+(?:{nouns})(?=[\s,.])")


@cache
def acronym() -> re.Pattern[str]:
    """Such as "the NPFL", and not "the CEO"; at a verb of saying without "the" too."""
    titles = any_of(words("abbreviated_titles"))
    return re.compile(
        rf"\b[Tt]he\s+(?!(?:{titles})\b)(?P<name>[A-Z]{{3,8}})(?=\s+(?:also\s+)?[a-z]+(?:ed|s|d)\b)"
        rf"|(?:(?<=[.!?\n]\s)|(?<=,\s)|(?<=\n))(?!(?:{titles})\b)(?P<bare>[A-Z]{{3,8}})(?=\s+(?:also\s+)?"
        r"(?:said|says|added|warned|stated|announced|reported|estimated)\b)"
    )


@cache
def party() -> re.Pattern[str]:
    """Such as "the ruling MPLA party", "the Tamil Tiger rebels"."""
    nouns = any_of(words("parties"))
    return re.compile(
        rf"\b(?:[Tt]he\s+(?:[a-z-]+\s+){{0,2}}|(?<=[a-z]'s\s)(?:[a-z-]+\s+){{0,2}})"
        rf"(?P<name>[A-Z][\w-]+(?:\s+[A-Z][\w-]+){{0,3}}\s+(?:{nouns}))(?![\w-])"
    )


@cache
def proper_name() -> re.Pattern[str]:
    """A run of capitalised words."""
    return re.compile(
        r"(?:\b[Tt]he\s+)?(?<![\w.-])(?P<name>[A-Z][\w'-]*"
        r"(?:\s+(?:(?:of|for|on(?!\s+[A-Z][a-z]+day\b)|and|the|de)\s+){0,2}[A-Z][\w'-]*)+)"
    )


@cache
def spokesperson() -> re.Pattern[str]:
    """Somebody who speaks for somebody else."""
    return re.compile(
        rf"(?i)(?<![\w-])(?:(?:a|an|the|one)\s+)?(?:[\w-]+\s+)?"
        rf"(?P<noun>{any_of(words('spokespeople'))})"
        r"(?P<link>\s+(?:for|of|at|from)\s+)?"
    )


@cache
def paper_after() -> re.Pattern[str]:
    """A paper behind the name of whose it is: "'s annual report"."""
    papers = any_of([*words("documents"), *words("papers")])
    adjective = r"(?!an?\s|the\s|\w+ed\s|made\s|in\s|of\s|on\s)[a-z-]+\s+"
    title = r"'s?\s+(?:(?:[A-Z][\w'-]*|of|the|and|on|in|for|to|a|\d{4})\s+){1,8}?"
    return re.compile(
        rf"(?:(?:'s?)?\s+(?:{adjective}){{0,2}}?(?:{papers})|{title}(?i:{papers}))(?![\w-])(?:\s+\d{{4}}\b)?"
    )


@cache
def paper_before() -> re.Pattern[str]:
    """A paper before the name of whose it is: "a report by the"."""
    return re.compile(
        rf"(?i)\b(?:the|an?|its)\s+(?:[a-z]+\s+){{0,2}}?(?:{any_of(words('papers'))})\s+"
        r"(?:(?:issued|released|published|prepared|written|compiled|made\s+public)\s+"
        r"(?:[\w\s]{2,30}?\s+)?)?(?:by|from)\s+(?:the\s+)?$"
    )


@cache
def document() -> re.Pattern[str]:
    """A document by which its author speaks."""
    return re.compile(
        rf"(?i)\b(?:the|a|an|its|their|his|her)\s+(?:[a-z]+\s+)?(?P<noun>{any_of(words('documents'))})"
        r"(?![\w-])(?P<link>\s+(?:(?:issued|released|published|adopted|signed|approved)\s+)?(?:by|from|of)\s+)?"
    )
