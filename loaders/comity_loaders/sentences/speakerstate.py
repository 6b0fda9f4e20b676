"""The state for which a speech or a government's release speaks: whom "my country" and "we" mean.

It is known only where the text says so, in the first person and outside quotations: "on behalf of
Malta", "the Uganda delegation", "my country, Benin"; or where one state does what speakers report
of their own ("Benin welcomes", "Benin attaches"), and stands out among all that are named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from comity.model import Entity, Kind, Span
from comity_loaders import wordlists
from comity_loaders.document import Document, Group, Sentence
from comity_loaders.language.quotes import Quote
from comity_loaders.names.mentions import Mention, Use

_WORDS = "speakerstate.yaml"
_LEAST = 2
"""So many words of the first person make a speech."""
_REPORTED = 2
"""What a report of the speaker's own counts for, beside a mere name."""
_GREETED = re.compile(
    r"\b(?:[Ww]elcom|[Cc]ongratulat|[Gg]reet(?:s|ed|ing)?\b|[Aa]dmission|(?:new|newest) [Mm]ember)"
    r"[^.;\n]*"
)
"""The end of a clause that greets another state than the speaker's own."""
_OUTSTANDING = 3
"""The least that a state must count for without an explicit word."""


def speakers_own(sentence: Sentence) -> Iterator[Group]:
    """The places in a sentence that mean the state of the text's speaker."""
    outside, inside = speaker_state(sentence.document), _quoted_speaker(sentence)
    for key in ("own_state", "we", "our", "i"):
        pattern = re.compile(wordlists.load(_WORDS)[key])
        for match in pattern.finditer(sentence.text):
            start, end = match.span("word" if "word" in pattern.groupindex else 0)
            span = Span(sentence.span.start + start, sentence.span.start + end)
            state = inside if sentence.document.quote_around(span) else outside
            if state:
                yield Group(span, (Mention(span, state, Use.NAME),))


def _quoted_speaker(sentence: Sentence) -> Entity | None:
    """The state whose official a sentence quotes: "…," the Albanian premier Jane Doe said."""
    quotes = [q for q in sentence.document.quotes if q.span.overlaps(sentence.span)]
    if not quotes or _turns(sentence.document.text):
        return None
    plain = _unquoted(sentence.document)
    text, states = _masked(sentence.document, plain, _with_cue(sentence, quotes, plain))
    told = {state for pattern in _quoting() for state in _found(pattern, text, states)}
    return next(iter(told)) if len(told) == 1 else None


def _with_cue(sentence: Sentence, quotes: Sequence[Quote], plain: str) -> Span:
    """The sentences of a quotation; where all of one is quoted, with the sentence before it."""
    document, start, end = sentence.document, sentence.span.start, sentence.span.end
    paragraph = document.paragraphs[sentence.paragraph]
    near = [s for s in document.sentences if any(q.span.overlaps(s.span) for q in quotes)]
    near = [s for s in near if s.paragraph == sentence.paragraph]
    start, end = min(start, near[0].span.start), max(end, near[-1].span.end)
    if not re.search(r"\w", plain[start:end]):
        at = document.sentences.index(near[0])
        before = document.sentences[at - 1].span.start if at else start
        start = max(before, paragraph.start)
    return Span(start, end)


def speaker_state(document: Document) -> Entity | None:
    """The state that speaks in a text; None where the text does not say."""
    return document.once(_find)


def _find(document: Document) -> Entity | None:
    if _is_of_several(document.text):
        return None
    plain = _unquoted(document)
    if len(re.findall(wordlists.load(_WORDS)["first_person"], plain)) < _LEAST:
        return _of_outlet(document)
    names = _masked(document, plain)
    told = {state for pattern in _explicit() for state in _found(pattern, *names)}
    if told:
        return next(iter(told)) if len(told) == 1 else None
    return _of_outlet(document) or _outstanding(*names)


def _is_of_several(text: str) -> bool:
    """Whether it is a record of several speakers, or a statement of several states."""
    return _turns(text) > 1 or bool(re.search(wordlists.load(_WORDS)["jointly"], text))


def _turns(text: str) -> int:
    return len(re.findall(wordlists.load(_WORDS)["turn"], text, re.MULTILINE))


def _outstanding(text: str, states: dict[str, Entity]) -> Entity | None:
    marks = re.findall(r"<[SN]\d+>", _GREETED.sub(" ", text))
    counts = Counter(states[mark] for mark in marks)
    reported = Counter(_found(_self_report(), text, states))
    if not reported:
        own = re.search(wordlists.load(_WORDS)["own_state"], text)
        return _only(counts, _OUTSTANDING if own else _OUTSTANDING + 1)
    for state, times in reported.items():
        counts[state] += _REPORTED * times
    (first, most), *others = counts.most_common(2)
    stands_out = most >= _OUTSTANDING and (not others or most >= 2 * others[0][1])
    return first if stands_out and first in reported else None


def _only(counts: Counter[Entity], least: int) -> Entity | None:
    """The state that is named so often, and every other hardly ever."""
    (first, most), *others = [*counts.most_common(2), (None, 0)][:2]
    return first if most >= least and (not others or most >= least * others[0][1]) else None


def _of_outlet(document: Document) -> Entity | None:
    """The state whose government published the text."""
    outlet = document.article.outlet or ""
    if not re.search(wordlists.load(_WORDS)["outlet"], outlet):
        return None
    named = {m.entity for m in document.gazetteer.find(outlet)}
    states = [entity for entity in named if entity and entity.kind is Kind.STATE]
    return states[0] if len(states) == 1 else None


def _unquoted(document: Document) -> str:
    """The text, blanks in place of what is quoted."""
    text = document.text
    for quote in document.quotes:
        span = quote.span
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _masked(
    document: Document, plain: str, part: Span | None = None
) -> tuple[str, dict[str, Entity]]:
    """The text, or a part, with a mark for each state, and what the marks mean."""
    at, stop = (part.start, part.end) if part else (0, len(plain))
    pieces, states = list[str](), dict[str, Entity]()
    for mention in document.mentions:
        start, end = mention.span.start, mention.span.end
        if mention.entity is None or mention.entity.kind is not Kind.STATE:
            continue
        if start < at or end > stop:
            continue
        if mention.use is Use.CAPITAL or not plain[start:end].strip():
            continue
        mark = f"<{'N' if mention.use is Use.DEMONYM else 'S'}{len(states)}>"
        states[mark] = mention.entity
        pieces += [plain[at:start], mark]
        at = end
    text = "".join([*pieces, plain[at:stop]])
    return re.sub(r"[ \n]+", " ", text.replace("\n\n", "\v")).replace("\v", "\n"), states


def _found(pattern: re.Pattern[str], text: str, states: dict[str, Entity]) -> Iterator[Entity]:
    for match in pattern.finditer(text):
        yield states[match["state"]]


@cache
def _explicit() -> tuple[re.Pattern[str], ...]:
    return tuple(_filled(text) for text in wordlists.load(_WORDS)["explicit"])


@cache
def _quoting() -> tuple[re.Pattern[str], ...]:
    words = wordlists.load(_WORDS)
    filled = list(words["quoted_by"])
    for mark, key in (("{T}", "offices"), ("{Q}", "quoting"), ("{R}", "reporting")):
        filled = [text.replace(mark, words[key]) for text in filled]
    return tuple(_filled(text) for text in filled)


@cache
def _self_report() -> re.Pattern[str]:
    return _filled(wordlists.load(_WORDS)["self_report"])


def _filled(text: str) -> re.Pattern[str]:
    text = text.replace(r"\b{", "{")  # a mark begins with no letter
    text = text.replace("{S}", r"(?P<state><S\d+>)").replace("{N}", r"(?P<state><[SN]\d+>)")
    return re.compile(text, re.MULTILINE)
