"""The noun phrases of an article that can speak: people, roles, bodies, institutions, groups.

"The Georgian minister", "a spokesman for the ministry", "the ambassadors of Chad and Mali" and
"Russian media" are each one voice. Whose voice it is, is told here where the phrase itself tells
it; pronouns and roles are left to `comity_loaders.speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders import voicewords, wordlists
from comity_loaders.cuewords import word_set
from comity_loaders.document import Document
from comity_loaders.groups import references
from comity_loaders.mentions import Mention, Use, is_place
from comity_loaders.relays import find_sources

_BODIES = (Kind.STATE, Kind.TERRITORY, Kind.ORGANISATION, Kind.ORGAN)
_LINK = re.compile(r",\s+(?:and\s+)?|\s+and\s+|\s+as\s+well\s+as\s+")


class VoiceKind(StrEnum):
    """What sort of noun phrase speaks."""

    PERSON = "person"
    ROLE = "role"
    PRONOUN = "pronoun"
    BODY = "body"
    GROUP = "group"
    MEDIUM = "medium"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Voice:
    """A noun phrase that can speak.

    Args:
        span: its place, titles and adjectives included.
        kind: what sort of noun phrase it is.
        entity: whose voice it is, where the phrase alone tells.
    """

    span: Span
    kind: VoiceKind
    entity: Entity | None = None


def find_voices(document: Document) -> tuple[Voice, ...]:
    """Every noun phrase that can speak, in order of place; they may overlap."""
    people = list(_people(document))
    bodies = [*_bodies(document), *_institutions(document)]
    found = [*people, *bodies, *_roles(document, people), *_pronouns(document)]
    found += [*_groups(document), *_lists(document, people), *_media(document)]
    found += _unlisted(document, found)
    found += [*_spokespeople(document, bodies), *_documents(document, found)]
    return tuple(sorted(found, key=lambda voice: (voice.span, voice.kind)))


def _people(document: Document) -> Iterator[Voice]:
    """Named people, with the titles and honorifics before them."""
    titles = {t.span.end: t.span.start for t in document.people.titles}
    for mention in document.people.mentions:
        start = mention.span.start
        while len(before := document.text[:start].rstrip(" ")) < start:
            match = voicewords.honorific().search(before[-12:])
            if len(before) in titles:
                start = titles[len(before)]
            elif match:
                start = len(before) - len(match.group())
            else:
                break
        yield Voice(Span(start, mention.span.end), VoiceKind.PERSON, mention.entity)


def _bodies(document: Document) -> Iterator[Voice]:
    """States, territories and bodies by name or by what refers back to them."""
    for mention in document.mentions:
        if not mention.entity or mention.entity.kind not in _BODIES or mention.use is Use.DEMONYM:
            continue
        if not is_place(document.text, mention):
            yield Voice(_with_article(document.text, mention.span), VoiceKind.BODY, mention.entity)


def _with_article(text: str, span: Span) -> Span:
    match = re.search(r"\b[Tt]he\s+$", text[max(span.start - 6, 0) : span.start])
    return Span(span.start - len(match.group()), span.end) if match else span


def _institutions(document: Document) -> Iterator[Voice]:
    """Such as "Georgia's foreign ministry", and "the ministry" after that."""
    named = list(_named_institutions(document))
    yield from named
    for match in voicewords.bare_institution().finditer(document.text):
        span = Span(match.start(), match.end())
        if not any(span.overlaps(voice.span) for voice in named):
            yield Voice(span, VoiceKind.BODY, _back(document, match["noun"].lower(), span, named))


def _named_institutions(document: Document) -> Iterator[Voice]:
    text = document.text
    for mention in document.mentions:
        if not mention.entity or mention.entity.kind not in _BODIES:
            continue
        after = voicewords.institution_after().match(text, mention.span.end)
        if after:
            span = Span(mention.span.start, after.end())
            yield Voice(_with_article(text, span), VoiceKind.BODY, mention.entity)
        before = voicewords.institution_before().search(
            text, max(mention.span.start - 70, 0), mention.span.start
        )
        if before and mention.use is not Use.DEMONYM:
            yield Voice(Span(before.start(), mention.span.end), VoiceKind.BODY, mention.entity)
    for match in voicewords.seats().finditer(text):
        senses = document.gazetteer.lookup(wordlists.load("speech.yaml")["seats"][match["seat"]])
        if senses:
            yield Voice(Span(match.start(), match.end()), VoiceKind.BODY, senses[0].entity)


def _back(document: Document, noun: str, span: Span, named: Sequence[Voice]) -> Entity | None:
    """Whose "the ministry" is: the last one's that was named; of a state's, the only state's."""
    before = [v for v in named if v.span.end <= span.start]
    same = [v for v in before if v.span.of(document.text).lower().endswith(noun)]
    for voices in (same, before if noun in word_set("of_state") else ()):
        states = [
            v.entity for v in voices if noun not in word_set("of_state") or _is_state(v.entity)
        ]
        if states:
            return states[-1]
    return _nearest(document, noun, span)


def _nearest(document: Document, noun: str, span: Span) -> Entity | None:
    """The one state, or body, spoken of in this sentence and the one before."""
    is_of_state = noun in word_set("of_state")
    kinds = (Kind.STATE,) if is_of_state else (Kind.ORGANISATION,)
    for reach in (200, 500):
        near = {
            m.entity
            for m in document.mentions
            if m.entity
            and m.entity.kind in kinds
            and span.start - reach < m.span.start < span.start
        }
        if near:
            return next(iter(near)) if len(near) == 1 else None
    return None


def _is_state(entity: Entity | None) -> bool:
    return entity is not None and entity.kind is Kind.STATE


def _roles(document: Document, people: Iterable[Voice]) -> Iterator[Voice]:
    """Titles that no name follows: "the secretary general"."""
    taken = [voice.span for voice in people]
    for title in document.people.titles:
        if any(title.core.overlaps(span) for span in taken):
            continue
        start = title.span.start
        match = re.search(
            r"\b(?:the|a|an|its|their|his|her)\s+$",
            document.text[max(start - 7, 0) : start],
            re.IGNORECASE,
        )
        span = Span(start - len(match.group()) if match else start, title.span.end)
        if not title.plural:
            yield Voice(span, VoiceKind.ROLE)
        elif title.body or title.bodies:
            yield _group(document.text, span)
    for match in voicewords.generic().finditer(document.text):
        yield Voice(Span(match.start(), match.end()), VoiceKind.ROLE)


def _pronouns(document: Document) -> Iterator[Voice]:
    for match in re.finditer(r"\b(?i:he|she|they|it)\b", document.text):
        yield Voice(Span(match.start(), match.end()), VoiceKind.PRONOUN)


def _groups(document: Document) -> Iterator[Voice]:
    """Such as "the ambassadors of Chad and Mali", "Georgia's opposition", "the three countries"."""
    text = document.text
    for sentence in document.sentences:
        for group in sentence.groups(*_BODIES):
            after = voicewords.group_after().match(text, group.span.end)
            before = voicewords.group_before().search(text, sentence.span.start, group.span.start)
            if before:
                yield _group(text, Span(before.start("whole"), group.span.end))
            elif after:
                yield _group(text, Span(group.span.start, after.end()))
            elif len(group.mentions) > 1:
                yield _group(text, _with_article(text, group.span))
        for reference in references(sentence):
            yield Voice(reference.span, VoiceKind.GROUP, _together(reference.mentions))


def _group(text: str, span: Span) -> Voice:
    name = re.sub(r"^(?:the|both)\s+", "", re.sub(r"\s+", " ", span.of(text)), flags=re.IGNORECASE)
    return Voice(span, VoiceKind.GROUP, local_entity(Kind.GROUP, name))


def _together(mentions: Sequence[Mention]) -> Entity:
    names = [m.entity.name for m in mentions if m.entity]
    return local_entity(
        Kind.GROUP, " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
    )


def _lists(document: Document, people: Sequence[Voice]) -> Iterator[Voice]:
    """People who speak together."""
    run: list[Voice] = []
    for voice in people:
        if run and not _LINK.fullmatch(document.text, run[-1].span.end, voice.span.start):
            run = []
        run.append(voice)
        if len(run) > 1 and " and " in document.text[run[-2].span.end : voice.span.start]:
            yield _group(document.text, Span(run[0].span.start, voice.span.end))


def _media(document: Document) -> Iterator[Voice]:
    for source in find_sources(document):
        yield Voice(source.span, VoiceKind.MEDIUM)


def _unlisted(document: Document, found: Sequence[Voice]) -> Iterator[Voice]:
    """Bodies that the reference does not know, by what their names hold."""
    for match in voicewords.proper_name().finditer(document.text):
        parts = set(re.findall(r"[\w'-]+", match["name"]))
        span = Span(match.start(), match.end())
        if parts & word_set("body_nouns") and not any(v.span.overlaps(span) for v in found):
            name = re.sub(r"\s+", " ", match["name"])
            yield Voice(span, VoiceKind.GROUP, local_entity(Kind.GROUP, name))


def _spokespeople(document: Document, bodies: Sequence[Voice]) -> Iterator[Voice]:
    """A spokesman without a name, for whose body he speaks."""
    by_start = {v.span.start: v for v in bodies if v.entity}
    by_end = {v.span.end: v for v in bodies if v.entity}
    for match in voicewords.spokesperson().finditer(document.text):
        behind = by_start.get(match.end()) if match["link"] else None
        before = by_end.get(
            len(document.text[: match.start("noun")].rstrip(" '").removesuffix("'s"))
        )
        whose = behind or before
        if whose:
            start = min(match.start(), whose.span.start)
            yield Voice(
                Span(start, max(match.end("noun"), behind.span.end if behind else 0)),
                VoiceKind.BODY,
                whose.entity,
            )


def _documents(document: Document, voices: Sequence[Voice]) -> Iterator[Voice]:
    """Such as "a statement from the Kremlin", and whose it is, where that is told."""
    by_start = {v.span.start: v for v in voices if v.entity}
    for match in voicewords.document().finditer(document.text):
        whose = by_start.get(match.end()) if match["link"] else None
        end = whose.span.end if whose else match.end("noun")
        yield Voice(Span(match.start(), end), VoiceKind.DOCUMENT, whose.entity if whose else None)
