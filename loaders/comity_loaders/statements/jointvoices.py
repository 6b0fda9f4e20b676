"""Those who speak together, and the papers by which they do.

"The two leaders" are the two people of the sentence before, "the parties" the two states or bodies;
"Peru and Chile issued a joint statement" makes "it" and "the statement" after it theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders.document import Document, Sentence
from comity_loaders.language.alternatives import any_of
from comity_loaders.language.numberwords import number
from comity_loaders.people.people import people_in
from comity_loaders.statements import voicewords
from comity_loaders.statements.cuewords import forms, word_set, words
from comity_loaders.statements.voice import BODIES, Voice, VoiceKind

_REACH = 3
"""How many sentences back those may stand who are meant."""
_DOCUMENT_REACH = 600
"""How far back, in code points, a paper may stand that "it" means."""
_AUTHORS = (VoiceKind.PERSON, VoiceKind.BODY, VoiceKind.GROUP)
_BODIES = (VoiceKind.BODY, VoiceKind.GROUP)


def find_pairs(document: Document) -> Iterator[Voice]:
    """Such as "the two leaders", "the parties", where two were named just before."""
    sentences = document.sentences
    for index, sentence in enumerate(sentences):
        before = sentences[max(index - _REACH, 0) : index]
        for match in _pair().finditer(document.text, sentence.span.start, sentence.span.end):
            span = Span(match.start(), match.end())
            is_people = match["people"] or match["bare"]
            kinds = (_people, _bodies) if is_people else (_bodies, _people)
            count = (
                number((match["n"] or match["bare"] or "two").lower().replace("both", "two")) or 2
            )
            pair = _last_named(before, kinds[0], count)
            if not pair and is_people and count == 2:
                pair = _only_pair(sentences[:index])
            pair = pair or _last_named(before, kinds[1], count)
            if pair:
                yield Voice(span, VoiceKind.GROUP, together(pair))


def together(entities: Iterable[Entity]) -> Entity:
    """A group of those who are named."""
    names = [entity.name for entity in entities]
    name = " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
    return local_entity(Kind.GROUP, name)


def _last_named(before: Sequence[Sentence], kind: _Named, count: int) -> list[Entity]:
    """The two, or as many, of the last sentence that names any; else nobody."""
    for sentence in reversed(before):
        found = kind(sentence)
        if found:
            return found if len(found) == count else []
    return []


def _only_pair(before: Sequence[Sentence]) -> list[Entity]:
    """The two people of all that comes before, as in what two leaders declare."""
    named = list(dict.fromkeys(entity for sentence in before for entity in _people(sentence)))
    return named if len(named) == 2 else []


def _people(sentence: Sentence) -> list[Entity]:
    document = sentence.document
    named = [m for m in people_in(document).mentions if sentence.span.contains(m.span)]
    return list(dict.fromkeys(m.entity for m in named if not document.quote_around(m.span)))


def _bodies(sentence: Sentence) -> list[Entity]:
    groups = [[m.entity for m in g.mentions if m.entity] for g in sentence.groups(*BODIES)]
    several = [list(dict.fromkeys(group)) for group in groups]
    return next((found for found in several if len(found) > 1), [])


_Named = Callable[[Sentence], list[Entity]]


def find_papers(document: Document, voices: Sequence[Voice]) -> Iterator[Voice]:
    """Statements and reports, where it is told whose they are, and what refers back to them."""
    papers = [*_issued(document, voices), *_owned(document, voices)]
    yield from papers
    for match in _back().finditer(document.text):
        group = "it" if match["it"] else "later"
        span = Span(match.start(group), match.end(group))
        near = (p for p in papers if 0 < span.start - p.span.end < _DOCUMENT_REACH)
        last = max(near, key=lambda p: p.span.end, default=None)
        if last and _is_next(document, last.span, span, pronoun=match["it"] == "It"):
            yield Voice(span, VoiceKind.DOCUMENT, last.entity)


def _is_next(document: Document, paper: Span, span: Span, *, pronoun: bool) -> bool:
    """Whether the paper stands in the sentence before, as it must for "it"."""
    between = document.text[paper.end : span.start]
    return not pronoun or len(re.findall(r"[.!?](?=\s)", between)) == 1


def _issued(document: Document, voices: Sequence[Voice]) -> Iterator[Voice]:
    """The paper in "Peru and Chile issued a joint statement on trade"."""
    authors: dict[int, Voice] = {}
    for voice in voices:
        if voice.kind in _AUTHORS and voice.entity:
            first = authors.get(voice.span.end)
            if not first or voice.span.start < first.span.start:
                authors[voice.span.end] = voice
    for end, author in sorted(authors.items()):
        match = _issue().match(document.text, end)
        if match:
            yield Voice(Span(match.start("paper"), match.end()), VoiceKind.DOCUMENT, author.entity)


def _owned(document: Document, voices: Iterable[Voice]) -> Iterator[Voice]:
    """Such as "the World Bank report", "the fund's annual outlook"."""
    text = document.text
    for voice in voices:
        if voice.kind not in _BODIES or not voice.entity:
            continue
        start, end = voice.span.start, voice.span.end
        behind = voicewords.paper_after().match(text, end)
        before = voicewords.paper_before().search(text, max(start - 90, 0), start)
        if behind or before:
            whole = Span(before.start() if before else start, behind.end() if behind else end)
            yield Voice(whole, VoiceKind.DOCUMENT, voice.entity)


@cache
def _pair() -> re.Pattern[str]:
    people, sides = (
        any_of([*words("pairs_of_people"), *voicewords.speaker_words("further_people")]),
        any_of([*words("pairs_of_sides"), *voicewords.speaker_words("further_sides")]),
    )
    verbs = any_of({*forms()} - word_set("nouns"))
    return re.compile(
        rf"\b(?:(?:[Tt]he|[Bb]oth)(?:\s+(?P<n>two|three|four|five|six))?|[Tt]he\s+(?:two\s+)?[A-Z][a-z]+\s+and\s+[A-Z][a-z]+)\s+"
        rf"(?:(?P<people>(?i:{people}))|{sides})(?![\w-])(?!\s+(?:of|from|in|who|to)\b)"
        rf"|(?:(?<=[.!?\n]\s)|(?<=\n))(?:The\s+)?(?P<bare>(?<=The\s)(?:two|three|four)|Both)(?=\s+(?:also\s+)?(?:{verbs})\b)"
    )


@cache
def _issue() -> re.Pattern[str]:
    about = r"(?:\s+(?:on|about|concerning|regarding)\s+[^,.;:\"]{2,60}(?=,\s+which\b))?"
    papers = any_of([*words("documents"), *words("papers")])
    return re.compile(
        r"\s+(?:have\s+|has\s+)?(?:also\s+|then\s+|later\s+|jointly\s+|[a-z]+ly\s+)?"
        rf"(?:(?:on\s+)?[A-Z][a-z]+day\s+)?(?:{any_of(words('issuing'))})\s+"
        rf"(?P<paper>(?:an?|the|its|their|his|her)\s+(?:[a-z]+\s+)?(?:{papers})(?![\w-]){about})"
    )


@cache
def _back() -> re.Pattern[str]:
    known = (*words("documents"), *words("papers"), "document")
    nouns = any_of(noun for noun in known if " " not in noun)
    said = r"(?:also\s+)?(?:said|says|added|warned|noted|found|concluded|stated|showed|read)\b"
    return re.compile(
        rf"(?:(?<=[.!?]\s)|(?<=\n))(?P<it>It|The\s+(?P<noun>{nouns}))(?=\s+[a-z])"
        rf"|(?:(?<=,\s)|(?<=,\"\s)|(?<=said\s))(?P<later>the\s+(?:{nouns}))(?=\s+{said}|\.)"
    )
