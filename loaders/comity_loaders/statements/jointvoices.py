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
from comity_loaders.titles.officewords import TO_OTHER

_REACH = 3
"""How many sentences back those may stand who are meant."""
_MANY = 3
_PAIR = 2
_DOCUMENT_REACH = 600
"""How far back, in code points, a paper may stand that "it" means."""
_ONE_REACH = 2000
_AUTHORS = (VoiceKind.PERSON, VoiceKind.BODY, VoiceKind.GROUP)
_TALK_WITH = re.compile(
    r"(?i)(?:[\w-]+\s+){0,2}?(?:conversations?|calls?|talks?|meeting|consultations)\s+with\b[^.:]*$"
)
_OTHERS = re.compile(r"\s+(?:[a-z-]+\s+){0,2}(?:study|survey|poll)(?:\s+\d{4})?")
_BODIES = (VoiceKind.BODY, VoiceKind.GROUP)


def find_pairs(document: Document) -> Iterator[Voice]:
    """Such as "the two leaders", "the parties", where two were named just before."""
    unsaid: Entity | None = None
    for index, sentence in enumerate(document.sentences):
        for match in _pair().finditer(document.text, sentence.span.start, sentence.span.end):
            span = Span(match.start(), match.end())
            before = document.sentences[:index]
            if match["people"] and not match["n"] and _are_told(match, before):
                continue
            pair = _meant(match, before)
            if not pair and match["people"] and _count(match) == 2 and _host_unsaid(before):
                unsaid = unsaid or _unsaid(span.of(document.text))
                yield Voice(span, VoiceKind.GROUP, unsaid)
            pair = pair or _last_named(before[-_REACH:], _second(match), _count(match))
            pair = _signing(match, before) or pair
            if pair and not unsaid:
                yield Voice(span, VoiceKind.GROUP, together(pair))


def _meant(match: re.Match[str], before: Sequence[Sentence]) -> list[Entity]:
    """The people, or the states and bodies, that a phrase means first of all."""
    is_people = match["people"] or match["bare"]
    count = _count(match)
    pair = _last_named(before[-_REACH:], _people if is_people else _bodies, count)
    return pair or (_only_pair(before) if is_people and count == 2 else [])


def _signing(match: re.Match[str], before: Sequence[Sentence]) -> list[Entity]:
    """The two states that a joint paper names first, whose "the Parties" are with a capital."""
    if not match["sides"] or not match["sides"][0].isupper() or _count(match) != _PAIR:
        return []
    for sentence in before:
        named = [m.entity for m in sentence.mentions if m.entity and m.entity.kind is Kind.STATE]
        if named:
            both = list(dict.fromkeys(named))
            return both if len(both) == _PAIR else []
    return []


def _second(match: re.Match[str]) -> _Named:
    """What else a phrase may mean: with "leaders" states, with "parties" people."""
    return _bodies if match["people"] or match["bare"] else _people


def _count(match: re.Match[str]) -> int:
    """Of how many a phrase speaks; of two where it does not say."""
    return number((match["n"] or match["bare"] or "two").lower().replace("both", "two")) or 2


def _are_told(match: re.Match[str], before: Sequence[Sentence]) -> bool:
    """Whether it was told whose they are, of three or more: "Ministers of Chad, Mali and Togo"."""
    named = re.compile(rf"(?i)\b{re.escape(match['people'])}\b[^.;:]{{0,60}}?\s(?:of|from)\s")
    several = (s for s in before if named.search(s.span.of(s.document.text)))
    return any(len(g.mentions) >= _MANY for s in several for g in s.groups(*BODIES))


def _unsaid(words_: str) -> Entity:
    """A pair of which one is not named, as the text first calls it."""
    return local_entity(Kind.GROUP, re.sub(r"^(?:the|both)\s+", "", words_.lower()))


def _host_unsaid(before: Sequence[Sentence]) -> bool:
    """Whether a heading names with whom somebody talked, and nothing else names anyone.

    So a leader's own pages tell of "Telephone conversation with President Jane Roe".
    """
    named = {entity for sentence in before for entity in _people(sentence)}
    heading = before[0].span.of(before[0].document.text) if before else ""
    return len(named) == 1 and bool(_TALK_WITH.match(heading))


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
    named = [m for m in named if not document.quote_around(m.span)]
    return list(dict.fromkeys(m.entity for m in named if not _is_gone(document, m.span)))


def _is_gone(document: Document, span: Span) -> bool:
    """Whether somebody is named only as the one before in office: "took over from X"."""
    return bool(TO_OTHER.search(document.text, max(span.start - 60, 0), span.start))


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
        group = next(name for name in ("it", "later", "told") if match[name])
        span = Span(match.start(group), match.end(group))
        last = _last_paper([p for p in papers if p.span.end < span.start], span.start)
        if last and _is_next(document, last.span, span, pronoun=match["it"] == "It"):
            yield Voice(span, VoiceKind.DOCUMENT, last.entity)


def _last_paper(before: Sequence[Voice], at: int) -> Voice | None:
    """The paper that was last told of, from further back where all are of one author."""
    reach = _ONE_REACH if len({p.entity for p in before}) == 1 else _DOCUMENT_REACH
    near = (p for p in before if at - p.span.end < reach)
    return max(near, key=lambda p: p.span.end, default=None)


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
        if behind and voice.kind is VoiceKind.BODY and _OTHERS.fullmatch(behind.group()):
            continue  # "a US study" is of somebody there
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
        rf"(?:(?P<people>(?i:{people}))|(?P<sides>(?i:{sides})))(?![\w-])(?!\s+(?:of|from|in|who|to)\b)"
        rf"|(?:(?<=[.!?\n]\s)|(?<=\n))(?:The\s+)?(?P<bare>(?<=The\s)(?:two|three|four)|Both)(?=\s+(?:also\s+)?(?:{verbs})\b)"
    )


@cache
def _issue() -> re.Pattern[str]:
    about = r"(?:\s+(?:on|about|concerning|regarding)\s+[^,.;:\"]{2,60}(?=,\s+which\b))?"
    papers = any_of([*words("documents"), *words("papers")])
    edition = (
        r"(?:\d{4}\s+)?(?:edition\s+of\s+(?:the|its)\s+)?"
        r"(?:[A-Z][\w-]*\s+(?:[a-z]+\s+){0,2}){0,7}?"
    )
    return re.compile(
        r"\s+(?:have\s+|has\s+)?(?:also\s+|then\s+|later\s+|jointly\s+|[a-z]+ly\s+)?"
        rf"(?:(?:on\s+)?[A-Z][a-z]+day\s+)?(?:{any_of(words('issuing'))})\s+"
        rf"(?P<paper>(?:an?|the|its|their|his|her)\s+(?:[a-z]+\s+)?{edition}(?:{papers})(?![\w-]){about})"
    )


@cache
def _back() -> re.Pattern[str]:
    known = (*words("documents"), *words("papers"), "document")
    nouns = any_of(noun for noun in known if " " not in noun)
    said = (
        r"(?:also\s+)?(?:said|says|added|warned|noted|found|finds|concludes?d?|stated?s?|showed"
        r"|shows|reads?)\b"
    )
    return re.compile(
        rf"(?:(?<=[.!?]\s)|(?<=\n))(?P<it>It|The\s+(?P<noun>{nouns}))(?=\s+[a-z])"
        rf"|(?:(?<=,\s)|(?<=,\"\s)|(?<=said\s))(?P<later>the\s+(?:[a-z]+\s+)?(?:{nouns}))(?=\s+{said}|\.)"
        rf"|(?<=ccording\sto\s)(?P<told>the\s+(?:[a-z]+\s+)?(?:{nouns}))(?=[.,;]|\s+published\b)"
    )
