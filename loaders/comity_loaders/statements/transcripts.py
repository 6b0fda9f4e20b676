"""Texts that are somebody's own words: speeches, statements, and talks with labelled turns.

"Statement by President Roe" is Roe's from end to end, so that nothing in it is a quotation of Roe.
In a transcript each labelled paragraph ("Roe: …", "A: …", "THE PRESIDENT: …") is one, and so is
each that goes on without a label; the questions are nobody's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.model import Entity, Span
from comity_loaders.document import Document
from comity_loaders.people.people import people_in
from comity_loaders.statements.frames import has_finite
from comity_loaders.statements.interviews import answers
from comity_loaders.statements.textheadings import own_text
from comity_loaders.statements.turnlabels import (
    Labelled,
    is_office,
    label_of,
    labelled_parts,
    parts,
)

_HEADING_LINES = 3
_FEWEST_LABELS = 3
_FEWEST_TURNS = 2
# People who talk to each other say "I" and "you", and ask.
_TALK = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|us|me|[Tt]hank|Mr|Dear)\b|\?")
_ENDS = re.compile(r"(?:[.!?…]['\")\]]*|(?<=[a-z])[,:;])$")
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


def owner(document: Document) -> Entity | None:
    """Whose text this is from end to end, by its heading; None where it is an article."""
    title = document.article.title
    lines = document.paragraphs[:_HEADING_LINES]
    for line in (*((title,) if title else ()), *lines):
        match = own_text().match(document.text, line.start, line.end)
        if match and not line.of(document.text).endswith("."):
            return people_in(document).at(Span(match.end(), max(line.end, match.end() + 1)))
    return None


def turns(document: Document) -> Iterator[Turn]:
    """The turns of a transcript, a paragraph each; none where a text is no talk."""
    labelled = labelled_parts(document)
    if not _is_talk(document, labelled):
        for line, who in () if labelled else answers(document):
            yield Turn(Span(line.start, line.start + 1), line, who)
        return
    starts = [item.paragraph for item in labelled]
    ends = [*starts[1:], len(parts(document))]
    asking = _asking(document, labelled)
    for item, following in zip(labelled, ends, strict=True):
        if item.speaker and item.speaker not in asking:
            yield from _turn(document, item, item.speaker, following)


def _asking(document: Document, labelled: Sequence[Labelled]) -> frozenset[Entity]:
    """Those without a title of whose turns half are questions, of more than one: journalists.

    Of those whom only their labels name, one question tells it.
    """
    asked: Counter[Entity] = Counter()
    spoken: Counter[Entity] = Counter()
    titled = {i.speaker for i in labelled if i.speaker and (_has_title(i) or is_office(i))}
    for item in labelled:
        if item.speaker and item.speaker not in titled:
            spoken[item.speaker] += 1
            asked[item.speaker] += _said(document, item, 1).rstrip("\"') ").endswith("?")
    hosts = {e for e in asked if _hosts(document, e)} if titled - asked.keys() else set()
    known = {m.entity for m in people_in(document).mentions}
    asks = (i for i in labelled if i.speaker and "?" in _said(document, i, 1))
    hosts |= {i.speaker for i in asks if i.speaker and i.speaker not in known | titled}
    return frozenset(e for e, n in asked.items() if n and n * 2 >= spoken[e] > 1) | hosts


def _hosts(document: Document, speaker: Entity) -> bool:
    """Whether the heading names somebody as the host: "Interview with Jane Roe, Radio North"."""
    lines = document.paragraphs[:_HEADING_LINES]
    end = lines[-1].end if lines else 0
    heading = document.text[:end]
    name = r"\s+".join(map(re.escape, speaker.name.split()))
    return bool(re.search(rf"(?i)\binterview\b[^.\n]{{0,40}}?\b(?:with|by)\s+{name}\b", heading))


def _is_talk(document: Document, labelled: Sequence[Labelled]) -> bool:
    named = sum(item.speaker is not None for item in labelled)
    if any(_is_address(document, item) for item in labelled[:_FEWEST_TURNS]):
        return True
    if not named or (len(labelled) < _FEWEST_LABELS and named < _FEWEST_TURNS):
        return False
    said = [_said(document, item, 1) for item in labelled]
    return sum(bool(_TALK.search(words_)) for words_ in said) * 2 >= len(said)


def _said(document: Document, item: Labelled, lines: int) -> str:
    """The first paragraphs of a turn; those behind the label where that stands alone."""
    first = item.paragraph + (item.match.end() >= parts(document)[item.paragraph].end)
    following = parts(document)[first : first + lines]
    return "\n".join(
        document.text[max(line.start, item.match.end()) : line.end] for line in following
    )


def _is_address(document: Document, item: Labelled) -> bool:
    """Whether a label opens a speech: "President of Iceland Jane Roe: Colleagues, …"."""
    return _has_title(item) and bool(_TALK.search(_said(document, item, _FEWEST_LABELS)))


def _has_title(item: Labelled) -> bool:
    """Whether a title stands in a label: "President of Iceland Jane Roe"."""
    speaker = item.speaker
    return speaker is not None and len(item.match["label"].split()) > len(speaker.name.split())


def _turn(document: Document, item: Labelled, speaker: Entity, end: int) -> Iterator[Turn]:
    line = parts(document)[item.paragraph]
    alone = item.match.end() >= line.end
    if not alone and not document.text[: line.end].rstrip("\"' ").endswith("?"):
        label = Span(item.match.start("label"), item.match.end("label"))
        yield Turn(label, Span(item.match.end(), line.end), speaker)
    for index in range(item.paragraph + 1, end):
        line = parts(document)[index]
        asks = index + 1 == end < len(parts(document)) and _is_question(document, line)
        if asks or not _goes_on(document, line, speaker):
            return
        yield Turn(Span(line.start, line.start + 1), line, speaker)


def _goes_on(document: Document, line: Span, speaker: Entity) -> bool:
    """Whether an unlabelled paragraph is the speaker's too, and does not tell of the speaker."""
    told = any(m.entity == speaker and line.contains(m.span) for m in people_in(document).mentions)
    label = label_of(document, line)
    if label and not has_finite(label["label"]):
        return False
    return bool(_ENDS.search(line.of(document.text))) and not told


def _is_question(document: Document, line: Span) -> bool:
    """Whether a paragraph without a label asks for the answer that follows."""
    words_ = line.of(document.text)
    return len(words_) <= _LONGEST_QUESTION and words_.rstrip().endswith("?")
