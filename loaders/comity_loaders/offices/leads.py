"""Whose title a lead gives without the name: "The EU's trade chief has warned … X told reporters".

News copy tells in one sentence what somebody is and names him or her at the start of the next.
Both must be the only ones of whom the two sentences speak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from comity.model import OfficeStatus
from comity_loaders.document import Sentence
from comity_loaders.offices.offices import OfficeMention, office_of
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles import titlewords
from comity_loaders.titles.officewords import ACTS, HONORIFICS
from comity_loaders.titles.titles import Title

_SAYS = re.compile(r"[ ]+(?:has[ ]+)?(?P<verb>[a-z]+)\b")
_OPENS = re.compile(rf"[^\w\n]*(?:{HONORIFICS}[ ]+)*")


def led(people: People, known: Sequence[OfficeMention]) -> Iterator[OfficeMention]:
    """The offices that leads tell of those whom the next paragraph names.

    Args:
        people: those of one article.
        known: the offices that the words tell outright; who has one needs no other.
    """
    held = {office.person for office in known}
    sentences = people.document.sentences
    for lead, following in pairwise(sentences):
        title = _only_title(people, lead, known)
        mention = _first_named(people, title, following) if title else None
        if title and mention and mention.entity not in held:
            if any(o.head == title.head and o.body == title.body for o in known):
                continue
            yield office_of(mention.entity, title, "lead")


def _only_title(people: People, sentence: Sentence, known: Sequence[OfficeMention]) -> Title | None:
    """The one title of a sentence that names nobody, where it is of a body and somebody's now."""
    if any(sentence.span.contains(m.span) for m in people.mentions):
        return None
    titles = [t for t in people.titles if sentence.span.contains(t.core)]
    if len(titles) != 1 or any(o.span.overlaps(titles[0].core) for o in known):
        return None
    title = titles[0]
    fits = title.body and not title.plural and title.scope != "none"
    is_current = title.status is OfficeStatus.CURRENT and title.determiner not in {"a", "an"}
    return title if fits and is_current and _is_subject(sentence, title) else None


def _is_subject(sentence: Sentence, title: Title) -> bool:
    """Whether the title acts or speaks in the sentence."""
    if not sentence.document.parses:
        before = sentence.document.text[sentence.span.start : title.span.start]
        return before.strip().lower() in {"", "the"}
    return any(t.dep_ in {"nsubj", "nsubjpass"} for t in sentence.tokens_in(title.core))


def _goes_on(people: People, title: Title, sentence: Sentence, mention: PersonMention) -> bool:
    """Whether an article's first two sentences tell what somebody says: the same one goes on."""
    text, is_second = people.document.text, sentence == people.document.sentences[1]
    says = (_SAYS.match(text, end) for end in (title.span.end, mention.span.end))
    return is_second and all(m and m["verb"] in titlewords.saying() for m in says)


def _first_named(people: People, title: Title, sentence: Sentence) -> PersonMention | None:
    """Whom a paragraph opens with by the full name, for the first time in the article.

    An article's second sentence needs no paragraph, where it goes on with what somebody says.
    """
    text, start = people.document.text, sentence.span.start
    opens = _OPENS.match(text, start)
    mention = next((m for m in people.mentions if opens and m.span.start == opens.end()), None)
    if mention is None:
        return None
    if "\n" not in text[max(start - 3, 0) : start] and not _goes_on(
        people, title, sentence, mention
    ):
        return None
    first = next(m for m in people.mentions if m.entity == mention.entity)
    acts = ACTS.match(text, mention.span.end)
    return mention if first == mention and " " in mention.name and acts else None
