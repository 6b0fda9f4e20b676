"""Texts that are somebody's own words: speeches, statements, and talks with labelled turns.

"Statement by President Roe" is Roe's from end to end, so that nothing in it is a quotation of Roe.
In a transcript each labelled paragraph ("Roe: …", "A: …", "THE PRESIDENT: …") is one, and so is
each that goes on without a label; the questions are nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from comity.model import Entity, Span
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.people.people import people_in
from comity_loaders.statements.cuewords import words
from comity_loaders.statements.frames import has_finite

_HEADING_LINES = 3
_FEWEST_LABELS = 3
_FEWEST_TURNS = 2
_LONGEST_LABEL = 12
_LABEL = re.compile(r"(?:[-*•]\s+)?(?P<label>[A-Z][^:\n\"]{0,100}?)\s*:\s+(?=\S)")
# A turn of a transcript whose lines are wrapped: "PM: I do not think so."
_LINE = re.compile(r"\n\s*(?P<label>[A-Z][A-Z.' -]{0,40}:\s)")
_NAMED_LABEL = re.compile(r"(?:[A-Z][\w.'-]*\s*){1,5}")
_CAPITALISED = re.compile(r"\b[A-Z][\w'-]*")
_ANSWER = re.compile(r"(?:A|Answer|ANSWER)")
# People who talk to each other say "I" and "you", and ask.
_TALK = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|us|me|[Tt]hank|Mr|Dear)\b|\?")
_ENDS = re.compile(r"(?:[.!?…]['\")\]]*|(?<=[a-z])[,:;])$")
# What tells how a turn was given: "(via interpreter)", "[in French]".
_ASIDE = re.compile(r"\s*[(\[][^)\]:]{1,60}[)\]]$")
_TITLE = re.compile(r"(?:THE\s+|The\s+)?(?P<title>[A-Z][\w-]*(?:\s+(?:of|OF|[A-Z][\w-]*)){0,4})")
_INITIALS = {"pm": "prime minister", "fm": "foreign minister", "sg": "secretary-general"}
_OFFICES = {"prime minister", "president", "minister", "premier", "chancellor", "secretary"}
_ASKED = re.compile(
    r":\s+(?:(?:Yes|Well|But|And|Now),?\s+)?(?:Mr|Mrs|Ms|Dr|Sir)\.?\s+[A-Z][\w'-]+(?=,)"
)
_LONGEST_QUESTION = 300


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says in one paragraph of a transcript.

    Args:
        label: the place of the name before the colon; the words' own start where they go on.
        content: the place of the words.
        speaker: who says them.
    """

    label: Span
    content: Span
    speaker: Entity


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A paragraph with a label, and whom the label names; None where that is nobody known."""

    paragraph: int
    match: re.Match[str]
    speaker: Entity | None


def owner(document: Document) -> Entity | None:
    """Whose text this is from end to end, by its heading; None where it is an article."""
    title = document.article.title
    lines = document.paragraphs[:_HEADING_LINES]
    for line in (*((title,) if title else ()), *lines):
        match = _own_text().match(document.text, line.start, line.end)
        if match and not line.of(document.text).endswith("."):
            return people_in(document).at(Span(match.end(), max(line.end, match.end() + 1)))
    return None


def turns(document: Document) -> Iterator[Turn]:
    """The turns of a transcript, a paragraph each; none where a text is no talk."""
    labelled = _labelled(document)
    if not _is_talk(document, labelled):
        return
    starts = [item.paragraph for item in labelled]
    for item, following in zip(labelled, [*starts[1:], len(_parts(document))], strict=True):
        if item.speaker:
            yield from _turn(document, item, item.speaker, following)


def _parts(document: Document) -> tuple[Span, ...]:
    """The paragraphs; lines that begin with a label in capitals are paragraphs of their own."""
    return document.once(_split)


def _split(document: Document) -> tuple[Span, ...]:
    found: list[Span] = []
    for line in document.paragraphs:
        labels = _LINE.finditer(document.article.text, line.start, line.end)
        starts = [match.start("label") for match in labels if match.start("label") > line.start]
        starts = [line.start, *starts] if len(starts) >= _FEWEST_TURNS else [line.start]
        for start, end in zip(starts, [*starts[1:], line.end], strict=True):
            found.append(Span(start, start + len(document.text[start:end].rstrip())))
    return tuple(found)


def _labelled(document: Document) -> list[_Labelled]:
    found: list[_Labelled] = []
    for index, line in enumerate(_parts(document)):
        match = _LABEL.match(document.text, line.start, line.end)
        if match and document.text[match.end()] != '"':
            speaker = _speaker(document, match)
            if speaker or _NAMED_LABEL.fullmatch(_ASIDE.sub("", match["label"])):
                found.append(_Labelled(index, match, speaker))
    return found


def _is_talk(document: Document, labelled: Sequence[_Labelled]) -> bool:
    named = sum(item.speaker is not None for item in labelled)
    if len(labelled) == 1:
        return _is_address(document, labelled[0])
    if not named or (len(labelled) < _FEWEST_LABELS and named < _FEWEST_TURNS):
        return False
    said = [_parts(document)[item.paragraph].of(document.text) for item in labelled]
    return sum(bool(_TALK.search(words_)) for words_ in said) * 2 >= len(said)


def _is_address(document: Document, only: _Labelled) -> bool:
    """Whether the only label opens a speech: "President of Iceland Jane Roe: Colleagues, …"."""
    if not only.speaker or len(only.match["label"].split()) <= len(only.speaker.name.split()):
        return False
    following = _parts(document)[only.paragraph : only.paragraph + _FEWEST_LABELS]
    said = [document.text[max(line.start, only.match.end()) : line.end] for line in following]
    return any(_TALK.search(words_) for words_ in said)


def _turn(document: Document, item: _Labelled, speaker: Entity, end: int) -> Iterator[Turn]:
    line = _parts(document)[item.paragraph]
    if not document.text[: line.end].rstrip("\"' ").endswith("?"):
        label = Span(item.match.start("label"), item.match.end("label"))
        yield Turn(label, Span(item.match.end(), line.end), speaker)
    for index in range(item.paragraph + 1, end):
        line = _parts(document)[index]
        asks = index + 1 == end < len(_parts(document)) and _is_question(document, line)
        if asks or not _goes_on(document, line, speaker):
            return
        yield Turn(Span(line.start, line.start + 1), line, speaker)


def _goes_on(document: Document, line: Span, speaker: Entity) -> bool:
    """Whether an unlabelled paragraph is the speaker's too, and does not tell of the speaker."""
    told = any(m.entity == speaker and line.contains(m.span) for m in people_in(document).mentions)
    label = _LABEL.match(document.text, line.start, line.end)
    if label and not has_finite(label["label"]):
        return False
    return bool(_ENDS.search(line.of(document.text))) and not told


def _is_question(document: Document, line: Span) -> bool:
    """Whether a paragraph without a label asks for the answer that follows."""
    words_ = line.of(document.text)
    return len(words_) <= _LONGEST_QUESTION and words_.rstrip().endswith("?")


def _speaker(document: Document, match: re.Match[str]) -> Entity | None:
    """Whom a label names: by name, by surname in capitals, by title, or as "A"."""
    label = _ASIDE.sub("", match["label"])
    if _ANSWER.fullmatch(label):
        return _interviewed(document, match.start())
    if len(label.split()) > _LONGEST_LABEL or has_finite(_CAPITALISED.sub("X", label)):
        return None
    end = match.start("label") + len(label)
    named = [m.entity for m in people_in(document).mentions if m.span.end == end]
    last = label.split()[-1].casefold()
    known = {m.entity for m in people_in(document).mentions}
    bearers = [e for e in known if e.name.split()[-1].casefold() == last]
    if named or not _NAMED_LABEL.fullmatch(label):
        return named[0] if named else None
    return bearers[0] if len(bearers) == 1 else _titled(document, label, match.start())


def _titled(document: Document, label: str, before: int) -> Entity | None:
    """Whom a title means: the one named with it before the first label."""
    title = _TITLE.fullmatch(label)
    if not title:
        return None
    word = _INITIALS.get(title["title"].lower(), title["title"].lower())
    first = next((p for p in _parts(document) if _LABEL.match(document.text, p.start)), None)
    end = min(before, first.start if first else before)
    held = re.compile(rf"\b{re.escape(word)}\b[^.;:]{{0,40}}$", re.IGNORECASE)
    named = {
        m.entity
        for m in people_in(document).mentions
        if m.span.end <= end and held.search(document.text, max(m.span.start - 60, 0), m.span.start)
    }
    if named:
        return next(iter(named)) if len(named) == 1 else None
    return _addressed(document) if word in _OFFICES else None


def _addressed(document: Document) -> Entity | None:
    """The one person whom questions begin with: "Mr Roe, why is …"."""
    text = document.text
    asked = [_ASKED.search(text, line.start, line.end) for line in _parts(document)]
    places = [Span(match.start(), match.end()) for match in asked if match]
    named = {
        m.entity for m in people_in(document).mentions if any(p.overlaps(m.span) for p in places)
    }
    return next(iter(named)) if len(named) == 1 else None


def _interviewed(document: Document, before: int) -> Entity | None:
    """The one person named before the first question."""
    first = next((p for p in _parts(document) if _LABEL.match(document.text, p.start)), None)
    end = min(before, first.start if first else before)
    named = {m.entity for m in people_in(document).mentions if m.span.end <= end}
    return next(iter(named)) if len(named) == 1 else None


@cache
def _own_text() -> re.Pattern[str]:
    kinds = any_of(words("own_text"))
    return re.compile(rf"(?:[A-Z][\w'-]*\s+){{0,2}}?(?i:{kinds})\s+(?:by|from|of)\s+")
