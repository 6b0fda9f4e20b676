"""The noun phrases of an article that can speak: people, roles, bodies, institutions, groups.

"The Georgian minister", "a spokesman for the ministry", "the ambassadors of Chad and Mali" and
"Russian media" are each one voice. Whose voice it is, is told here where the phrase itself tells
it; pronouns and roles are left to `comity_loaders.statements.speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders.document import Document, Sentence
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.mentions import Mention, Use, is_place
from comity_loaders.people.people import people_in
from comity_loaders.sentences.fronted import fronted_apart
from comity_loaders.sentences.groups import references
from comity_loaders.statements import voicewords
from comity_loaders.statements.cuewords import word_set, words
from comity_loaders.statements.epithets import epithets_in
from comity_loaders.statements.institutions import find_institutions
from comity_loaders.statements.jointroles import find_joint_roles
from comity_loaders.statements.jointvoices import find_pairs, find_papers, together
from comity_loaders.statements.nameshapes import is_staff
from comity_loaders.statements.ownedbodies import (
    find_courts,
    find_owned_bodies,
    find_panels,
)
from comity_loaders.statements.relays import find_sources
from comity_loaders.statements.spokespeople import find_spokespeople, find_staffs
from comity_loaders.statements.unnamed import taken_up, unnamed_in
from comity_loaders.statements.voice import BODIES, Voice, VoiceKind, with_article

_REACH = 90
"""How long "the ambassadors of the" and its like are at most, in code points."""


@cache
def _link() -> re.Pattern[str]:
    """What joins those who speak together: "Roe and her husband Doe"."""
    kin = any_of(voicewords.speaker_words("kin"))
    return re.compile(
        rf",\s+(?:and\s+)?|\s+and\s+(?:(?:his|her)\s+(?:{kin})\s+)?|\s+as\s+well\s+as\s+"
    )


def find_voices(document: Document) -> tuple[Voice, ...]:
    """Every noun phrase that can speak, in order of place; they may overlap."""
    people = list(_people(document))
    bodies = [*_bodies(document), *find_institutions(document)]
    roles = list(_roles(document, people))
    found = [
        *people,
        *bodies,
        *roles,
        *_pronouns(document),
        *find_joint_roles(document, people, roles),
    ]
    found += [*_groups(document)]
    found += [*_lists(document, people), *_media(document)]
    found += [*_unlisted(document, found), *_parties(document)]
    found += [*_acronyms(document, found), *_short_names(document, found)]
    found += [*find_owned_bodies(document, found), *find_panels(document)]
    found += find_courts(document)
    found += [*find_spokespeople(document, found), *find_pairs(document)]
    found += find_staffs(document, people)
    found += [*_documents(document, found), *find_papers(document, found)]
    found += [*document.once(epithets_in), *document.once(unnamed_in)]
    found += document.once(taken_up)
    return tuple(sorted(found, key=lambda voice: (voice.span, voice.kind)))


def _people(document: Document) -> Iterator[Voice]:
    """Named people, with the titles and honorifics before them."""
    titles = {t.span.end: t.span.start for t in people_in(document).titles}
    for mention in people_in(document).mentions:
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
        if not mention.entity or mention.entity.kind not in BODIES:
            continue
        if mention.use is Use.DEMONYM:
            people = voicewords.people_before(document.text, mention.span)
            if people:
                yield Voice(people, VoiceKind.BODY, mention.entity)
        elif not is_place(document.text, mention):
            yield Voice(with_article(document.text, mention.span), VoiceKind.BODY, mention.entity)


def _roles(document: Document, people: Iterable[Voice]) -> Iterator[Voice]:
    """Titles that no name follows: "the secretary general"."""
    taken = [voice.span for voice in people]
    for title in people_in(document).titles:
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
        for group in sentence.groups(*BODIES):
            after = voicewords.group_after().match(text, group.span.end)
            least = max(sentence.span.start, group.span.start - _REACH)
            before = voicewords.group_before().search(text, least, group.span.start)
            if before:
                yield _group(text, Span(before.start("whole"), group.span.end))
            elif after:
                yield _group(text, Span(group.span.start, after.end()))
            else:
                yield from _together(sentence, group.mentions)
        for reference in references(sentence):
            named = [m.entity for m in reference.mentions if m.entity]
            yield Voice(reference.span, VoiceKind.GROUP, together(named))


def _together(sentence: Sentence, named: Sequence[Mention]) -> Iterator[Voice]:
    """Those of a list who speak as one: not "after talks with Chad, Mali said"."""
    text = sentence.document.text
    for part in fronted_apart(sentence, named):
        if len(part) > 1:
            whole = Span(part[0].span.start, part[-1].span.end)
            yield _group(text, with_article(text, whole))


def _group(text: str, span: Span) -> Voice:
    name = re.sub(r"^(?:the|both)\s+", "", re.sub(r"\s+", " ", span.of(text)), flags=re.IGNORECASE)
    return Voice(span, VoiceKind.GROUP, local_entity(Kind.GROUP, name))


def _lists(document: Document, people: Sequence[Voice]) -> Iterator[Voice]:
    """People who speak together."""
    run: list[Voice] = []
    for voice in people:
        if run and not _link().fullmatch(document.text, run[-1].span.end, voice.span.start):
            run = []
        run.append(voice)
        if len(run) > 1 and " and " in document.text[run[-2].span.end : voice.span.start]:
            yield _group(document.text, Span(run[0].span.start, voice.span.end))


def _media(document: Document) -> Iterator[Voice]:
    for source in document.once(find_sources):
        if "-based" in source.span.of(document.text):
            continue  # "the Rome-based agency"
        yield Voice(source.span, VoiceKind.MEDIUM)


def _unlisted(document: Document, found: Sequence[Voice]) -> Iterator[Voice]:
    """Bodies that the reference does not know, by what their names hold."""
    yield from _owned(document, found)
    for match in voicewords.proper_name().finditer(document.text):
        parts = set(re.findall(r"[\w'-]+", match["name"]))
        span = Span(match.start(), match.end())
        taken = [v for v in found if v.span.overlaps(span) and not _owns(v, match, document.text)]
        taken = [v for v in taken if not _speaks_for(v, span, document.text)]
        if parts & word_set("body_nouns") and not taken and not is_staff(match["name"]):
            name = re.sub(r"\s+", " ", match["name"])
            yield Voice(span, VoiceKind.GROUP, local_entity(Kind.GROUP, name))


def _owned(document: Document, found: Sequence[Voice]) -> Iterator[Voice]:
    """Bodies of a state or body that is told with them: "the UK's Regulatory Agency"."""
    for mention in document.mentions:
        if mention.entity and document.text.startswith("'", mention.span.end):
            match = voicewords.owned_name().match(document.text, mention.span.end)
            if match:
                span = with_article(document.text, Span(mention.span.start, match.end()))
                if not any(v.span.contains(span) for v in found):
                    yield _group(document.text, span)


def _parties(document: Document) -> Iterator[Voice]:
    """Parties and movements by a name that a lower-case noun follows: "the ruling MPLA party"."""
    for match in voicewords.party().finditer(document.text):
        name = " ".join(match["name"].split())
        yield Voice(
            Span(match.start(), match.end()), VoiceKind.GROUP, local_entity(Kind.GROUP, name)
        )


def _acronyms(document: Document, found: Sequence[Voice]) -> Iterator[Voice]:
    """Bodies that the reference does not know, by what they are called: "the NPFL"."""
    for match in voicewords.acronym().finditer(document.text):
        span = Span(match.start(), match.end())
        if not any(v.span.overlaps(span) for v in found):
            name = match["name"] or match["bare"] or match["after"]
            yield Voice(span, VoiceKind.GROUP, local_entity(Kind.GROUP, name))


def _owns(voice: Voice, match: re.Match[str], text: str) -> bool:
    """Whether a voice is the owner in a longer name: "Bank of Chad", "Chad Water Board"."""
    if voice.span.start < match.start() or voice.span.end > match.end():
        return False
    before = text[match.start() : voice.span.start]
    behind = re.search(r"\s(?:of|for)\s+(?:the\s+)?$", before)
    is_base = match.start("name") >= voice.span.end
    is_first = voice.kind is VoiceKind.BODY and re.match(r"\s+[A-Z]", text[voice.span.end :][:3])
    return is_base or bool(is_first) or text.startswith("'s ", voice.span.end) or bool(behind)


def _speaks_for(voice: Voice, name: Span, text: str) -> bool:
    """Whether a name's last word is taken for a title's: "Ministry of Trade spokesman"."""
    is_last = voice.kind is VoiceKind.ROLE and name.start < voice.span.start < name.end
    return is_last and voice.span.of(text).lower().endswith(tuple(words("spokespeople")))


def _short_names(document: Document, found: Sequence[Voice]) -> Iterator[Voice]:
    """Such as "the fund", which means whoever of that name spoke last."""
    for match in voicewords.short_name().finditer(document.text):
        span = Span(match.start(), match.end())
        if not any(v.span.overlaps(span) for v in found):
            yield Voice(span, VoiceKind.BODY)


def _documents(document: Document, voices: Sequence[Voice]) -> Iterator[Voice]:
    """Such as "a statement from the Kremlin", and whose it is, where that is told."""
    by_start = {v.span.start: v for v in voices if v.entity}
    for match in voicewords.document().finditer(document.text):
        if match["noun"][0].isupper() and not match["link"]:
            continue  # "The Oslo Post"
        whose = by_start.get(match.end()) if match["link"] else None
        end = whose.span.end if whose else match.end("noun")
        entity = whose.entity if whose else _whose(document, match)
        yield Voice(Span(match.start(), end), VoiceKind.DOCUMENT, entity)


def _whose(document: Document, match: re.Match[str]) -> Entity | None:
    """The state whose "the Maltese statement" is, or the body whose "an OPEC statement"."""
    inside = Span(match.start(), match.end("noun"))
    named = [m.entity for m in document.mentions if m.entity and inside.contains(m.span)]
    return next((entity for entity in named if entity.kind in BODIES), None)
