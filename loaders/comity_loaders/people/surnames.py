"""Further places of somebody named: the surname, or the word by which one is called, alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from comity.model import Entity, Span
from comity_loaders.document import Document
from comity_loaders.names.mentions import Use
from comity_loaders.people.namescan import WORD, Name, fold, honorific, is_headline, listed
from comity_loaders.people.persons import SUFFIXES, Persons

_BESIDE = 80
"""So far from a verb of saying its speaker's name ends; more than the longest of them."""
_WORD_BEFORE = re.compile(r"[\w'-] ?$")


def repeats(
    document: Document, persons: Persons, names: Sequence[Name]
) -> Iterator[tuple[Span, Entity]]:
    """Further places of the words by which people are called alone."""
    taken = [name.span for name in names]
    callable_by = _callable_by(document.text, persons, names)
    if not callable_by:
        return
    for match in re.finditer(WORD, document.text):
        owner = callable_by.get(fold(match.group()))
        span = Span(match.start(), match.end())
        if owner and match.group()[0].isupper() and not any(span.overlaps(t) for t in taken):
            whole = _grown_left(document.text, span, owner.name)
            if _may_stand_alone(document, whole):
                yield whole, owner


def _first_words(text: str, names: Sequence[Name]) -> set[str]:
    """The first words of names that stand alone before a verb of saying: "Ban said"."""
    words = {name.parts[0] for name in names if len(name.words) > 1}
    beside = [
        (
            text[max(verb.start() - _BESIDE, 0) : verb.start()],
            text[verb.end() : verb.end() + _BESIDE],
        )
        for verb in _saying().finditer(text)
    ]
    return {
        fold(word)
        for word in words
        if any(_ends_with(before, word) or _begins_with(after, word) for before, after in beside)
    }


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(listed('saying'))})\b")


def _ends_with(before: str, word: str) -> bool:
    """Whether a word stands alone before a verb, no other word before it: "Ban" in "…, Ban "."""
    words = before.rstrip(" ")
    ahead = words.removesuffix(word)
    return words != before and words != ahead and not _WORD_BEFORE.search(ahead)


def _begins_with(after: str, word: str) -> bool:
    """Whether a word follows a verb, and the clause ends there: " Ban, "."""
    words = after.lstrip(" ")
    rest = words.removeprefix(word)
    return words != after and words != rest and rest[:1] in {".", ",", ";", ""}


def _callable_by(text: str, persons: Persons, names: Sequence[Name]) -> dict[str, Entity]:
    """Words and whom they mean standing alone: last words, and others that were seen so."""
    found: dict[str, set[Entity]] = defaultdict(set)
    seen = {name.words[0] for name in names if len(name.words) == 1} | _first_words(text, names)
    for name in names:
        entity = persons.entity(name.words)
        if entity:
            last = [w for w in name.words if w not in SUFFIXES][-1:]
            for word in (*last, *(w for w in name.words if w in seen)):
                found[word].add(entity)
    return {w: next(iter(e)) for w, e in found.items() if len(e) == 1 and len(w) > 1}


def _grown_left(text: str, span: Span, name: str) -> Span:
    """The span with the words of the name that stand before it: "von der Leyen"."""
    words = {fold(word) for word in name.split()}
    while match := re.search(
        r"(?<![\w'-])([\w'-]+)[ ]+$", text[max(span.start - 30, 0) : span.start]
    ):
        if fold(match[1]) not in words:
            break
        span = Span(span.start - len(match.group()), span.end)
    return span


def _may_stand_alone(document: Document, span: Span) -> bool:
    """Whether a surname here is not a part of something else: a square, another's name."""
    if any(
        m.entity and m.use is not Use.ANAPHOR and m.span.overlaps(span) for m in document.mentions
    ):
        return False
    sentence = document.sentence_at(span.start)
    if sentence and sentence.span.start == span.start and _ends_sentence(document, span.start):
        return True
    before = re.search(
        r"([^\W\d_][\w.'-]*)[ ]+$", document.text[max(span.start - 30, 0) : span.start]
    )
    after = re.match(r"(?:[ ]+|-)([A-Z][\w'-]*)", document.text[span.end : span.end + 30])
    if after and after[1] in listed("not_people") - {"General"}:
        return False
    if not before or not before[1][0].isupper():
        return True
    return not _could_be_name(before[1]) or _ends_otherwise(document, span.start)


def _ends_sentence(document: Document, at: int) -> bool:
    """Whether a sentence ends here, and no initial or abbreviation: "… met Roe. Roe said"."""
    return (
        re.search(r"[^\W\d_]{3,}[.!?][\"')]*\s+$", document.text[max(at - 30, 0) : at]) is not None
    )


def _could_be_name(word: str) -> bool:
    known = listed("not_names") | listed("not_people")
    return word not in known and not honorific().match(f"{word} A") and not word.isupper()


def _ends_otherwise(document: Document, at: int) -> bool:
    """Whether the capitalised word before is a linked name, or only opens the sentence."""
    sentence, start = document.sentence_at(at), len(document.text[:at].rstrip())
    if any(m.span.end in {start, start - 2} for m in document.mentions if m.entity):
        return True
    if sentence is None or " " in document.text[sentence.span.start : at].strip():
        return sentence is not None and is_headline(sentence)
    first = sentence.tokens[0]
    return document.parses and first.pos_ not in {"PROPN", "NOUN", "X"}
