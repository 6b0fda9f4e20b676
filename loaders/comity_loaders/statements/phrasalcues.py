"""Cues of several words: "according to", "was quoted as saying", "was described by her as"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from comity.model import Span
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cues import Cue, CueKind
from comity_loaders.statements.cuewords import Frame, Verb, inflected, verbs, views, words
from comity_loaders.statements.speech import MASK, Speech, Stretch

# A full stop that ends no sentence: "Mr. Roe", "J. Roe", "U.S.".
_POINT = r"(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|Lt))\.|(?<=\b(?:Mrs|Gen|Sen|Rep|Gov|Col))\."
_WHO = rf"his|her|[^.,;:{MASK}]{{2,60}}?(?='s?\s)"
_OWN = r"(?:own\s+|[a-z]+\s+)?"
_ACCORDING = Verb("according to", frozenset({Frame.CLAUSE}))
_QUOTED = Verb("quote", frozenset({Frame.CLAUSE}), addressee=True)
# What a verb in the passive takes behind its agent, by the word that follows the agent.
_LINKS: Mapping[str, frozenset[Frame]] = {
    "as": frozenset({Frame.PHRASE}),
    "of": frozenset({Frame.PHRASE, Frame.GERUND}),
    "for": frozenset({Frame.PHRASE, Frame.GERUND}),
    "that": frozenset({Frame.CLAUSE}),
    "to": frozenset({Frame.INFINITIVE}),
}
# In the active the same verb has one of these.
_ACTIVE: Mapping[str, frozenset[Frame]] = {
    "as": frozenset({Frame.AS, Frame.NAMED}),
    "of": frozenset({Frame.OF}),
    "for": frozenset({Frame.FOR}),
    "that": frozenset({Frame.CLAUSE}),
    "to": frozenset({Frame.OBJECT, Frame.ON}),
}


def find_phrasal(speech: Speech, stretch: Stretch) -> Iterator[Cue]:
    """The cues of several words in one stretch, outside its quotations."""
    yield from _according(speech, stretch)
    yield from _inverted(speech, stretch)
    yield from _quoted(speech, stretch)
    if " by " in speech.stretch_words(stretch.span):
        yield from _passive(speech, stretch)
        yield from _agent_last(speech, stretch)
        yield from _fronted(speech, stretch)


def _according(speech: Speech, stretch: Stretch) -> Iterator[Cue]:
    for match in _according_pattern().finditer(speech.masked, stretch.span.start, stretch.span.end):
        span = Span(match.start(), match.end())
        yield Cue(span, span, _ACCORDING, CueKind.ACCORDING)
    for match in _in_view().finditer(speech.masked, stretch.span.start, stretch.span.end):
        span, who = Span(match.start(), match.end()), Span(*match.span(match.lastgroup or "who"))
        yield Cue(span, span, _ACCORDING, CueKind.ACCORDING, speaker=who)


def _inverted(speech: Speech, stretch: Stretch) -> Iterator[Cue]:
    """Such as "…" is the advice of the minister", ""…" was how the minister put it"."""
    for match in _copula().finditer(speech.masked, stretch.span.start, stretch.span.end):
        span, name = Span(match.start(), match.end()), match.lastgroup or "who"
        span = Span(span.start, match.start("who")) if name == "who" else span
        speaker = None if name == "who" else Span(*match.span(name))
        yield Cue(span, span, _ACCORDING, CueKind.ACCORDING, speaker=speaker)


def _fronted(speech: Speech, stretch: Stretch) -> Iterator[Cue]:
    """Such as "That the fund was empty was acknowledged by the minister"."""
    match = _that_first().match(speech.masked, stretch.span.start, stretch.span.end)
    verb = _participles().get(match["verb"].lower()) if match else None
    if match and verb and verb.frames & _ACTIVE["that"]:
        span, who = Span(*match.span("that")), Span(*match.span("who"))
        passive = Verb(f"{verb.lemma} by", _LINKS["that"])
        yield Cue(span, span, passive, CueKind.RELAYED, speaker=who, limit=match.end("what"))


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


def _passive(speech: Speech, stretch: Stretch) -> Iterator[Cue]:
    """Such as "was described by the minister as", "were told by her that"."""
    for match in _agent_pattern().finditer(speech.masked, stretch.span.start, stretch.span.end):
        link = match["link"].split()[-1]
        verb = _participles().get(match["verb"].lower())
        if verb is None or not verb.frames & _ACTIVE[link]:
            continue
        end = match.start("link") if link == "to" else match.end()
        span, who = Span(match.start(), end), Span(match.start("who"), match.end("who"))
        yield Cue(span, span, Verb(f"{verb.lemma} by", _LINKS[link]), CueKind.RELAYED, speaker=who)


def _agent_last(speech: Speech, stretch: Stretch) -> Iterator[Cue]:
    """Such as "was described as "grave" by the minister": what was said stands before who did."""
    for match in _last_pattern().finditer(speech.masked, stretch.span.start, stretch.span.end):
        verb = _participles().get(match["verb"].lower())
        if verb is None or Frame.AS not in verb.frames:
            continue
        span, who = Span(match.start(), match.start("what")), Span(*match.span("who"))
        passive = Verb(f"{verb.lemma} by", _LINKS["as"])
        limit = match.end("what")
        yield Cue(span, span, passive, CueKind.RELAYED, speaker=who, limit=limit)


@cache
def _copula() -> re.Pattern[str]:
    """A quotation, "is" or "was", a noun of saying and whose it is, or "how" somebody "put it"."""
    noun = any_of(words("nouns_of_view"))
    be = rf"(?<=[{MASK},])\s*(?:(?:that|this|such)\s+)?(?:is|was|were|are|has\s+been|came|comes)\s+"
    of = rf"(?:the|an?)\s+(?:[\w-]+\s+){{0,2}}?(?:{noun})\s+(?:of|from|by)\s+(?P<who>(?=\w))"
    own = rf"(?P<whose>{_WHO})(?:'s?)?\s+(?:[\w-]+\s+){{0,2}}?(?:{noun})\b"
    how = (
        rf"(?:how|what|the\s+way)\s+(?P<speaker>[^.,;:{MASK}]{{2,60}}?)\s+"
        r"(?:put|puts|described|describes|summed|saw|sees|phrased|called|expressed)\s+(?:(?:it|things|matters|up)\b|(?:the|its|this)\s[^,.;:\ufffc]{2,40}(?=[.,;]|$))"
    )
    return re.compile(rf"{be}(?:{of}|{own}|{how})")


@cache
def _that_first() -> re.Pattern[str]:
    """A clause with "that" as the subject of a passive verb of saying."""
    return re.compile(
        rf"(?:But\s+)?(?P<that>That\s)(?P<what>[^.;:{MASK}]{{8,160}}?)\s+(?:is|was|has\s+been|had\s+been)\s+(?:also\s+|[a-z]+ly\s+)?"
        rf"(?P<verb>{any_of(_participles())})\s+by\s+(?P<who>(?:[^.,;:{MASK}]|{_POINT}){{2,80}})"
    )


@cache
def _last_pattern() -> re.Pattern[str]:
    """A verb in the passive, what somebody or something is called, and its agent."""
    return re.compile(
        rf"\b(?:was|were|been|is|are|being)\s+(?:also\s+|[a-z]+ly\s+)?(?P<verb>{any_of(_participles())})\s+as\s+"
        rf"(?P<what>(?:an?\s+|the\s+)?(?:[a-z-]+\s+){{0,3}}{MASK}+[^.,;:{MASK}]{{0,40}}?)\s+by\s+"
        rf"(?P<who>(?:[^.,;:{MASK}]|{_POINT}){{2,80}})"
    )


@cache
def _according_pattern() -> re.Pattern[str]:
    views_of = "|".join(
        rf"\b[{first[0].upper()}{first[0]}]{first[1:]}\s+the\s+(?:{any_of(views()[first])})\s+of\s+"
        for first in ("in", "by")
    )
    return re.compile(
        rf"\b[Aa]ccording\s+to\s+|{views_of}"
        r"|\b[Aa]s\s+(?:stated|noted|put|explained|observed|stressed|underlined|emphasi[sz]ed|announced|confirmed"
        r"|reported|declared|acknowledged|admitted|indicated|revealed|claimed|argued|suggested|predicted)\s+by\s+"
    )


@cache
def _in_view() -> re.Pattern[str]:
    """Such as "in her view"; where a pause follows, "by the minister's own reckoning" as well."""
    plain = rf"[Ii]n\s+(?P<who>[^.,;:{MASK}]{{2,60}}?)(?:'s?)?\s+(?:{any_of(words('plainly'))})\b"
    pairs = "|".join(
        rf"[{first[0].upper()}{first[0]}]{first[1:]}\s+(?=(?:{_WHO})(?:'s?)?\s+{_OWN}(?:{any_of(nouns)})\b)"
        for first, nouns in views().items()
    )
    nouns = any_of(noun for found in views().values() for noun in found)
    parted = rf"(?:{pairs})(?P<whose>{_WHO})(?:'s?)?\s+{_OWN}(?:{nouns})(?=\s*(?:[,.;{MASK}]|$))"
    return re.compile(rf"\b(?:{plain}|{parted})")


@cache
def _passive_pattern() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:has\s+been|have\s+been|had\s+been|was|were|is|are)\s+(?:also\s+|later\s+|earlier\s+|further\s+)?"
        r"(?:quoted|cited|(?P<reported>reported))\s+(?:[^.;\ufffc]{0,80}?\s+)?"
        r"(?:as\s+(?:saying|telling|adding|stating|having\s+said|declaring|warning|commenting)|"
        r"to\s+have\s+(?:said|told|stated|warned))\b"
        r"|\b(?:was|were|been|is)\s+(?:also\s+|later\s+|earlier\s+|then\s+)?(?:heard|filmed|recorded|caught|overheard|shown|seen)"
        r"\s+(?:on\s+\w+\s+)?(?:saying|telling|warning|urging|vowing)\b"
    )


@cache
def _active_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<quoted>(?:[A-Z][\w.-]*\s+(?:also\s+|news\s+agency\s+)?|(?:news\s+)?agency\s+)?\b(?:quoted|quotes"
        rf"|quoting|cited|cites|citing))\s+(?P<who>(?!(?:in|by|on|at|as|from)\b)(?:[^.;:\ufffc]|{_POINT}){{2,120}}?)"
        r"(?:\s+as\s+|,?\s+(?=saying\b))"
        r"(?:saying|telling|adding|stating|having\s+said|declaring|warning)\b"
    )


@cache
def _participles() -> Mapping[str, Verb]:
    """The past participles of verbs of saying: "described", "told"."""
    found: dict[str, Verb] = {}
    for lemma, verb in verbs().items():
        if " " not in lemma:
            found |= {form: verb for form in list(inflected(lemma))[2:] if form[-3:] != "ing"}
    return found


@cache
def _agent_pattern() -> re.Pattern[str]:
    """A verb in the passive, whole or reduced, its agent, and the word behind the agent."""
    adverb = r"(?:also\s+|later\s+|once\s+|[a-z]+ly\s+)?"
    be = rf"(?:(?:has|have|had)\s+been|was|were|is|are|being)\s+{adverb}"
    verbs_ = any_of(_participles())
    return re.compile(
        rf"\b(?:{be})?(?P<verb>{verbs_})\s+by\s+(?P<who>(?:[^.,;:\ufffc]|{_POINT}){{2,80}}?(?:,\s+[A-Z][^.,;:\ufffc]{{2,40}},)?)\s+"
        r"(?P<link>as|of|for|that|(?:not\s+)?to)\s+(?=\S)"
    )
