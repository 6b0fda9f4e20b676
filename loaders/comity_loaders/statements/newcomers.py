"""Speakers whom only their speaking shows: a capitalised name right at a verb of saying.

"Suman Haripriya of the Hajo assembly said", "Oxfam says": nothing else in the article tells that
they are people or bodies. A surname that two people bear means the one who was named first.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.people.people import people_in
from comity_loaders.statements.cues import Cue
from comity_loaders.statements.cuewords import word_set
from comity_loaders.statements.speech import Speech
from comity_loaders.statements.voice import Voice, VoiceKind

_HONORIFIC = re.compile(r"(?:^|\s)(?P<word>Mr|Ms|Mrs|Miss|Dr|Sir|Lord|Dame|Prof)\.?\s+$")
_OPENS = re.compile(r"(?P<word>Mr|Ms|Mrs|Miss|Dr|Sir|Lord|Dame|Prof)\.?\s+")
_FEMININE = {"Ms", "Mrs", "Miss", "Dame"}


def newcomer(speech: Speech, cue: Cue) -> Voice | None:
    """The name that the parse takes for the subject of a cue; None where it takes none."""
    token = next(iter(speech.tokens_in(cue.core)), None)
    if token is None or not speech.document.parses:
        return None
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.tag_ != "NNP":
        return None
    span = _run(subject)
    return Voice(span, VoiceKind.PERSON) if _may_be_name(speech, span) else None


def meant(document: Document, span: Span) -> Entity | None:
    """Whom a name means that stands for nobody known: its first bearer, or somebody new."""
    titled = _HONORIFIC.search(document.text[max(span.start - 8, 0) : span.start])
    inside = _OPENS.match(span.of(document.text))
    name = " ".join(span.of(document.text)[inside.end() if inside else 0 :].split())
    before = titled or inside
    bearers = _bearers(document, name, before["word"] if before else "")
    if bearers:
        return bearers[0]
    kind = _kind(document, span)
    if kind is Kind.GROUP:
        return local_entity(kind, re.sub(r"^[Tt]he\s+", "", name))
    is_full = " " in name or before
    return local_entity(Kind.PERSON, name) if is_full or kind is Kind.PERSON else None


def _run(subject: Token) -> Span:
    """The run of proper nouns around a token."""
    tokens = list(subject.doc)
    first = last = subject.i
    while first > 0 and tokens[first - 1].tag_ == "NNP" and not tokens[first - 1].is_sent_end:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].tag_ == "NNP":
        last += 1
    return Span(tokens[first].idx, tokens[last].idx + len(tokens[last].text))


def _may_be_name(speech: Speech, span: Span) -> bool:
    """Whether a run is capitalised, outside quotations, and no known name, day or month."""
    words_ = span.of(speech.masked).split()
    known: dict[str, list[str]] = wordlists.load("people.yaml")
    if not all(re.match(r"[A-Z][\w.'&-]*$", word) for word in words_) or words_[0].isupper():
        return False
    if set(words_) & {*known["not_names"], *known["not_people"]} - word_set("body_nouns"):
        return False
    return not any(m.span.overlaps(span) for m in speech.document.mentions)


def _bearers(document: Document, name: str, honorific: str) -> list[Entity]:
    """The people of that surname, in the order in which their full names come."""
    people = people_in(document)
    found = [
        m.entity
        for m in people.mentions
        if " " in m.entity.name and m.entity.name.split()[-1] == name.split()[-1]
    ]
    if " " in name:
        found = [e for e in found if e.name.split()[0] == name.split()[0]]
    if honorific in _FEMININE:
        found = [e for e in found if people.genders.get(e) != "m"]
    elif honorific in {"Mr", "Sir", "Lord"}:
        found = [e for e in found if people.genders.get(e) != "f"]
    return list(dict.fromkeys(found))


def _kind(document: Document, span: Span) -> Kind | None:
    """What the language model, or a word such as "Institute", takes the name for."""
    if set(span.of(document.text).split()) & word_set("body_nouns"):
        return Kind.GROUP
    for entity in document.doc.ents:
        place = Span(entity.start_char, entity.end_char)
        if place.overlaps(span):
            return {"PERSON": Kind.PERSON, "ORG": Kind.GROUP}.get(entity.label_)
    return None
