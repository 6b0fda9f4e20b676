"""States that a sentence counts and the next one names: "Six states signed. They were Chad, …".

The words that count them stand for the list behind, so whatever is told of "six states" is told of
each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.model import Kind, Span
from comity_loaders import wordlists
from comity_loaders.document import Group, Sentence
from comity_loaders.language.numberwords import number
from comity_loaders.names.mentions import Mention, Use

_STATES = (Kind.STATE, Kind.TERRITORY)
_NOUNS = (
    r"(?:countries|states|nations|members|governments|republics|economies|powers|newcomers|entrants"
    r"|signatories|parties|founders)"
)
_UNITS, _TENS = ("|".join(wordlists.load("numbers.yaml")[name]) for name in ("units", "tens"))
_NUMBERS = rf"(?i:(?:{_TENS})(?:-(?:{_UNITS}))?|{_UNITS})"
_NAMING = re.compile(
    rf"(?:They|These|Those|(?P<among>Among (?:them|these|those|the (?:[a-z]+ )?{_NOUNS}))"
    rf"|The (?:(?P<rest>other|remaining|others)\b ?)?(?:(?P<n>[\w-]+) )?"
    rf"(?:[a-z-]+ )?(?:(?P<noun>{_NOUNS}) ?)?)(?:, [^,]{{2,40}}, |\s)*"
    r"(?P<verb>are|were|is|was|include|included|comprise|comprised)\b(?: as follows)?[,:]? "
)
_COUNTED = re.compile(
    r"(?P<one>\b(?:(?:one|two|three|first|last|some) (?:of|among)|among) (?:the )?)?"
    rf"(?P<word>\b(?P<n>\d{{1,3}}|{_NUMBERS}) (?:(?:of the|of its|[a-z]+"
    rf"(?:-[a-z]+)?|[A-Z][a-z]+) ){{0,2}}{_NOUNS})\b"
)
_OPEN = {"include", "included"}
_LEAST = 2
# What may stand among the names: "on Western sponsorship", and nothing with a verb or an exception.
_ASIDE = re.compile(
    r"(?:(?:[,;]|\band\b|\bas well as\b|\bthe\b|\bboth\b|\balso\b|\bfrom\b|\bin\b|\bon\b|\bof\b"
    r"|\b[A-Za-z-]+\b|\s)){0,14}"
)
# A remark behind the list.
_END = re.compile(r", (?:the (?:latter|former|last)|all|both|each|most|many|some|one|none)\b")
_BREAK = re.compile(
    r"\b(?:not|but|except|while|which|who|that|when|where|if|had|has|have|will|would|with|without"
    r"|are|were|is|was|be|been)\b"
)


def named_later(sentence: Sentence) -> Iterator[Group]:
    """The words of a sentence that count states, with those that the next sentence names."""
    following = _following(sentence)
    opening = _NAMING.match(following.text) if following else None
    if following is None or opening is None:
        return
    named = _named(following, opening)
    counted = [m for m in _COUNTED.finditer(sentence.text) if _fits(m, opening, named)]
    if len(named) < _LEAST or len(counted) != 1:
        return
    start = sentence.span.start
    span = Span(start + counted[0].start("word"), start + counted[0].end("word"))
    if not any(mention.span.overlaps(span) and mention.entity for mention in sentence.mentions):
        yield Group(span, (*_said_before(sentence, counted[0]), *named))


def _following(sentence: Sentence) -> Sentence | None:
    sentences = sentence.document.sentences
    at = sentences.index(sentence) + 1
    found = sentences[at] if at < len(sentences) else None
    return found if found and found.paragraph - sentence.paragraph <= 1 else None


def _named(following: Sentence, opening: re.Match[str]) -> tuple[Mention, ...]:
    """The states that a sentence lists behind its verb; none where it says anything else."""
    at = following.span.start + opening.end()
    text, found = following.document.text, list[Mention]()
    end = _END.search(text, at, following.span.end)
    for mention in following.mentions:
        if end and mention.span.start > end.start():
            break
        if mention.span.start < at - 1 or not mention.can_be(*_STATES) or mention.entity is None:
            return ()
        between = text[at : mention.span.start]
        if mention.use is not Use.NAME or not _ASIDE.fullmatch(between) or _BREAK.search(between):
            return ()
        found.append(mention)
        at = mention.span.end
    rest = "" if end else text[at : following.span.end]
    return () if _BREAK.search(rest) or len(rest) > len(" and others.") + 20 else tuple(found)


def _fits(counted: re.Match[str], opening: re.Match[str], named: tuple[Mention, ...]) -> bool:
    """Whether as many states are counted as are named, or more where only some are named."""
    said = number(counted["n"].lower())
    if said is None:
        return False
    if opening["rest"]:
        return said > len(named) and number((opening["n"] or "").lower()) in (None, len(named))
    is_open = opening["among"] or opening["verb"] in _OPEN
    return said > len(named) if is_open else said == len(named)


def _said_before(sentence: Sentence, counted: re.Match[str]) -> tuple[Mention, ...]:
    """The states told to be among those counted: "Chad was one of the six states"."""
    at = sentence.span.start + counted.start()
    own = [m for m in sentence.mentions if m.span.end <= at and m.can_be(*_STATES)]
    return tuple(m for m in own if m.use is Use.NAME and m.entity) if counted["one"] else ()
