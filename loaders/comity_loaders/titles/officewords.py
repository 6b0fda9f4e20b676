"""The patterns that tie titles to names, made from `words/officeverbs.yaml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from comity.model import OfficeStatus
from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of
from comity_loaders.titles import titlewords

_ADVERBS = (
    r"(?:(?:currently|now|also|then|still|already|later|since|once|previously|formerly|today|who"
    r"|both|unanimously|officially|formally|recently|just|again|long|briefly|never|not"
    r"|no longer|earlier|subsequently|eventually|finally|himself|herself|twice|first|in turn"
    r"|unexpectedly|suddenly|abruptly|duly|narrowly|comfortably|overwhelmingly|reluctantly"
    r"|voluntarily|temporarily|immediately|controversially|democratically"
    r"|ultimately|initially|originally|concurrently|simultaneously|yesterday|earlier"
    r"|(?:(?:earlier|late|early|only)[ ]+)?(?:last|this)[ ]+[A-Za-z]+"
    r"|(?:(?:late|early)[ ]+)?in[ ]+(?:[A-Z][a-z]+[ ]+)?(?:1[89]|20)\d\d"
    r"|on[ ]+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in[ ]+[A-Z][a-z]+)[ ]+)*"
)
_ADJUNCTS = (
    r"(?:,?[ ]+(?:(?:earlier|late|early)[ ]+)?(?:on|in|at|by|for|after|during|with|under|from|last"
    r"|this|again|today|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    r"(?:,?[ ]+(?!(?:who|which|that|and|but|because|when|as|is|was|has|had|removal|dismissal"
    r"|appointment|election|ouster|sacking|protest)\b)[\w'-]+){0,9}?,?)"
)
_DETERMINER = r"(?:(?:the|an?|its|their|his|her|as|to be|as the|as a)[ ]+)*"


def _honorifics() -> str:
    named: dict[str, list[str]] = wordlists.load("people.yaml")["honorifics"]
    every = {h for names in named.values() for h in names}
    return any_of({*every, *(h.upper() for h in every)}, gap="[ ]+")


HONORIFICS = _honorifics()
"""A pattern of one honorific or rank before a name."""
BEFORE_NAME = re.compile(
    r"(?:[ ]*\([^()\"*\n]{2,40}\)(?=,?[ ]))?"
    r"(?:,[ ]*\n(?=\S)|(?:[ ]+at (?:the|that) time(?=,))?"
    r"(?:,|:|[ ]-)?[ ]+(?:(?:currently|now|at present|at the time)[ ]+)?)"
    rf"(?:{HONORIFICS}[ ]+)*"
)
"""What may stand between a title and the name of its bearer."""
_OCCUPATIONS = any_of(wordlists.load("people.yaml")["occupations"], gap="[ ]+")
ORIGIN_GAP = re.compile(
    rf"(?:'s?)?[ ]+(?:(?:(?:former|veteran|career|senior|retired)[ ]+)*{_OCCUPATIONS}[ ]+)?"
    rf"(?:{HONORIFICS}[ ]+)*"
)
"""What stands between where somebody comes from and the name: "Norway's X"."""
BEFORE_ORIGIN = re.compile(r"(?<=,[ ])the[ ]+(?=[A-Z])")
"""What stands behind a title before the nation of its bearer: "the chair, the Chadian X"."""
CLOSES = re.compile(r"[ ]*(?:(?:MP|MEP|QC|KC|TD|AC|OBE|CBE)\b|[,.;:)!?\"]|-[ ]|--|–|—|$|\n|and\b)")
"""What ends an apposition."""
ACTS = re.compile(
    r"[ ]+(?:(?:has|had|will|would|is|was)\b|(?!but\b|and\b|or\b)[a-z]+(?:ed|s|ld|id)\b)"
)
"""A verb right behind a name."""
ENDS = re.compile(
    r"[ ]*(?:[,.;:()!?\"]|-[ ]|--|–|—|$|\n|(?:and|who|since|from|until|in|on|at|between|during|as"
    r"|which|with|for|to|told|when|after|before|whose|responsible|respectively|charged|tasked|representing"
    r"|visiting|attending|accompanying|leading|heading)\b)"
)
"""What may follow an apposition of a title behind a name."""
CLOSES_LIST = re.compile(
    r"[ ]*(?:[.;:)!?\"]|$|\n"
    r"|,?[ ]+(?:and|who|since|from|until|in|on|between|during|for|after|before)\b)"
)
"""What may follow the last title of a list whose verb stands before the first."""
JOINS = re.compile(
    r"(?:,?[ ]+and[ ]+(?:(?:later|then|now|subsequently|also)[ ]+)?|[ ]*/[ ]*|,[ ]+|[ ]+&[ ]+"
    r"|[ ]+cum[ ]+)"
)
AND_NAME = re.compile(rf"(?:,[ ]*(?:and[ ]+)?|[ ]+and[ ]+)(?:{HONORIFICS}[ ]+)*")
_LETTERS = r"MP|MEP|TD|QC|KC|SC|AO|AC|OBE|CBE|KBE|KCMG|GCMG|PhD|Ph\.D\.|Esq\.?"
OPENS = re.compile(
    rf"(?:,?[ ]+(?:{_LETTERS})\b)*"
    r"(?:[ ]+of[ ]+(?:the[ ]+)?[A-Z][\w'-]*(?:[ ]+(?:and[ ]+)?[A-Z][\w'-]*){0,3}(?=,))?"
    r"(?:[ ]*\([A-Z][\w' -]{1,30}\)(?=,))?(?:,[ ]+(?:aged[ ]+)?\d\d(?=,))?"
    r"[ ]*(?:,|\(|-[ ]|--|–|—)[ ]*"
    r"(?:(?:by then|by now|by that time|at the time|at that time|still|already|soon)[ ]+)?"
    r"(?:(?P<past>formerly|previously|hitherto|once"
    r"|until (?:recently|now|lately|then|last \w+))[ ]+)?"
    r"(?:(?:an?[ ]+)?(?:[A-Z][a-z]+[ ]+)?(?:[a-z-]+[ ]+){1,4}and[ ]+)?"
    r"(?:(?:who[ ]+)?(?:besides|apart from|aside from|in addition to)[ ]+being[ ]+)?"
    r"(?:(?:the|an?|its|their|his|her|now|currently|also|himself|herself|who is)[ ]+)*"
)
"""What opens an apposition behind a name."""
OPENS_SENTENCE = re.compile(
    rf"\W*(?:[A-Z][a-z]+ing\b[^.;\n]*,[ ]+)?(?:(?:But|And|Yet)[ ]+)?(?:{HONORIFICS}[ ]+)*"
)
"""What may stand before a name that is its sentence's subject: nothing, or "Noting that …,"."""
SIGNED = re.compile(rf"(?:,?[ ]+(?:{_LETTERS})\b)*[ ]*,?[ ]*\n[ ]*")
"""What parts a name from the title that fills the line below it."""
LETTERED = re.compile(rf"(?:,?[ ]+(?:{_LETTERS})\b\.?)+,?[ ]+(?=[A-Z])")
"""What parts a name from the title beside it at the head of a release: "X MP Minister for"."""
OPENS_LINE = re.compile(rf"[ ]*(?:\([Ss]igned\)|[Ss]igned:?|[-*•])?[ ]*(?:{HONORIFICS}[ ]+)*")
"""What may stand before such a name on its line."""
AND_TITLE = re.compile(r"(?:,?[ ]+and[ ]+|,[ ]+)(?:(?:also|currently|the|an?|its)[ ]+)*")
TITLE_IS = re.compile(
    r"(?:,?[ ]+(?:at (?:that|the) time|then|in those years|at present|today"
    r"|now|since[ ]+[\w ]{3,20}),?)?"
    r"[ ]+(?P<verb>(?:is|was|remains|remained|has been|will be|is to be|became|will become))[ ]+"
    rf"(?:now[ ]+|currently[ ]+|then[ ]+)?(?:{HONORIFICS}[ ]+)*"
)
ASIDE = re.compile(r",[ ]+(?:[^.;\"\n()]|\([^()\n]*\)){3,120}?,(?=[ ]+[a-z])")
"""An aside behind a name, after which the sentence goes on about its bearer."""
PROFESSION_WHO = re.compile(r",[ ]+(?:an?|the)[ ]+(?:[\w'-]+[ ]+){0,4}?[\w'-]+(?=[ ]+who[ ])")
"""What is told of somebody's profession, before the office: ", a Polish judge who is …"."""
PUT = any_of(
    (v for verbs in wordlists.load("officeverbs.yaml")["transitive"].values() for v in verbs),
    gap="[ ]+",
)
"""A pattern of a verb that puts somebody into an office, or out of it."""
PUT_INTO_OFFICE = re.compile(
    rf"\b(?P<verb>{PUT})[ ]+(?:[A-Z][\w.-]+'s?[ ]+|the[ ]+[a-z]+[ ]+)?(?:{HONORIFICS}[ ]+)*$"
)
"""A verb before a name, behind which the title stands that its bearer is given or loses."""
CHOICE = any_of(
    [
        *wordlists.load("officeverbs.yaml")["put_nouns"],
        *wordlists.load("officeverbs.yaml")["out_nouns"],
    ]
)
"""A pattern of a noun for putting somebody into an office, or out of it: "appointment"."""
CHOICE_OF = re.compile(
    rf"(?i)\b(?P<verb>{CHOICE})(?:[ ]+(?:was|is)[ ]+[a-z]+)?[ ]+of[ ]+(?:{HONORIFICS}[ ]+)*$"
)
"""Such a noun before a name: "the appointment of X as envoy"."""
CHOSEN_AS = re.compile(
    rf"'s?[ ]+(?:[a-z-]+[ ]+){{0,2}}(?P<verb>{CHOICE})[ ]+"
    r"(?:as|to be|to the (?:post|office|position) of)[ ]+(?:(?:the|its|an?)[ ]+)?"
)
"""Such a noun behind a name: "X's election as president of the bank"."""
UNDONE = re.compile(
    r"[ ]+(?:(?:has|had|have)[ ]+been|was|were|is|being)[ ]+(?:[a-z]+ly[ ]+|later[ ]+|then[ ]+)?"
    r"(?:annulled|overturned|voided|cancelled|quashed|blocked|rejected|vetoed|postponed|delayed"
    r"|put[ ]+off|declared[ ]+(?:void|invalid|null|unlawful|illegal)|struck[ ]+down"
    r"|called[ ]+off)\b"
)
"""What undoes a choice told before it: "X's election as president of Chad was annulled"."""
AS_TITLE = re.compile(
    r"[ ]+(?:as[ ]+|to be[ ]+|to the post of[ ]+)?(?:(?:the|its|his|her|their|an?)[ ]+)?"
)
SPEAKS_FOR = re.compile(
    r"(?i)\b(?:spokes\w+|press secretary|advisers?|advisors?|aide|envoy|deputy|wife|son|daughter"
    r"|assistant|office) (?:for|of|to)(?: the)? $"
)
"""What stands before the title of somebody whose spokesman is meant."""
LEFT_BY = re.compile(r"(?i)\bpredecessor as(?: the)? $")
ANOTHER_TIME = re.compile(
    r"(?i)\b(?:(?:since|during|under|in|from|after|of) )?(?:the )?(?:administrations?|presidency|"
    r"presidencies|era|reign|rule|tenure|days|late) of (?:[\w'. ]{1,40}? and )?(?:the )?$"
)
OFFERED = re.compile(
    r"(?i)\b(?:candidates? for|nominee for|candidacy for|bid for|run for)(?: the)? $"
)

_HAS = r"(?:(?:has|had|have)(?:[ ]+been)?|is|was)"
HEADS = re.compile(
    rf"(?:,?[ ]+who)?[ ]+{_ADVERBS}(?P<verb>(?:{_HAS}[ ]+{_ADVERBS}(?:headed|led|run|directed"
    rf"|heading|leading|running)|heads|leads|runs|directs|(?P<past>headed|led|ran|directed)"
    rf"|(?P<chairs>chairs|(?:{_HAS}[ ]+)?{_ADVERBS}chair(?:ing|ed)|presides over)))[ ]+(?:the[ ]+)?"
)
"""A verb by which somebody is the head of a body that is named behind it."""
HEADED_ENDS = re.compile(
    r"[ ]*(?:[,.;:)]|$|\n|(?:since|from|for|until|and|in|as|between|during|after|when|at|told"
    r"|said|this|next|till|through|by|on|under|alongside|together|while|who|which|today|now"
    r"|currently|on behalf|at present|called|urged|warned|says|has|had|will|was|is)\b)"
)
"""What may follow that body, of which no part is headed: not "the OAS mission"."""


SUCCEEDS = (
    r"(?:succeed(?:ed|s|ing)?|replac(?:ed|es|ing|e)|(?:took|takes|taking|take) over from"
    r"|in succession to|(?:hand|handed|hands|handing) over to|(?:gave|gives|giving) way to"
    r"|(?:made|makes|making) way for"
    r"|(?:was|were|is|been) (?:succeeded|replaced|followed) by)"
)
TAKES_OVER = re.compile(
    rf",?[ ]+(?:(?:who|has|had|will|is to)[ ]+)*{SUCCEEDS}[ ]+(?:{HONORIFICS}[ ]+)*"
)
"""What stands between the name of somebody and that of the one before in office."""
_OTHERS: dict[str, list[str]] = wordlists.load("officeverbs.yaml")["others"]
_KIN = any_of(_OTHERS["kin"], gap="[ ]+")
OTHER_LEAD = (
    r"(?:(?:(?:his|her|their|the|another)[ ]+)?"
    rf"(?:(?:{any_of(_OTHERS['adjectives'])}[ ]+)+(?:{_KIN}[ ]+)?|{_KIN}[ ]+))?"
)
"""What may stand before the name of somebody who is told by another, beside where he is from."""
TO_OTHER = re.compile(
    rf"(?:\b{SUCCEEDS}|\b(?:succeeded|replaced|followed)(?: as (?:[a-z-]+ ){{1,3}}?)? ?by"
    r"|\b(?:predecessor|successor|counterpart)(?:,|,?[ ]+(?:was|is|being|of|to))?"
    r"|\b(?:held|headed|led|chaired|filled|run) by)[ ]+"
    rf"{OTHER_LEAD}(?:[A-Z][\w-]+(?:[ ][A-Z][\w-]+)?'s?[ ]+)?(?:{HONORIFICS}[ ]+)*$"
)
"""What stands before the name of somebody who is told by another, or by the office."""


def status_of(verb: str) -> OfficeStatus:
    """How somebody stands to an office by the verb that ties them: "was", "was elected"."""
    plain = re.sub(r"\s+", " ", verb)
    statuses = (s for s, pattern in _by_status().items() if pattern.fullmatch(plain))
    return next(statuses, OfficeStatus.CURRENT)


def put_status(verb: str) -> OfficeStatus:
    """How somebody stands to an office by the verb of who decides it: "named", "sacked"."""
    groups: dict[str, list[str]] = wordlists.load("officeverbs.yaml")["transitive"]
    plain = re.sub(r"\s+", " ", verb)
    return OfficeStatus(next((s for s, verbs in groups.items() if plain in verbs), "current"))


@cache
def _by_status() -> Mapping[OfficeStatus, re.Pattern[str]]:
    groups = _verbs()
    return {OfficeStatus(s): re.compile("|".join(verbs), re.I) for s, verbs in groups.items()}


@cache
def _verbs() -> Mapping[str, list[str]]:
    """Patterns of the verbs that tie a name to an office, adverbs inside them allowed."""
    lists: dict[str, Any] = wordlists.load("officeverbs.yaml")
    gap = rf"[ ]+{_ADVERBS}"
    parts = {"adjuncts": rf"(?:{_ADJUNCTS}[ ]+as)?"}
    parts |= {name: _participles(name) for name in ("put", "dismissed")}
    groups: dict[str, list[str]] = lists["verbs"]
    return {
        name: [_filled(verb.replace(" ", gap), parts) for verb in verbs]
        for name, verbs in groups.items()
    }


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with what its names in braces stand for."""
    for name, part in parts.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


def _participles(name: str) -> str:
    """A pattern of one of the participles of a list, with what stands before its "as"."""
    found: list[str] = wordlists.load("officeverbs.yaml")[name]
    verbs = "|".join(found).replace(" ", "[ ]+")
    return rf"(?:{verbs})(?:{_ADJUNCTS}[ ]+as)?"


@cache
def participle() -> re.Pattern[str]:
    """A participle behind a name and a comma, up to its title: ", sworn in in May as premier"."""
    verb = rf"(?P<verb>{_participles('put')}|(?P<out>{_participles('dismissed')}))"
    return re.compile(rf",[ ]+{_ADVERBS}{verb}[ ]+{_DETERMINER}")


@cache
def person_is() -> re.Pattern[str]:
    """What may stand between a name and the title that a verb gives its bearer."""
    return re.compile(
        rf"(?:(?:,?[ ]+(?:{_LETTERS})\b\.?)+,?|[ ]*\([^()]*\)|,[ ]+(?:aged[ ]+)?\d\d(?=,)"
        rf"|[ ]+of[ ]+(?:the[ ]+)?[A-Z][\w' -]{{2,30}}?)?"
        rf"(?:,?[ ]+(?:who|and))?{verb_to_title()}"
    )


_BESIDES = re.compile(r"(?:,[ ]+(?:and[ ]+)?|[ ]+and[ ]+)(?:(?:the|an?|its|currently)[ ]+)*")
_PROFESSION = re.compile(
    r"(?:(?!(?:of|for|to|with|by|from|at|in|on|under|who|which|that|as)\b)[\w'-]+,?[ ]*){1,6}"
)


def past_profession(text: str, at: int) -> Iterator[int]:
    """Where a title may start behind what else somebody is: "is a Polish lawyer and minister"."""
    for match in _BESIDES.finditer(text, at, at + 80):
        if not _PROFESSION.fullmatch(text, at, match.start()):
            return
        yield match.end()


@cache
def verb_to_title() -> str:
    """A pattern of a verb that gives somebody a title, up to that title."""
    verbs = [v for known in _verbs().values() for v in known]
    verbs.sort(key=len, reverse=True)
    to_post = r"(?:to[ ]+(?:the[ ]+|his[ ]+|her[ ]+)?(?:post|position|office|role|job)[ ]+of[ ]+)?"
    return rf"[ ]+{_ADVERBS}(?P<verb>(?:{'|'.join(verbs)}))[ ]+{to_post}{_ADVERBS}{_DETERMINER}"


def singular(title: str, head: str) -> str:
    """The title with a singular head: "Presidents" as "President"; titles keep their case."""
    for plural, single in titlewords.singulars().items():
        if single == head:
            pattern = re.escape(plural).replace(r"\ ", "[ -]+")
            return re.sub(rf"(?i){pattern}", _cased_like(single), title, count=1)
    return title


def _cased_like(word: str) -> Callable[[re.Match[str]], str]:
    return lambda match: word.title() if match.group()[0].isupper() else word
