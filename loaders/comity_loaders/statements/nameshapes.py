"""Runs of capitalised words, and which may be names that nothing else in the article tells of."""

from __future__ import annotations

import re

from spacy.tokens import Token

from comity.model import Kind, Span
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.statements.cuewords import word_set
from comity_loaders.statements.speech import Speech

_ACRONYM = re.compile(r"[A-Z]{3,8}|[A-Z]{1,4}&[A-Z]{1,4}")
# "Rome-based" is no name, and "We've" none.
_CAPITALISED = re.compile(
    r"(?!(?:I|We|You|They)(?:'|$)|\w+-(?:based|led|backed|born)$)[A-Z][\w.'&-]*$"
)


# What joins the words of a name: "the House of Example Library".
_LINKS = frozenset({"of", "for", "and", "the"})


def run(subject: Token) -> Span:
    """The run of proper nouns around a token."""
    tokens = list(subject.doc)
    first = last = subject.i
    while first > 0 and tokens[first - 1].tag_ == "NNP" and not tokens[first - 1].is_sent_end:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].tag_ == "NNP":
        last += 1
    return Span(tokens[first].idx, tokens[last].idx + len(tokens[last].text))


def may_be_name(speech: Speech, span: Span) -> bool:
    """Whether a run is capitalised, outside quotations, and no known name, day or month."""
    words_ = span.of(speech.masked).split()
    known: dict[str, list[str]] = wordlists.load("people.yaml")
    if not all(_CAPITALISED.match(word) or word in _LINKS for word in words_):
        return False
    if words_[0].isupper() and not (_is_acronym(words_) or _is_firm(speech, span, words_)):
        return False
    if is_staff(" ".join(words_)):
        return False
    strange = {*known["not_names"], *known["not_people"]} - word_set("body_nouns")
    if len(words_) > 1 and words_[0] in known["months_and_names"]:
        strange -= {words_[0]}  # "Jan Egeland"
    if set(words_) & strange:
        return False
    return not any(m.span.overlaps(span) for m in speech.document.mentions)


def is_staff(name: str) -> bool:
    """Whether those around one person are meant, and no body: "the Roe Administration"."""
    return bool(re.fullmatch(r"\w+\s+Administration", name))


def _is_firm(speech: Speech, span: Span, words_: list[str]) -> bool:
    """Whether capitals begin a body's name: "XYZ Shipping Lines", not a line that shouts."""
    is_short = len(words_) > 1 and _ACRONYM.fullmatch(words_[0]) and not words_[1].isupper()
    return bool(is_short) and kind_of(speech.document, span) is Kind.GROUP


def _is_acronym(words_: list[str]) -> bool:
    """Whether capitals are a body's name, not an office or a line that shouts."""
    is_short = len(words_) == 1 and _ACRONYM.fullmatch(words_[0])
    return bool(is_short) and words_[0] not in word_set("abbreviated_titles")


def kind_of(document: Document, span: Span) -> Kind | None:
    """What the language model, or a word such as "Institute", takes the name for."""
    if set(span.of(document.text).split()) & word_set("body_nouns"):
        return Kind.GROUP
    for entity in document.entities:
        place = Span(entity.start_char, entity.end_char)
        if place.overlaps(span):
            return {"PERSON": Kind.PERSON, "ORG": Kind.GROUP}.get(entity.label_)
    return None
