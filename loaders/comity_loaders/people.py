"""Who is in an article: every place in which somebody is named, and what offices they hold.

One person is one entity, named by the fullest form that the article has. A surname means the one
person who bears it; where two bear it, it means nobody.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders.coreference import Resolver
from comity_loaders.namescan import WORD, Gender, Name, fold, listed
from comity_loaders.officedates import dated
from comity_loaders.officelinks import OfficeMention, find_offices
from comity_loaders.personnames import find_names, may_stand_alone
from comity_loaders.titles import Title, find_titles

if TYPE_CHECKING:
    from comity_loaders.document import Document


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A place where somebody is named.

    Args:
        span: the name's place, without titles and honorifics.
        entity: the person.
        name: the name as written, on one line.
    """

    span: Span
    entity: Entity
    name: str


@dataclass(frozen=True)
class People:
    """The people of one article.

    Args:
        document: the article.
        mentions: every place in which somebody is named, in order.
        titles: every title of office, in order of place; not all belong to somebody named.
        genders: of the people whose gender the article's titles tell.
    """

    document: Document
    mentions: tuple[PersonMention, ...]
    titles: tuple[Title, ...]
    genders: dict[Entity, Gender]

    def at(self, span: Span) -> Entity | None:
        """The one person named at, or inside, or around a span."""
        found = {m.entity for m in self.mentions if m.span.overlaps(span)}
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def undated_offices(self) -> tuple[OfficeMention, ...]:
        """The same as `offices` without dates: what roles and pronouns are resolved by."""
        return find_offices(self)

    @cached_property
    def offices(self) -> tuple[OfficeMention, ...]:
        """What offices the article says that people hold, in order of place."""
        return dated(self, self.undated_offices)

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self)

    def resolve(self, span: Span) -> Entity | None:
        """The person that a noun phrase means: a name, a pronoun or a role; or a body named there.

        Args:
            span: the place of the whole noun phrase, such as "the Georgian minister" or "he".

        Returns:
            None where it means nobody known, or one of several.
        """
        return self._resolver.resolve(span)


def people(document: Document) -> People:
    """The people of an article; found once a document."""
    return document.people


def find_people(document: Document) -> People:
    """Find the people of an article."""
    titles = find_titles(document)
    names = find_names(document, titles)
    persons = _Persons(names)
    mentions = [*persons.mentions(document.text), *_repeats(document, persons, names)]
    return People(
        document=document,
        mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
        titles=titles,
        genders=persons.genders(),
    )


class _Persons:
    """Names put together by person."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.names = names
        self._forms = Counter(name.words for name in names)
        full = [form for form in self._forms if len(form) > 1]
        self._whole = {form: _whole(form, full, self._forms) for form in full}
        self.wholes = sorted(set(self._whole.values()))
        singles = [form for form in self._forms if len(form) == 1]
        for form in singles:
            self._whole[form] = self._bearer(form[0], titled=self._is_titled(form))
        self._entities = {
            whole: self._entity(whole) for whole in set(self._whole.values()) if whole
        }

    def entity(self, words: tuple[str, ...]) -> Entity | None:
        """The person of this form of a name; None where several bear it."""
        return self._entities.get(self._whole.get(words) or ())

    def mentions(self, text: str) -> Iterator[PersonMention]:
        """The names that mean one person."""
        for name in self.names:
            entity = self.entity(name.words)
            if entity:
                yield PersonMention(name.span, entity, _on_one_line(name.span.of(text)))

    def genders(self) -> dict[Entity, Gender]:
        """The genders that titles tell, where they agree."""
        told: dict[Entity, set[Gender]] = defaultdict(set)
        for name in self.names:
            entity = self.entity(name.words)
            if entity and name.gender:
                told[entity].add(name.gender)
        return {entity: next(iter(found)) for entity, found in told.items() if len(found) == 1}

    def _is_titled(self, form: tuple[str, ...]) -> bool:
        return any(name.titled for name in self.names if name.words == form)

    def _bearer(self, word: str, *, titled: bool) -> tuple[str, ...]:
        """The full name that a single word of it means; the word itself where none has it."""
        for bears in (_ends, _starts, _holds):
            bearers = [whole for whole in self.wholes if bears(whole, word)]
            if bearers:
                return bearers[0] if len(bearers) == 1 else ()
        near = [whole for whole in self.wholes if _near(whole[-1], word)]
        if len(near) == 1:
            return near[0]
        return (word,) if titled or self._forms[(word,)] > 0 else ()

    def _entity(self, whole: tuple[str, ...]) -> Entity:
        """The person, by the longest form that the article has; of several, the commonest."""
        written = Counter(
            " ".join(name.parts) for name in self.names if self._whole[name.words] == whole
        )
        best = max(
            written, key=lambda w: (len(w.split()) * (fold(w.split()[-1]) in whole), written[w], w)
        )
        return local_entity(Kind.PERSON, best)


def _whole(
    form: tuple[str, ...], forms: Iterable[tuple[str, ...]], counts: Counter[tuple[str, ...]]
) -> tuple[str, ...]:
    """The fullest form of a name, a misspelling of it put right where the other is commoner."""
    longer = [f for f in forms if len(f) > len(form) and _is_within(form, f)]
    if longer:
        most = max(len(f) for f in longer)
        found = [f for f in longer if len(f) == most]
        return found[0] if len(found) == 1 else form
    twins = [f for f in forms if f != form and _is_misspelt(form, f) and counts[f] > counts[form]]
    return twins[0] if len(twins) == 1 else form


def _is_within(form: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether the words of `form` stand in `longer` in this order, its ends among them."""
    rest = iter(longer)
    return all(word in rest for word in form) and (form[-1] == longer[-1] or form[0] == longer[0])


def _is_misspelt(form: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(form) != len(other) or sum(a != b for a, b in zip(form, other, strict=True)) != 1:
        return False
    return all(a == b or _near(a, b) for a, b in zip(form, other, strict=True))


def _near(word: str, other: str) -> bool:
    """Whether two words are a slip of the finger apart."""
    if DamerauLevenshtein.distance(word, other) != 1 or word[0] != other[0]:
        return False
    # "Wang" and "Weng" are two names; "Gya" and "Gyaw" may be one, cut short.
    return min(len(word), len(other)) >= 6 or (
        len(word) != len(other) and (word.startswith(other) or other.startswith(word))
    )


def _ends(whole: tuple[str, ...], word: str) -> bool:
    last = [w for w in whole if w not in _SUFFIXES][-1:]
    return last == [word]


_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi"}


def _starts(whole: tuple[str, ...], word: str) -> bool:
    return whole[0] == word


def _holds(whole: tuple[str, ...], word: str) -> bool:
    return word in whole


def _repeats(
    document: Document, persons: _Persons, names: Sequence[Name]
) -> Iterator[PersonMention]:
    """Further places of the words by which people are called alone."""
    taken = [name.span for name in names]
    callable_by = _callable_by(document.text, persons, names)
    if not callable_by:
        return
    for match in re.finditer(WORD, document.text):
        owner = callable_by.get(fold(match.group()))
        span = Span(match.start(), match.end())
        if owner and match.group()[0].isupper() and not any(span.overlaps(t) for t in taken):
            whole = _grown_left(document.text, span, owner.name)
            if may_stand_alone(document, whole):
                yield PersonMention(whole, owner, _on_one_line(whole.of(document.text)))


def _first_words(text: str, names: Sequence[Name]) -> set[str]:
    """The first words of names that stand alone before a verb of saying: "Ban said"."""
    saying = "|".join(listed("saying"))
    words = {name.parts[0] for name in names if len(name.words) > 1}
    return {
        fold(word)
        for word in words
        if re.search(rf"(?<![\w'-] )(?<![\w'-]){re.escape(word)}[ ]+(?:{saying})\b", text)
        or re.search(rf"\b(?:{saying})[ ]+{re.escape(word)}(?=[.,;]|$)", text)
    }


def _callable_by(text: str, persons: _Persons, names: Sequence[Name]) -> dict[str, Entity]:
    """Words and whom they mean standing alone: last words, and others that were seen so."""
    found: dict[str, set[Entity]] = defaultdict(set)
    seen = {name.words[0] for name in names if len(name.words) == 1} | _first_words(text, names)
    for name in names:
        entity = persons.entity(name.words)
        if entity:
            last = [w for w in name.words if w not in _SUFFIXES][-1:]
            for word in (*last, *(w for w in name.words if w in seen)):
                found[word].add(entity)
    return {w: next(iter(e)) for w, e in found.items() if len(e) == 1 and len(w) > 1}


def _grown_left(text: str, span: Span, name: str) -> Span:
    """The span with the words of the name that stand before it: "von der Leyen"."""
    words = {fold(word) for word in name.split()}
    while match := re.search(
        r"(?<![\w'-])([\w'-]+)[ ]+$", text[max(span.start - 30, 0) : span.start]
    ):
        if fold(match[1]) not in words:
            break
        span = Span(span.start - len(match.group()), span.end)
    return span


def _on_one_line(name: str) -> str:
    return re.sub(r"\s+", " ", name)
