"""Cues: the places where a text says that somebody said something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Token

from comity.model import Span
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import (
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
        plural: whether several say so: a present without the ending of one, "who accuse him".
        thought: whether it is only told what somebody had in mind: "believed that".
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
    plural: bool = False
    thought: bool = False

    @property
    def not_said(self) -> str:
        """Why the cue does not mean that something was said; empty where it does."""
        if self.unsaid:
            return "it is not said that this was said"
        if self.negated and self.verb.lemma not in _RULED_OUT:
            return "it is said that this was not said"
        return ""


_RULED_OUT = frozenset({"rule out", "deny"})
# "a performance, greatly encouraging indeed": how something is, and not what somebody does.
_DEGREES = frozenset(
    {"very", "highly", "most", "more", "less", "greatly", "quite", "rather", "too"}
)
_FROM_PLACE = re.compile(r"reporting\s+(?:live\s+)?from\s+(?:the\s+)?[A-Z]")
_PLURAL = re.compile(
    r"(?:[a-z]s|\b(?:[Pp]olice|[Pp]eople|[Mm]en|[Ww]omen|[Mm]edia|[Tt]hey|[Ww]e|[Yy]ou|I|who)"
    r"|\band\s+(?:the\s+)?[A-Z][\w.' -]{1,25})$"
)


def find_cues(speech: Speech, stretch: Stretch) -> Iterator[Cue]:
    """The verbs of saying of one stretch outside its quotations, in order of place."""
    for match in cue_pattern().finditer(speech.masked, stretch.span.start, stretch.span.end):
        match = _without_date(speech, match)
        words_ = form_of(match.group())
        core = Span(match.start(), match.end())
        if words_ and not _is_noun(speech, core, words_):
            cue = _cue(speech, stretch, core, words_)
            if cue:
                yield cue


def _is_posted(speech: Speech, core: Span) -> bool:
    """Whether it is told only where a journalist is: "Roe, reporting from Oslo, said"."""
    return bool(_FROM_PLACE.match(speech.masked, core.start))


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
    if _is_passive(before, first, is_participle=is_participle) or _is_nobodys(speech, start, form):
        return None
    if is_participle and ((before[-1:] and before[-1] in _DEGREES) or _is_posted(speech, core)):
        return None
    unsaid = _is_unsaid(speech, stretch, start, before, is_participle=is_participle)
    bare = first == verb.lemma.split()[0] and not before and first not in word_set("unchanged")
    return Cue(
        span=Span(start, core.end),
        core=core,
        verb=verb,
        kind=CueKind.PARTICIPLE if is_participle and not _has_be(before) else CueKind.FINITE,
        negated=_is_negated(before) or _follows_neither(speech, stretch, start),
        unsaid=unsaid
        or (bare and not _may_be_plural(speech, start) and not _is_heard(speech, start)),
        hedged=any(w in {"reportedly", "allegedly", "apparently"} for w in before),
        plural=bare,
        thought=_is_thought(verb.lemma, first, before, is_participle=is_participle),
    )


_ANYBODYS = frozenset({"clear", "certain", "sure", "understood"})
_IT = re.compile(r"(?i)\bit(?:\s+(?:now|also|then|soon|already))?\s+$")


def _is_nobodys(speech: Speech, start: int, form: str) -> bool:
    """Whether "it" means nothing: "when it was clear that the vote was lost"."""
    plain = form.split()[-1] in _ANYBODYS
    return plain and bool(_IT.search(speech.masked, max(start - 12, 0), start))


def _is_thought(lemma: str, form: str, before: list[str], *, is_participle: bool) -> bool:
    """Whether it is told what somebody had in mind: "believed that", "expecting that"."""
    is_past = not is_participle and not before and form not in {lemma, lemma + "s"}
    return lemma in word_set("mental") and (is_past or (is_participle and not _has_be(before)))


def _chain(masked: str, least: int, end: int) -> tuple[int, list[str]]:
    """Where the auxiliaries and negations before a verb start, and all words of the chain."""
    start, at, words_ = end, end, list[str]()
    while match := _WORD_BEFORE.search(masked, max(at - 25, least), at):
        if match["word"][0].isupper() and match.start() > least:
            break  # "Ms May said"
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


def _follows_neither(speech: Speech, stretch: Stretch, start: int) -> bool:
    """Whether none of several said it: "neither Peru nor Chad said"."""
    before = speech.masked[max(start - 90, stretch.span.start) : start]
    return bool(re.search(r"\b[Nn]either\s[^,.;:]{2,50}\snor\s[^,.;:]{2,40}$", before))


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
        return not _said_before_to().search(speech.masked[max(start - 70, 0) : start])
    if set(before) & word_set("unsaid"):
        return not _SAYS_ONLY.match(speech.masked, start)
    clause = re.split(r"[,;:]", speech.masked[stretch.span.start : start])[-1]
    if _MIGHT_BY.search(clause):
        return True
    conditions = any_of(words("conditions"))
    return bool(re.match(rf"(?i)\s*(?:{conditions}|(?:but|and|so)\s+(?:if|unless))\b", clause))


def _may_be_plural(speech: Speech, start: int) -> bool:
    """Whether a bare form can have a plural subject: "the ministers say"."""
    before = speech.masked[max(start - 40, 0) : start].rstrip(" ,")
    return bool(_PLURAL.search(before))


def _is_said_bare(speech: Speech, start: int) -> bool:
    """Whether a bare form tells that somebody said it."""
    return _may_be_plural(speech, start) or _is_heard(speech, start)


def _is_heard(speech: Speech, start: int) -> bool:
    """Whether others hear it said: "the panel heard Roe predict that"."""
    return bool(_HEARD.search(speech.masked[max(start - 90, 0) : start]))


# "Roe opened the meeting by saying that".
_BY_SAYING = re.compile(r"\bby\s[a-z]+ing\sthat\s")
# "Could win by saying that".
_MIGHT_BY = re.compile(
    r"\b(?:could|would|can|may|might|should|will|must)\s(?:[\w'-]+\s+){1,6}by\s+$"
)
# "Would only say that" and "would say only that" tell what was said.
_SAYS_ONLY = re.compile(
    r"would\s+(?:only\s+(?:say|confirm|disclose)|(?:say|confirm|disclose)\s+only)"
    r"\s+(?:that(?!\s+if\b)|it|he|she|the)\s"
)
_HEARD = re.compile(r"\b(?:heard|hears|watched|saw)\s+(?:[\w.'-]+\s+){1,7}$")


def _is_noun(speech: Speech, core: Span, form: str) -> bool:
    """Whether a form that may be a noun is one here: by the parse, and by the word before."""
    if form.split()[0] not in word_set("nouns") or _BY_SAYING.search(
        speech.masked, max(core.start - 3, 0), core.end + 6
    ):
        return False
    before = re.search(r"([\w'-]+)\s+$", speech.masked[max(core.start - 25, 0) : core.start])
    if before and before[1].lower() in word_set("before_nouns"):
        return True
    if before and before[1].endswith(("'s", "s'")):
        return True
    if _FORECASTS.match(speech.masked, max(core.start - 1, 0)) and _subject_before(speech, core):
        return False
    tokens = speech.tokens_in(core)
    if not tokens or not speech.document.parses or _governs(tokens[0]):
        return False
    return tokens[0].pos_ in {"NOUN", "PROPN", "ADJ"}


def _governs(token: Token) -> bool:
    """Whether a sentence hangs on a form, and a name is its subject: "Peru demands that"."""
    is_root = token.dep_ == "ROOT" and token.i + 1 < len(token.doc)
    return is_root and any(c.dep_ == "nsubj" and c.i == token.i - 1 for c in token.lefts)


# "The fund forecasts growth", not "the fund's forecasts for growth".
_FORECASTS = re.compile(
    r"\s(?:forecasts?|projects?|estimates?)\s+(?!(?:for|of|in|on|from|at|by|to|and|or|which|was|were|is"
    r"|are|has|have|had|will|would|said|says|that\s+(?:was|were|is|are|has|have|had))\b)\w"
)


_SUBJECT = re.compile(r"\b(?:[A-Z][\w-]*|[Ii]t|bank|fund)\s+(?:also\s+|now\s+)?$")


def _subject_before(speech: Speech, core: Span) -> bool:
    """Whether a name or "it" stands right before a verb, as its subject does."""
    return bool(_SUBJECT.search(speech.masked[max(core.start - 30, 0) : core.start]))


@cache
def _said_before_to() -> re.Pattern[str]:
    """What goes before "to say" where it was said: "went on", "took to Example", "the first"."""
    acts = rf"\b(?:{any_of(words('said_by_doing'))})\s+[^.,;:]{{2,45}}?"
    order = r"\bthe\s+(?:first|latest|only|last|second|third)\b[^.,;:]{0,40}?"
    return re.compile(rf"\b(?:{any_of(words('said_before_to'))}|{acts}|{order})\s*$", re.IGNORECASE)
