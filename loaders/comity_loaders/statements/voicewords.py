"""The patterns by which noun phrases that can speak are found, from `words/speech.yaml`."""

from __future__ import annotations

import re
from functools import cache

from comity.model import Span
from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import forms, word_set, words
from comity_loaders.statements.voice import with_article

_PARTS = (
    "committee",
    "commission",
    "house",
    "chamber",
    "office",
    "department",
    "bureau",
    "council",
)


def speaker_words(name: str) -> list[str]:
    """One list of `speakers.yaml`."""
    found: list[str] = wordlists.load("speakers.yaml")[name]
    return found


def short_titles() -> dict[str, str]:
    """What stands before a name, without its point, for a noun: "Sen" for "senator"."""
    found: dict[str, str] = wordlists.load("speakers.yaml")["short_titles"]
    return found


@cache
def _institutions() -> str:
    return any_of([*words("institutions"), *speaker_words("houses")])


@cache
def honorific() -> re.Pattern[str]:
    """Words before a name, at the end of what stands before it."""
    honorifics: dict[str, list[str]] = wordlists.load("people.yaml")["honorifics"]
    return re.compile(
        rf"(?<![\w.-])(?:{any_of(h for names in honorifics.values() for h in names)})$"
    )


def people_before(text: str, demonym: Span) -> Span | None:
    """The place of a people that speaks, "the Dutch", and not "the Dutch minister", "the Swede"."""
    if re.search(speaker_words("person_demonym")[0], demonym.of(text)):
        return None
    whole = with_article(text, demonym)
    is_all = whole != demonym and _says_behind().match(text, demonym.end)
    return whole if is_all else None


@cache
def _says_behind() -> re.Pattern[str]:
    """A verb of saying right behind."""
    verbs = any_of({*forms()} - word_set("nouns"))
    return re.compile(rf"\s+(?:(?:have|also|had|then|now)\s+)*(?:{verbs})\b")


@cache
def institution_after() -> re.Pattern[str]:
    """An institution behind the name of its state or body: "'s foreign ministry"."""
    return re.compile(
        rf"(?:'s?)?\s+(?:[a-z-]+\s+){{0,2}}?(?i:{_institutions()})(?:'s\s+(?:[a-z-]+\s+){{0,4}}?(?:{any_of(_PARTS)}))?(?![\w'-])"
    )


@cache
def sent_to() -> re.Pattern[str]:
    """Where an institution is that speaks for others: "embassy in Lima"."""
    return re.compile(rf"(?i:(?:{any_of(words('sent'))})\s+(?:in|at|to))\s+(?:the\s+)?")


@cache
def institution_before() -> re.Pattern[str]:
    """An institution before that name: "the government of"."""
    return re.compile(
        rf"(?i)\b(?:the\s+)?(?:(?!and\b)[a-z-]+\s+)?(?<!\band\s)(?:{_institutions()})\s+(?:of|in)\s+"
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
        rf"(?P<whole>(?:\b[Tt]he\s+)?(?:\b(?!(?:{any_of(forms())})\s)[a-z-]+\s+)?(?i:{any_of(words('groups'))})"
        rf"(?:\s+of\s+(?:{any_of(speaker_words('portfolios'))}))?(?:,?\s+(?:or|and)\s+their\s+[a-z]+,?)?"
        r"\s+(?:of|from|in)\s+(?:the\s+)?)$"
    )


@cache
def group_after() -> re.Pattern[str]:
    """A group behind that name: "'s opposition"."""
    return re.compile(rf"(?:'s?)?\s+(?:[a-z-]+\s+)?(?i:{any_of(words('groups'))})(?![\w'-])")


@cache
def short_name() -> re.Pattern[str]:
    """What a body is called by what it is: "the fund", "the Rome-based agency"."""
    short = {noun.lower() for noun in words("body_nouns")}
    nouns = any_of({*short, *speaker_words("general_bodies"), *speaker_words("firms")})
    countries = any_of(speaker_words("country_nouns"))
    kind = (
        r"(?:(?:[A-Z][\w.]*\s+)?[A-Z][\w.-]*-(?:based|led|backed|run|owned)\s+|\d+-\w+\s+"
        r"|(?!of\b|and\b|in\b|to\b)[a-z][\w-]*\s+)"
    )
    return re.compile(
        rf"\b[Tt]he\s+{kind}{{0,3}}?(?P<noun>{nouns}|(?P<state>{countries}))(?=[\s,.])"
        r"(?!\s+(?:of|for|on|that|which)\s|\s+(?![A-Z][a-z]+day\b)[A-Z][a-z])"
    )


@cache
def acronym() -> re.Pattern[str]:
    """Such as "the NPFL", and not "the CEO"; at a verb of saying without "the" too."""
    titles = any_of(words("abbreviated_titles"))
    saying = r"(?:said|says|added|warned|stated|announced|reported|estimated)\b"
    return re.compile(
        rf"\b[Tt]he\s+(?!(?:{titles})\b)(?P<name>[A-Z]{{3,8}})(?=\s+(?:also\s+)?[a-z]+(?:ed|s|d)\b)"
        rf"|(?:(?<=[.!?\n]\s)|(?<=,\s)|(?<=\n))(?!(?:{titles})\b)(?P<bare>[A-Z]{{3,8}})"
        rf"(?=\s+(?:also\s+)?{saying})"
        rf"|\b(?:{any_of(speaker_words('general_bodies'))}|arm|unit|wing|body)\s+(?P<after>[A-Z]{{3,8}})"
        rf"(?=,?\s+(?:also\s+|has\s+)?{saying})"
    )


@cache
def party() -> re.Pattern[str]:
    """Such as "the ruling MPLA party", "the Tamil Tiger rebels"."""
    nouns = any_of([*words("parties"), *speaker_words("bodies_behind")])
    return re.compile(
        rf"\b(?:[Tt]he\s+(?:[a-z-]+\s+){{0,2}}|(?<=[a-z]'s\s)(?:[a-z-]+\s+){{0,2}})"
        rf"(?P<name>[A-Z][\w-]+(?:\s+[A-Z][\w-]+){{0,3}}\s+(?:{nouns}))(?![\w-])"
    )


@cache
def proper_name() -> re.Pattern[str]:
    """A run of capitalised words; "Rome-based" before it is no part of the name."""
    return re.compile(
        r"(?:\b[Tt]he\s+(?:(?:[A-Z]\w*\s+)?[A-Z]\w*-(?:based|led|backed|run|owned)\s+)?)?(?<![\w.-])"
        r"(?P<name>(?!\w+-(?:based|led|backed|run|owned)\b|(?:As|While|When|After|But|And|If|Although|Though|Since"
        r"|Because|Before|An?)\s)[A-Z][\w'-]*"
        r"(?:\s+(?:(?:of|for|on(?!\s+[A-Z][a-z]+day\b)|and|the|de)\s+){0,2}[A-Z][\w'-]*)+)"
    )


@cache
def owned_name() -> re.Pattern[str]:
    """The name of a body behind whose it is; words without a capital may be part of it."""
    return re.compile(
        r"'s?\s+(?P<name>[A-Z][\w-]*(?:\s+[A-Z][\w-]*|\s+(?:and|of|for|on|the|[a-z]+s)\b){0,7}?"
        rf"\s+(?:{any_of(words('body_nouns'))})"
        r"(?:\s+(?:of|for|on|against)\s+(?:the\s+)?(?![A-Z][a-z]+day\b)[A-Z][a-z]+(?:\s+(?:and\s+)?[A-Z][a-z]+)*)?)(?![\w-])"
    )


@cache
def staff() -> re.Pattern[str]:
    """Those around one person: "the Example administration", "the office of"."""
    nouns = any_of(speaker_words("staffs"))
    return re.compile(
        rf"\b[Tt]he\s+(?P<name>[A-Z][\w'-]+\s+{nouns})(?![\w-])|\b[Tt]he\s+(?P<office>[Oo]ffice\s+of\s+the\s+(?:[A-Z][\w.'-]*\s+){{0,4}}[A-Z][a-z]+"
        rf"(?:\s+for\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?)?)(?:\s+in\s+[A-Z][a-z]+)?(?![\w-])"
        r"|\b[Tt]he\s+(?P<of>office\s+of\s+)"
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
    papers = any_of([*words("papers"), *words("tables")])
    adjectives = r"(?:(?!(?:according|to|in|of|by|on|from|with|at|for|and|the)\b)[a-z]+\s+){0,2}?"
    return re.compile(
        rf"(?i)\b(?:(?:the|an?|its)\s+{adjectives}(?:{papers})|(?:the\s+)?{adjectives}(?:{any_of(words('figures'))}))\s+"
        r"(?:(?:issued|released|published|prepared|written|compiled|adopted|passed|approved|presented|submitted|made\s+public)\s+"
        r"(?:[\w\s]{2,30}?\s+)?)?(?:by|from)\s+(?:the\s+)?$"
    )


@cache
def document() -> re.Pattern[str]:
    """A document by which its author speaks."""
    return re.compile(
        rf"(?i)\b(?:the|a|an|its|their|his|her)\s+(?:[a-z]+\s+)?(?P<noun>{any_of(words('documents'))})"
        r"(?![\w-])(?P<link>\s+(?:(?:issued|released|published|adopted|signed|approved|posted|sent)\s+)?"
        r"(?:(?:on\s+[A-Z][a-z]+day|late|earlier|today|yesterday|this\s+week|last\s+week)\s+){0,2}"
        r"(?:by|from|of)\s+)?"
    )
