"""The patterns by which titles of office are found, made from `words/offices.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from comity.model import OfficeStatus
from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of, begins

_COUNTRY = "|".join(
    [*wordlists.load("offices.yaml")["country_nouns"], "government", "state", "union", "council"]
)
OF = re.compile(
    r"(?i)[ ]+(?:of|for|at)[ ]+(?:the[ ]+)?(?:\d+(?:st|nd|rd|th)[ ]+)?"
    r"(?:[\w-]+-(?:based|led|member|nation|strong|state)[ ]+)?"
    r"(?:republic of[ ]+|government of[ ]+(?:the[ ]+)?)?"
)
"""What joins a title to the body that it is of."""
_TIME = r"(?:[\w-]+[ ]+){0,3}?(?:decades?|years?|months?|weeks?|days?|terms?|time|while|period)\b"
OF_UNKNOWN = re.compile(
    rf"[ ]+(?:of|for)[ ]+(?!{_TIME})(?:(?:the[ ]+)?[a-z]{{0,2}}[A-Z]"
    rf"|(?:the|an?|his|her|its|their|our)[ ]+(?!(?:[a-z-]+[ ]+){{0,2}}?(?:{_COUNTRY})\b)[a-z])"
)
"""What joins a title to something that is no state: "of the Senate", "of the hockey club"."""
OF_ACRONYM = re.compile(r"[ ]+of[ ]+(?:the[ ]+)?[A-Z]{3,}\b")
"""What joins a title to a body that nobody knows, and which is no word for one: "of the ECLA"."""
OF_OTHER = re.compile(r"[ ]+of[ ]+(?:the[ ]+)?[\w-]")
"""What joins a title to what it is of, behind the nation of its bearer."""
OF_STATE = re.compile(
    rf"[ ]+of[ ]+the[ ]+(?:{'|'.join(wordlists.load('offices.yaml')['of_state'])})"
    r"(?![\w-])(?![ ]+(?:of|for)\b)"
)
"""What joins a title to the state that goes without its name: "of the Republic"."""
OF_COUNTRY = re.compile(
    r"[ ]+of[ ]+(?:the|this|that|his|her|their)[ ]+"
    rf"(?:(?:[\w-]+[ ]+)?(?P<country>{'|'.join(wordlists.load('offices.yaml')['country_nouns'])})"
    rf"|{'|'.join(wordlists.load('offices.yaml')['body_nouns_behind'])})"
    r"(?=[ ]*(?:[,.;:)]|$|\n|\b(?:and|who|since|from|until|said|told|has|was|is|in)\b))"
)
"""What joins a title to a body that goes by a common noun: "of the country", "of the court"."""
OF_ONLY = re.compile(
    r"(?i)[ ]+of[ ]+(?:the[ ]+)?(?:(?:permanent mission|embassy|government)[ ]+of[ ]+(?:the[ ]+)?)?"
)
POSTING = re.compile(r"(?i)[ ]+(?:to|for|in|at|with|on)[ ]+(?:the[ ]+)?")
"""What joins an envoy's title to where the envoy is sent."""
AND = re.compile(r"(?:,[ ]*and[ ]+|[ ]+and[ ]+|,[ ]*)(?:of[ ]+)?(?:the[ ]+)?")
GAP_BEFORE = re.compile(r"(?:'s?)?[ ]+$")
"""What may stand between a body and the title behind it."""
POSSESSOR = re.compile(
    r"(?i)(?<!\w)(?:the|this|that|each)[ ]+(?:[\w-]+[ ]+){0,2}?(?P<noun>(?-i:[a-z]+"
    rf"|{'|'.join(n.title() for n in wordlists.load('offices.yaml')['body_nouns'])}))'s?[ ]+$"
)
"""A common noun whose office a title is: "the court's president"."""
DETERMINER = re.compile(
    r"(?i)(?<!\w)(?P<word>whose|the|an?|his|her|its|their|our|my|this|that)[ ]+$"
)


def words(name: str) -> list[str]:
    """One list of `offices.yaml`."""
    found: list[str] = wordlists.load("offices.yaml")[name]
    return found


@cache
def scopes() -> Mapping[str, str]:
    """Heads, without hyphens, and what kind of body has such an office where none is named."""
    heads: dict[str, list[str]] = wordlists.load("offices.yaml")["heads"]
    return {plain(head): scope for scope, names in heads.items() for head in names}


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Heads, and the classes of offices that one can refer to by them."""
    named: dict[str, list[str]] = wordlists.load("offices.yaml")["classes"]
    heads = {plain(head) for names in named.values() for head in names}
    return {h: frozenset(c for c, names in named.items() if h in map(plain, names)) for h in heads}


@cache
def acronyms() -> Mapping[str, str]:
    """Short forms of titles, and the heads that they stand for."""
    short: dict[str, str] = wordlists.load("offices.yaml")["acronyms"]
    return {form: head if head in scopes() else "minister" for form, head in short.items()}


@cache
def singulars() -> Mapping[str, str]:
    """Plural heads and their singulars."""
    return {_plural(head): head for head in scopes()}


@cache
def statuses() -> Mapping[str, OfficeStatus]:
    """Adjectives and how they say that a person stands to an office."""
    named: dict[str, list[str]] = wordlists.load("offices.yaml")["status"]
    return {word: OfficeStatus(status) for status, names in named.items() for word in names}


@cache
def core() -> re.Pattern[str]:
    """Ranks, a remit, the head, a remit behind it and "-elect"."""
    heads = [_written(h) for h in _by_length({*scopes(), *singulars()})]
    remit = rf"(?:{_any(words('domains'))})"
    # "Special" is a rank, but of "special envoy of the secretary-general" a part of the head.
    longest = [_written(h) for h in _by_length(h for h in scopes() if " secretary general" in h)]
    apart = rf"(?!(?:{'|'.join(longest)})(?!\w))"
    ranks = rf"(?:{apart}(?:{_any(words('ranks'))})(?:[ ]+|-))*"
    nouns = [d for d in words("domains") if d not in words("remit_adjectives")]
    joint = r"(?:,?[ ]+(?:and|&)[ ]+(?:(?:of|for)[ ]+)?(?:the[ ]+)?|,[ ]+|[ ]+|-)"
    remits = rf"{remit}(?:{joint}{remit})*"
    short = any_of(acronyms())
    # "East African Affairs".
    further = r"(?:(?-i:(?!(?:Republic|Kingdom|MINISTER|FOR|OF|THE)\b)[A-Z][\w'-]+)[ ]+){0,3}"
    another = r"(?:minister|secretary|chief|commissioner|spokesman)\b(?![ ]+for[ ]+(?-i:[A-Z]))"
    behind = (
        r"(?:[ ]+of[ ]+state)?[ ]+(?:of|for|on|in charge of)[ ]+(?:the[ ]+)?"
        rf"(?:{remit}{joint})*{further}"
        rf"(?:{_any(nouns)})(?!\w)"
        rf"(?![ ]+(?:{another}|(?-i:{_any(words('organs'))})))"
    )
    suffix = rf"[- ](?P<suffix>{_any(words('suffixes'))})(?!\w)"
    starts = {*scopes(), *singulars(), *words("domains"), *words("ranks"), *acronyms()}
    first = begins(re.split(r"[\s.-]", start)[0] for start in starts)
    return re.compile(
        rf"(?<![\w.]){first}(?:(?P<acronym>{short})(?![\w'-])|(?i:{ranks}(?:(?P<domain>{remits})"
        rf"[ ]+)?{ranks}(?P<head>{'|'.join(heads)})(?!\w)(?P<behind>{behind})?(?:{suffix})?))"
    )


@cache
def organ() -> re.Pattern[str]:
    """A part of a body, right before a title."""
    return re.compile(rf"(?<!\w)(?P<organ>{_any(words('organs'))})(?:'s)?[ ]+$")


@cache
def of_organ() -> re.Pattern[str]:
    """A part of a body, right behind a title."""
    return re.compile(
        r"[ ]+of[ ]+(?P<the>the[ ]+)(?:(?:[\w-]+[ ]+){1,4}of[ ]+(?:the|this)[ ]+|[a-z-]+[ ]+)?"
        rf"(?P<organ>{_any(words('organs'))})(?:[ ]+session)?(?![\w-])(?![ ]+[A-Z])"
    )


def is_states(organ: str, head: str) -> bool:
    """Whether an organ that stands without a body is a state's: "Foreign Ministry spokesman"."""
    if organ in words("state_organs") or (organ == "Security Council" and "secretary" in head):
        return True
    return head == "speaker" and organ in words("parliaments")


@cache
def part() -> re.Pattern[str]:
    """The noun with which the name of a part ends, right behind what may be a remit."""
    return re.compile(rf"[ ]+(?:{_any(words('parts'))})(?![\w-])")


@cache
def of_part() -> re.Pattern[str]:
    """A part of a state or an organisation with a name of its own, right behind a title."""
    word, nouns = r"[A-Z][\w'&-]*", _any(words("parts"))
    return re.compile(
        rf"[ ]+of[ ]+(?:the[ ]+)?(?:{word}[ ]+(?:(?:and|for|on|of|of the)[ ]+)?){{0,5}}?"
        rf"(?:{nouns})(?:[ ]+(?:of|for|on)(?: the)? (?:{word}[ ]+){{0,3}}(?:{nouns}))?(?![\w-])"
    )


@cache
def adjective() -> re.Pattern[str]:
    """A word right before a title that is no part of it, or says how a person stands to it."""
    known = _any([*statuses(), *words("adjectives")])
    return re.compile(rf"(?i)(?<![\w])(?P<word>{known}|\d+(?:st|nd|rd|th))(?:,?[ ]+|-)$")


@cache
def back() -> re.Pattern[str]:
    """Of "the country's", right before a title."""
    nouns = _any(words("country_nouns"))
    return re.compile(
        rf"(?i)(?<!\w)(?:the|that|this|his|her|its|their)[ ]+(?:[\w-]+[ ]+){{0,2}}?"
        rf"(?P<country>{nouns})'s[ ]+$"
    )


@cache
def saying() -> frozenset[str]:
    """Verbs of saying in the past and present tense."""
    return frozenset(wordlists.load("people.yaml")["saying"])


def plain(head: str) -> str:
    """A head in lower case, with blanks for hyphens."""
    return re.sub(r"[\s-]+", " ", head.lower())


def _plural(head: str) -> str:
    first, of, rest = head.partition(" of ")
    if of:
        return f"{_plural(first)} of {rest}"
    if head.endswith(" general"):
        return f"{_plural(head.removesuffix(' general'))} general"
    return re.sub(r"man$", "men", head) if head.endswith("man") else re.sub(r"y$", "ie", head) + "s"


def _written(head: str) -> str:
    return re.escape(head).replace(r"\ ", "(?:-?[ ]+|-\n?)").replace(r"\-", "-[ \n]?")


def _by_length(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _any(names: Iterable[str]) -> str:
    return any_of(names, gap="[ ]+")
