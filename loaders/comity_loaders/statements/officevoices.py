"""Holders of an office whom the text names only later, or never: "Denmark's minister of fisheries".

The one whose name opens one of the next sentences is meant; else nobody but the office is known,
and it is the office that speaks, as an institution does.
"""

from __future__ import annotations

import re
from functools import cache

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.offices.leaders import has_led
from comity_loaders.offices.named import named_offices
from comity_loaders.people.people import people_in
from comity_loaders.statements import voicewords
from comity_loaders.statements.bodiesbefore import leading_body
from comity_loaders.statements.cuewords import forms, word_set
from comity_loaders.statements.firms import firm_meant
from comity_loaders.statements.portraits import may_hold
from comity_loaders.statements.voice import Voice, VoiceKind
from comity_loaders.statements.voices import find_voices
from comity_loaders.statements.voicewords import speaker_words
from comity_loaders.titles.titles import Title

_NEAR = 700
"""How far back, in code points, a spokesman may stand who is taken up again."""
_AHEAD = 2
"""In how many of the next sentences the name may stand."""
_BARE = re.compile(r"(?:But\s+)?(?:A|The)\s+spokes(?:man|woman|person)\b")
_ARTICLE = re.compile(r"(?i)^(?:the|its|their)\s+")
_INDEFINITE = re.compile(r"(?i)\b(?:an?|one|another|some|any|no|every|each)\s+$")
_OWNER = re.compile(r"'s?\s+(?:[a-z-]+\s+){0,3}")
_JOINED = re.compile(r"\b(?:and|or)\s+(?:the\s+)?$")
_VERB = re.compile(
    r"(?:,[^,]{2,80},)?\s+(?:(?:also|then|later|has|had|have)\s+)*(?P<verb>[a-z]+)\b"
)


def office_meant(document: Document, span: Span) -> Entity | None:
    """Who holds the office that a phrase tells, or the office itself; None where it is no one's.

    Args:
        document: the article.
        span: the phrase's place, such as "the Danish fishing minister".
    """
    title = next((t for t in people_in(document).titles if t.span.overlaps(span)), None)
    if title is None or title.plural or not span.contains(title.core):
        return None
    span = span if title.body else _owned(document, span)
    if not (title.body or any(span.contains(m.span) for m in document.mentions)):
        return None
    if _INDEFINITE.search(document.text[: span.start][-9:]) or _INDEFINITE.match(
        f"{title.determiner} "
    ):
        return None
    if _is_held(document, title) or _JOINED.search(document.text[: span.start][-30:]):
        return None
    named = _named_next(document, span) or _known(document, title)
    is_open = may_hold(document, span) and not _is_new(document, title)
    return named or (None if is_open else _office(document, span))


def _known(document: Document, title: Title) -> Entity | None:
    """The one person named before who is known to have led the state: "The Russian President"."""
    if title.body is None or title.head not in speaker_words("heads_of_state"):
        return None
    before = [m.entity for m in people_in(document).mentions if m.span.end <= title.span.start]
    led = {who for who in before if has_led(who.name, title.body)}
    return led.pop() if len(led) == 1 else None


def _is_new(document: Document, title: Title) -> bool:
    """Whether the state of an office is named here first, so that nobody before can hold it."""
    return title.body is not None and not any(
        m.entity == title.body and m.span.end <= title.span.start for m in document.mentions
    )


def _owned(document: Document, span: Span) -> Span:
    """The place of "Chad's fishing minister", whose remit no list knows, from the state on."""
    for mention in document.mentions:
        between = document.text[mention.span.end : span.start]
        if mention.span.end <= span.start and _OWNER.fullmatch(between):
            return Span(mention.span.start, span.end)
    return span


def _is_held(document: Document, title: Title) -> bool:
    """Whether somebody named has an office that the title may mean."""
    return any(
        o.name
        and title.body in {None, o.body}
        and (o.head == title.head or o.classes & title.classes)
        for o in named_offices(document)
    )


def _named_next(document: Document, span: Span) -> Entity | None:
    """The one whose full name opens one of the next sentences, and is not told of before."""
    here = document.sentence_at(span.start)
    after = [s for s in document.sentences if here and s.span.start >= here.span.end][:_AHEAD]
    people = people_in(document).mentions
    known = {m.entity for m in people if m.span.start < span.start}
    held = {o.person for o in named_offices(document)}
    for sentence in after:
        named = [m for m in people if sentence.span.contains(m.span)]
        if not named:
            continue
        first = named[0]
        verb = _VERB.match(document.text, first.span.end)
        is_new = first.entity not in known | held and " " in first.name
        opens = first.span.start == sentence.span.start
        return first.entity if is_new and opens and verb and verb["verb"] in forms() else None
    return None


def _office(document: Document, span: Span) -> Entity | None:
    remit = _remit().match(document.text, span.end)
    whole = Span(span.start, remit.end()) if remit else span
    name = _ARTICLE.sub("", " ".join(whole.of(document.text).split()))
    return local_entity(Kind.GROUP, name)


@cache
def _remit() -> re.Pattern[str]:
    """What an office is for, up to a verb of saying: "of public roads"."""
    verbs = any_of({*forms()} - word_set("nouns"))
    return re.compile(
        rf"\s+(?:of|for|on)\s+(?!the\b)[a-z][a-z ]{{2,40}}?(?=\s+(?:also\s+)?(?:{verbs})\b)"
    )


def spoken_for(document: Document, span: Span, spoke: Entity | None) -> Entity | None:
    """For whom "the spokeswoman" speaks who was told of before, or "a spokesman" without more.

    Args:
        document: the article.
        span: the place of the words.
        spoke: the body that spoke last, if one did just before.
    """
    words_ = span.of(document.text)
    if not voicewords.spokesperson().fullmatch(words_):
        return None
    if re.match(r"(?i)an?\s+\w+$", words_):
        near = spoke or leading_body(document, span.start)
        return near or firm_meant(document, span.start)
    found = [
        v
        for v in document.once(_spokespeople)
        if v.span.end <= span.start and span.start - v.span.end < _NEAR
    ]
    return found[-1].entity if found and words_.lower().startswith("the ") else None


def _spokespeople(document: Document) -> tuple[Voice, ...]:
    """Those without a name who speak for somebody, in order of place."""
    return tuple(
        v
        for v in document.once(find_voices)
        if v.entity
        and v.entity.kind is not Kind.PERSON
        and v.kind in {VoiceKind.BODY, VoiceKind.GROUP}
        and voicewords.spokesperson().search(v.span.of(document.text))
    )


def is_one(document: Document, speaker: Entity, end: int) -> bool:
    """Whether a body or office spoke through one person, whom "he" or "she" then is.

    Args:
        document: the article.
        speaker: who spoke last.
        end: where the sentence ends in which that is told.
    """
    sentence = document.sentence_at(max(end - 2, 0))
    if sentence is None:
        return False
    offices = (t.span.of(document.text) for t in people_in(document).titles)
    names = tuple(_ARTICLE.sub("", " ".join(words.split())) for words in offices)
    if speaker.kind is Kind.GROUP and speaker.name.endswith(names):
        return True
    if _BARE.match(document.text, sentence.span.start):
        return True
    spokespeople = document.once(_spokespeople)
    return any(sentence.span.contains(v.span) and v.entity == speaker for v in spokespeople)
