"""Bodies and staffs without a name of their own: "Malta's dockers' union", "Jane Roe's office".

The reference knows none of them; what they are called by is whose they are, and what they are.
They speak for themselves, under the words by which the text calls them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from comity.model import Kind, Span, local_entity
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import forms, word_set, words
from comity_loaders.statements.voice import BODIES, Voice, VoiceKind, with_article
from comity_loaders.statements.voicewords import speaker_words

_STATES = (Kind.STATE, Kind.TERRITORY)
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_INDEFINITE = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Ss]ome|[Aa]nother|[Mm]ost|[Oo]ne\s+of|[Ss]ome\s+of|[Ss]ources?\s+in|(?:and|or)(?:\s+the)?)\s+$"
)
# ", Jane Roe, …" behind it: the name of whom or what it describes.
_NAMED = re.compile(r",\s+[A-Z][\w'-]+(?:\s+[A-Z][\w'.-]+){0,4},")
_ARTICLE = re.compile(r"\b[Aa]n?\s+$")
_WORD = r"[A-Z][\w&-]*"
_NAME = rf"{_WORD}(?:\s+(?:(?:of|and|al|&)\s+(?:the\s+)?)?(?:[A-Z]\.\s+)?{_WORD}){{0,5}}"


def find_owned_bodies(document: Document, found: Sequence[Voice]) -> Iterator[Voice]:
    """Each such body, where no voice ends of which it is known whose it is.

    Args:
        document: the article.
        found: who else can speak in it.
    """
    known = {v.span.end for v in found if v.entity or v.kind is VoiceKind.MEDIUM}
    people = {v.span.end: v for v in found if v.kind is VoiceKind.PERSON and v.entity}
    for match in _pattern().finditer(document.text):
        owned = match["owner"] is not None
        span = Span(match.start("whole"), match.end("whole"))
        if span.end in known or _acts(document, span) or (not owned and _is_known(document, span)):
            continue
        is_told = owned or match["whole"][:4].lower() == "the " or _is_name(document, match)
        if _is_beside(document.text, span) or not is_told or _is_firm(match["whole"]):
            continue
        owner = people.get(match.end("owner")) if owned else None
        start = owner.span.start if owner else with_article(document.text, span).start
        yield Voice(
            Span(start, span.end), VoiceKind.GROUP, local_entity(Kind.GROUP, _name(match, owner))
        )


def find_panels(document: Document) -> Iterator[Voice]:
    """Bodies of a body without a name of their own: "a WTO panel", "a UN mission"."""
    for mention in document.mentions:
        article = _ARTICLE.search(document.text, max(mention.span.start - 4, 0), mention.span.start)
        match = _panel().match(document.text, mention.span.end) if article else None
        if match and article and mention.entity and mention.entity.kind in BODIES:
            name = " ".join(document.text[mention.span.start : match.end()].split())
            span = Span(article.start(), match.end())
            yield Voice(span, VoiceKind.GROUP, local_entity(Kind.GROUP, name))


def find_courts(document: Document) -> Iterator[Voice]:
    """Courts and the like without a name of their own: "a Bergen court", "a court in Ghent"."""
    inside = [m.span for m in document.mentions if m.entity and m.entity.kind not in _STATES]
    for match in _court().finditer(document.text):
        span = Span(match.start(), match.end())
        if not any(span.overlaps(other) for other in inside):
            entity = local_entity(Kind.GROUP, " ".join(match["name"].split()))
            yield Voice(span, VoiceKind.GROUP, entity)


@cache
def _court() -> re.Pattern[str]:
    verbs, nouns = any_of({*forms()} - word_set("nouns")), any_of(speaker_words("courts"))
    return re.compile(
        rf"\b[Aa]n?\s+(?P<name>(?:(?:[A-Z][\w.-]*|[a-z-]+)\s+){{0,3}}?(?:{nouns})"
        r"(?:\s+(?:in|of)\s+(?:the\s+)?[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?)?)"
        rf"(?=\s+(?:(?:also|has|have|had|later|on|[A-Z][a-z]+day)\s+){{0,3}}(?:{verbs})\b)"
    )


@cache
def _panel() -> re.Pattern[str]:
    """What such a body is called, before a verb of saying."""
    verbs = any_of({*forms()} - word_set("nouns"))
    return re.compile(
        rf"(?:\s+[a-z-]+){{0,2}}?\s+(?:{any_of(speaker_words('panels'))})(?:\s+of\s+[a-z]+)?"
        rf"(?=\s+(?:(?:also|has|have|had|later|[A-Z][a-z]+day)\s+){{0,2}}(?:{verbs})\b)"
    )


def _name(match: re.Match[str], owner: Voice | None) -> str:
    """What to call it: under the owner's whole name, where that is known."""
    whole = " ".join(match["whole"].split())
    if owner and owner.entity:
        behind = match.string[match.end("owner") : match.end("whole")]
        whole = f"{owner.entity.name}{' '.join(behind.split())}"
    return re.sub(r"^[Tt]he\s+", "", whole)


def _is_firm(whole: str) -> bool:
    """Whether it only says that it is some firm, whose name stands elsewhere: "The insurer"."""
    first, _, noun = whole.partition(" ")
    return first == "The" and noun in speaker_words("firms")


def _is_known(document: Document, span: Span) -> bool:
    """Whether a state or body is named inside, which the words then describe."""
    return any(span.overlaps(m.span) for m in document.mentions)


def _is_beside(text: str, span: Span) -> bool:
    """Whether it is one of several, or describes the name beside it: "Solidar, Malta's union,"."""
    before, behind = text[max(span.start - 40, 0) : span.start], text[span.end : span.end + 80]
    is_aside = re.search(r"[A-Z][\w.-]*,\s+(?:the\s+)?$", before) and behind.startswith(",")
    return bool(is_aside or _INDEFINITE.search(before) or _NAMED.match(behind))


def _is_name(document: Document, match: re.Match[str]) -> bool:
    """Whether the capitals are a name's: not "Federal court" at the head of a sentence."""
    start = match.start("whole")
    sentence = document.sentence_at(start) if document.parses else None
    first = next(iter(sentence.tokens_in(Span(start, start + 1))), None) if sentence else None
    word = match["whole"].split()[0]
    is_common = re.search(rf"\b{re.escape(word.lower())}\b", document.text)
    return first is not None and first.tag_ == "NNP" and not is_common


def _acts(document: Document, span: Span) -> bool:
    """Whether a verb stands inside: "Malta's police raided party headquarters"."""
    sentence = document.sentence_at(span.start) if document.parses else None
    return sentence is not None and any(t.tag_ in _FINITE for t in sentence.tokens_in(span))


@cache
def _pattern() -> re.Pattern[str]:
    bodies = [*speaker_words("owned_bodies"), *speaker_words("general_bodies")]
    nouns = any_of(bodies)
    owned = any_of([*bodies, *speaker_words("staffs"), *words("spokespeople")])
    staff = any_of(["office", "campaign", "lawyer", "lawyers", *words("spokespeople")])
    not_ = (
        r"(?!(?:of|for|in|at|on|by|to|with|from|and|or|but|that|which|who|the|an?|as|is|was|were|are|has"
        r"|had|have|will|would|said|says|told|de|du|la)\b)"
    )
    titled = r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Sen)\b\.?\s+)?"
    tail = rf"(?:\s+(?:of|for)\s+(?:the\s+)?{_WORD}(?:\s+{_WORD}){{0,3}})?"
    verbs = any_of({*forms()} - word_set("nouns"))
    return re.compile(
        rf"(?<![\w.'-])(?P<whole>[Tt]he\s+(?:[a-z-]+\s+){{0,3}}?[a-z]+'s\s+(?:[a-z]+\s+){{0,2}}?(?:{staff})"
        rf"|(?P<owner>{titled}{_NAME})'s?\s+(?:{not_}(?:[A-Z]\.)*[\w'-]+\s+){{0,4}}?(?:{owned}){tail}"
        rf"|{_NAME}\s+(?:{not_}[a-z-]+\s+){{0,2}}(?:{nouns})"
        rf"(?=\s+(?:(?:also|has|have|had|later|[A-Z][a-z]+day)\s+){{0,2}}(?:{verbs})\b))(?![\w'-])"
        r"(?!\s+(?![A-Z][a-z]+day\b)[A-Z])"
    )
