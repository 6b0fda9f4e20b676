"""Words that stand for states named elsewhere: "it", "the country", "the Baltic states".

They mean something only where one reading is left: the single state that the sentence before is
about, the members of a body that the article lists, or a group that everybody knows by its name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from comity.model import Kind, Span
from comity_loaders.document import Group, Sentence
from comity_loaders.memberships import standinwords
from comity_loaders.memberships.knowngroups import known_groups
from comity_loaders.names.mentions import Mention, Use

_STATES = (Kind.STATE, Kind.TERRITORY)
_SUBJECTS = {"nsubj", "nsubjpass"}
_NOT_SUBJECT = re.compile(r"^(?:'s?\b|'|-|,? (?:and|or)\b| \w+ian\b)")


def standins(sentence: Sentence) -> Iterator[Group]:
    """The places in a sentence that mean states without naming them, with what they stand for."""
    yield from known_groups(sentence)
    yield from _governments(sentence)
    means = (
        (standinwords.PRONOUN, _of_pronoun),
        (standinwords.MEMBERSHIP, _of_member),
        (standinwords.COUNTRY, _of_country),
        (standinwords.HIS, _of_country),
        (standinwords.OF_SPEAKER, _of_country),
        (standinwords.TAKEN, _of_pronoun),
        (standinwords.GOVERNMENT, _of_government),
    )
    for pattern, reach in means:
        for match in pattern.finditer(sentence.text):
            span = _span(sentence, match)
            meant = reach(sentence, span)
            if meant:
                yield Group(span, meant)


def _span(sentence: Sentence, match: re.Match[str]) -> Span:
    start = sentence.span.start
    return Span(start + match.start("word"), start + match.end("word"))


def _of_pronoun(sentence: Sentence, at: Span) -> tuple[Mention, ...]:
    """The one subject before a pronoun: of its own sentence, else of the sentence before."""
    word = at.of(sentence.document.text).lower()
    counted = standinwords.COUNTED.get(word.split()[-1])
    plural = bool(counted) or word.startswith("th")
    meant = _of_it(sentence, at, plural=plural) or _named_behind(sentence, at, plural=plural)
    return meant if counted in (None, len(meant)) else ()


def _of_it(sentence: Sentence, at: Span, *, plural: bool) -> tuple[Mention, ...]:
    own = [m for m in sentence.mentions if m.span.end <= at.start]
    if own and standinwords.OF_ANOTHER.search(sentence.document.text, own[-1].span.end, at.start):
        return _fitting(_topic(sentence, plural), plural)
    opening = sentence.document.text[sentence.span.start : at.start]
    if own and not standinwords.OF_A_BODY.fullmatch(opening):
        return _fitting((_subject(sentence) or _single(own)) if _is_only(own) else (), plural)
    if at.start > sentence.span.start + 60:
        return ()
    return _fitting(_topic(sentence, plural), plural)


def _named_behind(sentence: Sentence, at: Span, *, plural: bool) -> tuple[Mention, ...]:
    """The subject behind a clause that opens the sentence: "Since it joined in 2004, Malta"."""
    text, end = sentence.document.text, sentence.span.end
    if not standinwords.SUBORDINATE.fullmatch(text, sentence.span.start, at.start):
        return ()
    if standinwords.OF_OTHERS.match(text, at.start, end):
        return ()
    behind = [g for g in sentence.groups(*_STATES) if g.span.start > at.end]
    for group in behind:
        clause = text[at.end : group.span.start]
        if standinwords.CLAUSE_ENDS.search(clause):
            is_subject = standinwords.SUBJECT_GOES_ON.match(text, group.span.end, end)
            named = all(m.entity and m.use is Use.NAME for m in group.mentions)
            return _fitting(group.mentions if is_subject and named else (), plural)
    return ()


def _of_member(sentence: Sentence, at: Span) -> tuple[Mention, ...]:
    """The one state before, whose membership it is that a body restores or suspends."""
    own = [m for m in sentence.mentions if m.span.end <= at.start and m.can_be(*_STATES)]
    return _fitting(_single(own), at.of(sentence.document.text) == "their")


def _topic(sentence: Sentence, plural: bool) -> tuple[Mention, ...]:
    """The states that the sentences before one are about, as far back as pronouns lead."""
    pronoun = standinwords.THEY if plural else standinwords.IT
    previous = _previous(sentence)
    for _ in range(standinwords.REACH):
        if previous is None or not pronoun.match(previous.text):
            break
        previous = _previous(previous)
    if previous is None or (not plural and _has_two_topics(previous)):
        return ()
    return _subject(previous) or _country_at_head(previous)


def _has_two_topics(sentence: Sentence) -> bool:
    """Whether two clauses tell of two states: "Mali left, and Chad said that it would"."""
    subjects = {
        m.entity
        for m in sentence.mentions
        if m.can_be(*_STATES) and any(_is_main_subject(t, m) for t in sentence.tokens)
    }
    return len(subjects) > 1


def _is_main_subject(token: Token, mention: Mention) -> bool:
    """Whether a word of a name is the subject of the main verb, or of one joined to it by "and"."""
    verb = token.head
    main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
    inside = mention.span.start <= token.idx < mention.span.end
    return inside and token.dep_ in _SUBJECTS and main


def _country_at_head(sentence: Sentence) -> tuple[Mention, ...]:
    """The state that a sentence is about by a common noun: "The island nation joined"."""
    match = standinwords.COUNTRY.match(sentence.text)
    return _of_country(sentence, _span(sentence, match)) if match else ()


def _single(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The state, if only one is among these: "Sweden's vow to the EU, which it joined"."""
    states = {m.entity: m for m in mentions if m.can_be(*_STATES)}
    only = tuple(states.values())
    return only if len(only) == 1 and only[0].entity and only[0].use is Use.NAME else ()


def _is_only(mentions: Sequence[Mention]) -> bool:
    """Whether the states that a sentence named so far are one list at its head."""
    states = [m for m in mentions if m.can_be(*_STATES)]
    bodies = [m for m in mentions if not m.can_be(*_STATES)]
    return bool(states) and not (bodies and bodies[0].span < states[0].span)


def _fitting(mentions: tuple[Mention, ...], plural: bool) -> tuple[Mention, ...]:
    return mentions if (len(mentions) > 1) == plural else ()


def _of_country(sentence: Sentence, at: Span) -> tuple[Mention, ...]:
    """The state that "the country" means."""
    own = [m for m in sentence.mentions if m.span.end <= at.start]
    previous = _previous(sentence)
    if not own and previous and standinwords.IT.match(previous.text):
        topic = _topic(sentence, plural=False)
        if len(topic) == 1:
            return topic
    for mentions in (own, previous.mentions if previous else ()):
        states = {m.entity: m for m in mentions if _is_state(m)}
        if len(states) == 1:
            return tuple(states.values())
        if states:
            break
    subject = _subject(sentence) if own else _subject(previous) if previous else ()
    return subject if len(subject) == 1 else _dominating(sentence, at)


def _governments(sentence: Sentence) -> Iterator[Group]:
    """The places where a government is named by its people: "the Chilean government"."""
    text = sentence.document.text
    for mention in sentence.mentions:
        match = standinwords.ITS_GOVERNMENT.match(text, mention.span.end, sentence.span.end)
        if match and _is_state(mention) and mention.use is Use.DEMONYM:
            span = Span(mention.span.start, match.end())
            yield Group(span, (Mention(span, mention.entity, Use.NAME),))


def _of_government(sentence: Sentence, at: Span) -> tuple[Mention, ...]:
    """The state that "the government" means: the only one, or by far the first, of the article."""
    named = [m for m in sentence.document.mentions if _is_state(m)]
    counts = Counter(m.entity for m in named).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] < max(3 * counts[1][1], 3)):
        return ()
    first = next(m for m in named if m.entity == counts[0][0])
    return (first,) if first.span.start < at.start else ()


def _is_state(mention: Mention) -> bool:
    return mention.entity is not None and mention.entity.kind is Kind.STATE


def _dominating(sentence: Sentence, at: Span) -> tuple[Mention, ...]:
    """The state that a paragraph names at least three times, and twice as often as any other."""
    document = sentence.document
    paragraph = document.paragraphs[sentence.paragraph]
    named = [
        m
        for m in document.mentions
        if _is_state(m) and paragraph.start <= m.span.start and m.span.end <= at.start
    ]
    counts = Counter(m.entity for m in named).most_common(2)
    if not counts or counts[0][1] < 3 or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return ()
    return (next(m for m in named if m.entity == counts[0][0]),)


def _previous(sentence: Sentence) -> Sentence | None:
    sentences = sentence.document.sentences
    at = sentences.index(sentence)
    before = sentences[at - 1] if at else None
    return before if before and before.paragraph == sentence.paragraph else None


def _subject(sentence: Sentence) -> tuple[Mention, ...]:
    """The states that a sentence is about: by its head, else by its parse."""
    return _at_head(sentence) or _of_parse(sentence)


def _of_parse(sentence: Sentence) -> tuple[Mention, ...]:
    """The states that are the subject of the main verb, behind a phrase with a comma."""
    if not sentence.document.parses:
        return ()
    subjects = [t.idx for t in sentence.tokens if t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT"]
    text = sentence.document.text
    for group in sentence.groups(*_STATES) if len(subjects) == 1 else ():
        named = all(m.entity and m.use is Use.NAME for m in group.mentions)
        lead = text[sentence.span.start : group.span.start]
        after = text[group.span.end : sentence.span.end]
        is_subject = group.span.start <= subjects[0] < group.span.end
        if (
            is_subject
            and named
            and standinwords.FRONTED.search(lead)
            and not _NOT_SUBJECT.match(after)
        ):
            return group.mentions
    return ()


def _at_head(sentence: Sentence) -> tuple[Mention, ...]:
    """The states at the head of a sentence, where nothing else named stands before them."""
    text = sentence.document.text
    if not sentence.mentions or not sentence.mentions[0].can_be(*_STATES):
        return ()
    groups = sentence.groups(*_STATES)
    first = groups[0] if groups else None
    if first is None or any(m.entity is None or m.use is not Use.NAME for m in first.mentions):
        return ()
    lead = text[sentence.span.start : first.span.start]
    after = text[first.span.end : sentence.span.end]
    return first.mentions if standinwords.LEAD.match(lead) and not _NOT_SUBJECT.match(after) else ()
