"""What stands apart from the words that say whose it is: messages, lists, the sentence before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.model import Entity, Form, Span
from comity_loaders.statements.backreferences import backreferences
from comity_loaders.statements.itemised import itemised
from comity_loaders.statements.letters import letters
from comity_loaders.statements.speakers import Speakers
from comity_loaders.statements.speech import Speech
from comity_loaders.statements.subjects import Subjects


@dataclass(frozen=True, slots=True)
class Apart:
    """What somebody says, and where that is told.

    Args:
        content: the place of the words.
        passage: the words, and those that tell whose they are.
        speaker: whose they are.
        cue: the verb that tells it.
        form: whether they are quoted.
    """

    content: Span
    passage: Span
    speaker: Entity
    cue: str
    form: Form


def apart(
    speech: Speech, subjects: Subjects, speakers: Speakers, said: Sequence[Span]
) -> Iterator[Apart]:
    """What is said apart, but for what has a speaker already.

    Args:
        speech: the article.
        subjects: who can speak in it.
        speakers: who they are.
        said: the places of what has a speaker; a message or an item may hold some.
    """
    for found in _whole(speech, subjects, speakers):
        if not any(found.content.overlaps(s) and not found.content.contains(s) for s in said):
            yield found
    for told in backreferences(speech, subjects, speakers):
        if not any(told.content.overlaps(s) for s in said):
            yield Apart(told.content, told.passage, told.speaker, told.cue, Form.INDIRECT)


def _whole(speech: Speech, subjects: Subjects, speakers: Speakers) -> Iterator[Apart]:
    for letter in letters(speech, subjects, speakers):
        for content in letter.contents:
            passage = Span(letter.lead.start, content.end)
            yield Apart(content, passage, letter.speaker, letter.cue, Form.DIRECT)
    for points in itemised(speech, subjects, speakers):
        for content in points.items:
            passage = Span(points.lead.start, content.end)
            yield Apart(content, passage, points.speaker, points.cue, Form.INDIRECT)
