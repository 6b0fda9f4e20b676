"""A masked sentence, unfolded into simple clauses that each have their own subject and dates.

"<S0>, which left the <B0> <D0>, joined the <B1> <D1> and quit <D2>" becomes "<S0> joined the <B1>
<D1> and quit <D2>", "<S0> left the <B0> <D0>" and "<S0> quit <D2>". So a pattern need not know of
asides, a date in an aside stays there, and the second verb finds its subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity_loaders import wordlists
from comity_loaders.sentences.masking import Masked, Piece

_LONGEST = 2500
"""Longer sentences are tables or texts without full stops: only their beginning is read."""

Stretch = tuple[int, int]

_ASIDE = re.compile(
    r" ?\((?P<round>[^()]*)\)"
    r"| - (?P<dashed>[^;]{3,200}?) -(?= |,)"
    r"| ?(?P<dash>--|–|—) ?(?P<long>[^;–—]{3,200}?) ?(?P=dash)"
    r"|(?:(?<=[SB]\d>)|(?<=[SB]\d\d>)), "
    r"(?P<comma>(?!and |or |but |<S|(?:the )?<B\d+>,|then |while |whereas |among )"
    # "<S0>, which joined <D0>, and <S1>, which left": the second clause is an aside of its own.
    r"[^,;()]{2,160}(?:, (?:<[SBC]\d+>|by |and <S(?!\d+>, wh)|including (?:the )?<S"
    r"|<D\d+>(?=, by ))"
    r"[^,;()]{0,80}){0,4})"
    r"(?P<end>,|(?=[.;]|$))"
)
_KINDS = ("round", "dashed", "long", "comma")
_ONLY_DATE = re.compile(
    r"(?:(?:early|late|in|on|back|only|finally|again) )*<D\d+>|however|too|meanwhile|in turn|though"
    r"|for (?:instance|example|its part)|[A-Z]{2,8}"
)
_AFTER = re.compile(
    r"[^,;<]{0,40}\b(?:after|before|since) (?!<D\d+>$)"
    # "three years after" is a date.
    r"|(?:(?:\w+|<[DN]\d+>) ){0,4}<D\d+> (?:(?:the|its?|their|an?|that|they)\b|<S\d+>)"
)
_RELATIVE = re.compile(r"(?:which|who|that)(?= (?!<))")
_LEFT_OUT = re.compile(
    r",? ?\b(?:all )?(?:but|except|with the|excepting|excluding|apart|aside|other|without|unlike"
    r"|rather|instead|minus|save|bar|barring|and not|though not|as opposed)\b[^,;.<]{0,30}<X\d+>,?"
)
_APPOSED = re.compile(
    r"(?:[Tt]he |[Aa]ll |[Tt]hose )?(?:[\w-]+ ){0,3}(?:countries|states|nations|republics|members"
    r"|kingdoms|neighbours|neighbors|governments)(?: (?:--|–|—|-) ?|, |: | \("
    r"|,? (?:including|among them|notably|such as) (?:the )?)(?P<states><S\d+>)"
    r"(?: ?(?:--|–|—|-)|,|\))(?= )"
)
# "..., and <D0> <S0> joined": the date belongs to what follows it.
_OWN_CLAUSE = re.compile(
    r"(?<=[a-z>])(?:, (?:and|but)|;(?: and| but)?) (?=<D\d+>,? (?:(?:the )?<S\d+>|it|they) [a-z])"
)
# "Chad noted that Togo joined ... and left": the second verb is not Chad's.
_OWN_SUBJECT = re.compile(r"\b(?:that|fact|how|because|although|though) (?:the )?<S\d+>(?! ?['’])")
_LAST_MARK = re.compile(r"<[SBD]\d+>(?='?s?(?: (?!and |or )[\w-]+){0,3}\W*$)")


def unfold(masked: Masked) -> tuple[Masked, ...]:
    """The simple clauses of a masked sentence; the first is its main clause."""
    masked = masked.cut(_without_exceptions(masked.text[:_LONGEST]))
    pieces, asides = _apart(masked.text)
    clauses = [
        masked.cut(pieces),
        *(masked.cut(piece) for piece in (*asides, *_apposed(masked.text))),
    ]
    clauses = [part for clause in clauses for part in _independent(clause)]
    return (*clauses, *(more for clause in clauses for more in _coordinated(clause)))


def _independent(clause: Masked) -> Iterator[Masked]:
    """A clause, parted where ", and" is followed by a date and a subject of its own."""
    at = 0
    for match in _OWN_CLAUSE.finditer(clause.text):
        yield clause.cut([(at, match.start())])
        at = match.end()
    yield clause.cut([(at, len(clause.text))]) if at else clause


def _without_exceptions(text: str) -> list[Stretch]:
    """What is left of a sentence without "except <X0>" and the like."""
    bounds = [0, *(at for m in _LEFT_OUT.finditer(text) for at in m.span()), len(text)]
    return [pair for pair in zip(bounds[::2], bounds[1::2], strict=True) if pair[0] < pair[1]]


def _apart(text: str) -> tuple[list[Stretch], list[list[Piece]]]:
    """The pieces of the main clause, and those of each aside with what it is about."""
    kept: list[Stretch] = []
    asides: list[list[Piece]] = []
    at = 0
    for match in _ASIDE.finditer(text):
        if _is_date(match) or _is_predicate(match) or _is_clause_of_time(match):
            continue
        asides += _with_antecedent(text, match)
        if match["end"] != "":
            kept.append((at, match.start()))
            at = match.end()
    kept.append((at, len(text)))
    return [pair for pair in kept if pair[0] < pair[1]], asides


def _apposed(text: str) -> Iterator[list[Piece]]:
    """What is told of "ten countries - <S0> -", as told of "<S0>"."""
    for match in _APPOSED.finditer(text):
        yield [(0, match.start()), match.span("states"), (match.end(), len(text))]


def _is_date(match: re.Match[str]) -> bool:
    """Whether what looks like an aside only dates its clause."""
    content = next((group for group in match.group(*_KINDS) if group), "")
    return bool(_ONLY_DATE.fullmatch(content.strip()))


def _is_clause_of_time(match: re.Match[str]) -> bool:
    """Whether what looks like an aside behind a body opens a clause: "three years after it had"."""
    last = match.string.rfind("<", 0, match.start())
    behind_body = match.string[last + 1 : last + 2] == "B"
    return match["comma"] is not None and behind_body and bool(_AFTER.match(match["comma"]))


def _is_predicate(match: re.Match[str]) -> bool:
    """Whether what looks like an aside is the second of several things told of one subject."""
    return match["comma"] is not None and bool(_finite().match(match["comma"]))


def _with_antecedent(text: str, match: re.Match[str]) -> Iterator[list[Piece]]:
    """The aside with what it is about; alone, where no name stands before it."""
    kind = next(kind for kind in _KINDS if match[kind] is not None)
    before = _LAST_MARK.search(text, max(match.start() - 60, 0), match.start())
    relative = _RELATIVE.match(text, match.start(kind))
    if before is None:
        yield [match.span(kind)]
    elif relative:
        yield [before.span(), (relative.end(), match.end(kind))]
        # Where the clause ends is a guess: a comma may stand in it.
        yield [before.span(), (relative.end(), len(text))]
    else:
        yield [(before.start(), match.end())]


def _coordinated(clause: Masked) -> Iterator[Masked]:
    """The clauses whose subject stands before an earlier verb: "<S0> left … and <rejoined …>"."""
    first = _subject_and_verb().search(clause.text)
    if first is None:
        return
    passive = _passives().search(first["aux"] + first["verb"])
    for match in _second_verb().finditer(clause.text, first.end()):
        if _OWN_SUBJECT.search(clause.text, first.end(), match.start()):
            continue
        bare = passive and match["participle"] and not match["aux"]
        glue = " was " if bare else " "
        yield clause.cut([first.span("subject"), glue, (match.start("rest"), len(clause.text))])


@cache
def _subject_and_verb() -> re.Pattern[str]:
    return re.compile(
        r"(?<! to )(?<! to the )"
        rf"(?P<subject><[SB]\d+>)(?: \((?:<D\d+>)\))?,? (?:(?:which|who|<D\d+>),? )?"
        rf"(?P<aux>(?:(?:{_any('auxiliaries', 'adverbs')}),? )*)"
        rf"(?P<verb>{_any('verbs', 'participles')}"
        r"|[a-z]{3,}ed(?= (?:the|its|their|an?|all|to)\b))\b"
    )


@cache
def _second_verb() -> re.Pattern[str]:
    aux, adverbs = _any("auxiliaries", "adverbs"), _any("adverbs")
    return re.compile(
        r"(?:[,;]|,? (?:and then|and|but|then|only to))+ "
        rf"(?P<rest>(?:(?:<D\d+>|{adverbs}),? )*(?P<aux>(?:(?:{aux}),? )*)"
        rf"(?:(?P<participle>{_any('participles')})|(?:{_any('verbs')}))\b)"
    )


@cache
def _finite() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{_any('adverbs', 'auxiliaries')}) )*(?:{_any('verbs')})\b(?! by )")


@cache
def _passives() -> re.Pattern[str]:
    return re.compile(rf"\b(?:was|were|been|being|is|are|be)\b.*\b(?:{_any('participles')})$")


def _any(*names: str) -> str:
    words = wordlists.load("unfolding.yaml")
    return "|".join(word for name in names for word in words[name])
