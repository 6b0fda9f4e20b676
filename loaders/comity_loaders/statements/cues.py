"""Cues: the places where a text says that somebody said something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from comity.model import Span
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import (
    Frame,
    Verb,
    cue_pattern,
    form_of,
    forms,
    word_set,
    words,
)
from comity_loaders.statements.speech import Speech, Stretch

_WORD_BEFORE = re.compile(r"(?P<word>[A-Za-z][\w'-]*),?\s+,?$")


class CueKind(StrEnum):
    """By what sort of words a text says that something was said."""

    FINITE = "finite"  # said, has said, was quoted as saying
    PARTICIPLE = "participle"  # saying, adding, while warning
    ACCORDING = "according"  # according to; the speaker stands behind
    NOMINAL = "nominal"  # "his warning that": `comity_loaders.statements.nominalcues` finds them
    RELAYED = "relayed"  # "Interfax quoted X as saying": the speaker is the object


@dataclass(frozen=True, slots=True)
class Cue:
    """One place of saying.

    Args:
        span: auxiliaries, adverbs between them, and verb: "has also said".
        core: the verb with its particle alone.
        verb: what verb it is.
        kind: by what sort of words.
        negated: whether it was not said: "did not say".
        unsaid: whether it is not said yet, or only might be: "will say".
        hedged: whether it is reported to have been said.
        speaker: of a relayed one, the place of its object; of a noun, the words that tell whose.
        limit: where what was said ends at the latest, if the cue tells.
    """

    span: Span
    core: Span
    verb: Verb
    kind: CueKind
    negated: bool = False
    unsaid: bool = False
    hedged: bool = False
    speaker: Span | None = None
    limit: int | None = None

    @property
    def not_said(self) -> str:
        """Why the cue does not mean that something was said; empty where it does."""
        if self.unsaid:
            return "it is not said that this was said"
        if self.negated and self.verb.lemma not in _RULED_OUT:
            return "it is said that this was not said"
        return ""


_RULED_OUT = frozenset({"rule out", "deny"})
_IN_VIEW = re.compile(r"\b[Ii]n\s+(?P<who>[^.,;:\ufffc]{2,60}?)(?:'s?)?\s+(?:view|opinion|words)\b")
_PLURAL = re.compile(
    r"(?:[a-z]s|\b(?:[Tt]hey|[Ww]e|[Yy]ou|I|who)|\band\s+(?:the\s+)?[A-Z][\w.' -]{1,25})$"
)
_ACCORDING = Verb("according to", frozenset({Frame.CLAUSE}))
_QUOTED = Verb("quote", frozenset({Frame.CLAUSE}), addressee=True)


def find_cues(speech: Speech, stretch: Stretch) -> tuple[Cue, ...]:
    """The cues of one stretch outside its quotations, in order of place."""
    special = [*_according(speech, stretch), *_quoted(speech, stretch)]
    verbs = _verbs(speech, stretch)
    found = [c for c in verbs if not any(c.core.overlaps(other.span) for other in special)]
    return tuple(sorted((*special, *found), key=lambda cue: cue.span))


def _according(speech: Speech, stretch: Stretch) -> Iterator[Cue]:
    for match in _according_pattern().finditer(speech.masked, stretch.span.start, stretch.span.end):
        span = Span(match.start(), match.end())
        yield Cue(span, span, _ACCORDING, CueKind.ACCORDING)
    for match in _IN_VIEW.finditer(speech.masked, stretch.span.start, stretch.span.end):
        span, who = Span(match.start(), match.end()), Span(match.start("who"), match.end("who"))
        yield Cue(span, span, _ACCORDING, CueKind.ACCORDING, speaker=who)


def _quoted(speech: Speech, stretch: Stretch) -> Iterator[Cue]:
    """Such as "was quoted by Interfax as saying", "Interfax quoted the minister as saying"."""
    start, end = stretch.span.start, stretch.span.end
    for match in _passive_pattern().finditer(speech.masked, start, end):
        span = Span(match.start(), match.end())
        yield Cue(span, span, _QUOTED, CueKind.FINITE, hedged=bool(match["reported"]))
    for match in _active_pattern().finditer(speech.masked, start, end):
        span = Span(match.start("quoted"), match.end())
        speaker = Span(match.start("who"), match.end("who"))
        yield Cue(span, span, _QUOTED, CueKind.RELAYED, speaker=speaker)


def _verbs(speech: Speech, stretch: Stretch) -> Iterator[Cue]:
    for match in cue_pattern().finditer(speech.masked, stretch.span.start, stretch.span.end):
        match = _without_date(speech, match)
        words_ = form_of(match.group())
        core = Span(match.start(), match.end())
        if words_ and not _is_noun(speech, core, words_):
            cue = _cue(speech, stretch, core, words_)
            if cue:
                yield cue


def _without_date(speech: Speech, match: re.Match[str]) -> re.Match[str]:
    """The verb alone where its particle belongs to a date: "insisted on Monday that"."""
    particle = match.start() + match.group().rfind(" ") + 1
    is_dated = any(d.span.start == particle for d in speech.document.dates)
    alone = cue_pattern().match(speech.masked, match.start(), particle - 1) if is_dated else None
    return alone or match


def _cue(speech: Speech, stretch: Stretch, core: Span, form: str) -> Cue | None:
    verb, first = forms()[form], form.split()[0]
    start, before = _chain(speech.masked, stretch.span.start, core.start)
    is_participle = first.endswith("ing") and first != verb.lemma.split()[0]
    if _is_passive(before, first, is_participle=is_participle):
        return None
    unsaid = _is_unsaid(speech, stretch, start, before, is_participle=is_participle)
    bare = first == verb.lemma.split()[0] and not before and first not in word_set("unchanged")
    return Cue(
        span=Span(start, core.end),
        core=core,
        verb=verb,
        kind=CueKind.PARTICIPLE if is_participle and not _has_be(before) else CueKind.FINITE,
        negated=_is_negated(before),
        unsaid=unsaid or (bare and not _may_be_plural(speech, start)),
        hedged=any(w in {"reportedly", "allegedly", "apparently"} for w in before),
    )


def _chain(masked: str, least: int, end: int) -> tuple[int, list[str]]:
    """Where the auxiliaries and negations before a verb start, and all words of the chain."""
    start, at, words_ = end, end, list[str]()
    while match := _WORD_BEFORE.search(masked, max(at - 25, least), at):
        word = match["word"].lower()
        is_auxiliary = _is_auxiliary(word)
        if not is_auxiliary and word not in word_set("adverbs") and not word.endswith("ly"):
            break
        words_.insert(0, word)
        at = match.start("word")
        start = at if is_auxiliary else start
    return start, words_


def _is_negated(before: list[str]) -> bool:
    """Whether it was not said; "not only implied" was."""
    if re.search(r"\bnot (?:only|just|merely|simply)\b", " ".join(before)):
        return False
    return any(w in word_set("negations") or w.endswith("n't") for w in before)


def _is_auxiliary(word: str) -> bool:
    known = word_set("auxiliaries") | word_set("unsaid") | word_set("negations")
    return (word in known and word not in word_set("conditions")) or word.endswith("n't")


def _has_be(before: list[str]) -> bool:
    return bool({"is", "are", "was", "were", "been", "be", "'s"} & set(before))


def _is_passive(before: list[str], form: str, *, is_participle: bool) -> bool:
    """Whether "is called" or "was told": nobody says it here."""
    have = {"has", "have", "had", "having", "'ve", "'d"}
    last = next((w for w in reversed(before) if w in word_set("auxiliaries")), "")
    is_past = form.endswith(("ed", "en", "d", "t", "rn"))
    return is_past and not is_participle and _has_be([last]) and last not in have


def _is_unsaid(
    speech: Speech, stretch: Stretch, start: int, before: list[str], *, is_participle: bool
) -> bool:
    if "to" in before and not is_participle:
        return not _said_before_to().search(
            speech.masked[max(start - 40, 0) : start + 30].split(" to ")[0]
        )
    if set(before) & word_set("unsaid"):
        return True
    clause = re.split(r"[,;:]", speech.masked[stretch.span.start : start])[-1]
    conditions = any_of(words("conditions"))
    return bool(re.match(rf"(?i)\s*(?:{conditions}|(?:but|and|so)\s+(?:if|unless))\b", clause))


def _may_be_plural(speech: Speech, start: int) -> bool:
    """Whether a bare form can have a plural subject: "the ministers say"."""
    before = speech.masked[max(start - 40, 0) : start].rstrip(" ,")
    return bool(_PLURAL.search(before))


def _is_noun(speech: Speech, core: Span, form: str) -> bool:
    """Whether a form that may be a noun is one here: by the parse, and by the word before."""
    if form.split()[0] not in word_set("nouns"):
        return False
    before = re.search(r"([\w'-]+)\s+$", speech.masked[max(core.start - 25, 0) : core.start])
    if before and before[1].lower() in word_set("before_nouns"):
        return True
    if before and before[1].endswith(("'s", "s'")):
        return True
    if re.match(r"\s+that\s", speech.masked[core.end : core.end + 6]) and form.endswith("cast"):
        return False
    tokens = speech.tokens_in(core)
    return bool(tokens) and speech.document.parses and tokens[0].pos_ in {"NOUN", "PROPN", "ADJ"}


@cache
def _said_before_to() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('said_before_to'))})\s*$", re.IGNORECASE)


@cache
def _according_pattern() -> re.Pattern[str]:
    return re.compile(
        r"\b[Aa]ccording\s+to\s+|\b[Ii]n\s+the\s+words\s+of\s+|\b[Ii]n\s+the\s+(?:view|opinion)\s+of\s+"
        r"|\b[Aa]s\s+(?:stated|noted|put|explained|observed|stressed|underlined|emphasi[sz]ed)\s+by\s+"
    )


@cache
def _passive_pattern() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:has\s+been|have\s+been|had\s+been|was|were|is|are)\s+(?:also\s+|later\s+|earlier\s+|further\s+)?"
        r"(?:quoted|cited|(?P<reported>reported))\s+(?:[^.;\ufffc]{0,80}?\s+)?"
        r"(?:as\s+(?:saying|telling|adding|stating|having\s+said|declaring|warning|commenting)|"
        r"to\s+have\s+(?:said|told|stated|warned))\b"
    )


@cache
def _active_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<quoted>(?:[A-Z][\w.-]*\s+(?:also\s+|news\s+agency\s+)?|(?:news\s+)?agency\s+)?\b(?:quoted|quotes|quoting|cited|cites|citing))\s+(?P<who>[^.;:\ufffc]{2,120}?)\s+as\s+"
        r"(?:saying|telling|adding|stating|having\s+said|declaring|warning)\b"
    )
