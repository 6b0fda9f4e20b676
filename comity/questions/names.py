"""The names that a store knows, and where they stand in a question.

Names are compared as values of parameters are: without case, accents, articles and the order of
their words. A name that is an English word too ("WHO", "US", "Chad's" in no doubt) must be written
as a name to be one. What several things are called stays open until a parameter says what it takes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from comity import lookups
from comity.queries import find
from comity.questions.text import Token
from comity.spelling import normal
from comity.store import Store
from comity.storedquery import ParameterType, StoredQuery
from comity.terms import Terms, name, term
from comity.values import folded

_ADMITTED: dict[ParameterType, frozenset[str]] = {
    ParameterType.BODY: frozenset({"org", "treaty"}),
    ParameterType.MEMBER: frozenset({"state", "territory", "org"}),
    ParameterType.ENTITY: frozenset({"state", "territory", "org", "organ", "treaty", "person"}),
    ParameterType.PERSON: frozenset({"person"}),
    ParameterType.OFFICE: frozenset({"office"}),
    ParameterType.ORGAN: frozenset({"organ"}),
}
"""The sorts of things that a question's name may set a parameter to."""

_RANKS = {
    name("skos", "prefLabel").value: 0,
    name("foaf", "name").value: 0,
    term("acronym").value: 1,
    name("skos", "altLabel").value: 1,
    term("alsoNamed").value: 2,
    term("demonym").value: 2,
    term("ambiguousName").value: 2,
}
_ACRONYM = term("acronym").value
_ALSO = term("alsoNamed").value
_DEMONYM = term("demonym").value
_UNCHANGED = ("s", "ese", "sh", "ch", "men")
"""Ends of demonyms whose plural is the same."""
_LABEL = 0
_OFFICE = 0
_SMALL = frozenset({"the", "of", "s"})
_MENTION = 4
"""What a person's mention in one article ranks below an official."""
_SLIP = 76
"""How alike, of 100, a name must be to what is written to be offered instead."""
_LONGEST = 14
"""More words than a question gives a name."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a name may mean.

    Args:
        value: what a user writes for it: its id, or its IRI where it is from elsewhere.
        sort: the first part of its id, such as `state`; `person` of mentions too.
        rank: how much the name is its own; the lowest is meant.
        label: what it is called.
    """

    value: str
    sort: str
    rank: int
    label: str


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a question's tokens that is a name.

    Args:
        first: the index of its first token.
        end: the index after its last.
        things: everything it may mean.
    """

    first: int
    end: int
    things: tuple[Thing, ...]


def admits(kind: ParameterType, sort: str) -> bool:
    """Whether a parameter of a kind takes a thing of a sort."""
    return sort in _ADMITTED.get(kind, ())


def meant(things: Iterable[Thing], kind: ParameterType) -> list[Thing]:
    """What of several things a parameter takes: one, or those that are equally likely."""
    fitting = [thing for thing in things if admits(kind, thing.sort)]
    best = min((thing.rank for thing in fitting), default=0)
    return [thing for thing in fitting if thing.rank == best]


class Names:
    """The names of a store.

    Args:
        store: what is asked.
        terms: the IRIs of its data.
    """

    def __init__(self, store: Store, terms: Terms) -> None:
        self._terms = terms
        self._things: dict[tuple[str, ...], set[Thing]] = defaultdict(set)
        self._shown: dict[tuple[str, ...], str] = {}
        self._labels: dict[str, str] = {}
        self._of: dict[str, list[str]] = defaultdict(list)
        self._acronyms: dict[str, list[str]] = defaultdict(list)
        self._made: dict[tuple[str, int], Thing] = {}
        self._read(list(_named(store, terms)))
        self._read_offices(store)
        self._known_words = _SMALL.union(*self._things)
        self._longest = min(max(map(len, self._things), default=1), _LONGEST)

    def with_examples(self, queries: Iterable[StoredQuery]) -> Names:
        """The same with the offices and persons that the queries' wordings name.

        Args:
            queries: whose defaults say what their wordings are about, whether the store has it.
        """
        extended = copy(self)
        extended._things = defaultdict(set, self._things)
        defaults = {p.default or "" for query in queries for p in query.parameters}
        for value in sorted(defaults):
            sort, _, slug = value.partition("/")
            words = slug.replace("-", " ")
            for called in (words, words.replace("ary ", "aries ")):
                if sort in ("office", "person"):
                    extended._things.setdefault(folded(called), {Thing(value, sort, _LABEL, words)})
        extended._known_words = _SMALL.union(*extended._things)
        return extended

    def label(self, value: str) -> str:
        """What the thing of this id is called: a body by its acronym, where that is its alone."""
        label = self._labels.get(value, value)
        spelt = self._acronyms.get(value, ()) if value.startswith("org/") else ()
        own = [name for name in spelt if self._is_own(name, value)]
        # Of the acronyms in several languages, the label's.
        initials = "".join(word[0] for word in label.split())
        return max(sorted(own), key=lambda name: fuzz.ratio(name, initials), default=label)

    def _is_own(self, name: str, value: str) -> bool:
        return {thing.value for thing in self._things[folded(name)]} == {value}

    def places(
        self, tokens: Sequence[Token], common: Collection[str], *, organs: bool = True
    ) -> Iterator[Place]:
        """The names in a question, the longest first where they overlap.

        Args:
            tokens: its words.
            common: words that are a name only where they are written as one.
            organs: whether the names of organs count.
        """
        index, shouted = 0, all(token.raw.isupper() for token in tokens if token.word.isalpha())
        while index < len(tokens):
            place = self._longest_at(tokens, index, common, shouted, organs)
            if place:
                yield place
            index = place.end if place else index + 1

    def near(self, words: str, limit: int = 3) -> list[str]:
        """Names that are spelt nearly so, the nearest first."""
        close = process.extract(
            words, self._spelt, scorer=fuzz.ratio, score_cutoff=_SLIP, limit=limit
        )
        return [self._spelt[match[2]] for match in close]

    @cached_property
    def _spelt(self) -> list[str]:
        return sorted(set(self._shown.values()))

    def _longest_at(
        self, tokens: Sequence[Token], first: int, common: Collection[str], *flags: bool
    ) -> Place | None:
        shouted, organs = flags
        if tokens[first].word in _SMALL:
            return None
        for end in range(self._furthest(tokens, first), first, -1):
            window = tokens[first:end]
            senses = self._things.get(_key(window), set())
            things = [thing for thing in senses if organs or thing.sort != "organ"]
            if things and window[-1].word not in _SMALL and _is_name(window, common, shouted):
                return Place(first, end, _likely(things))
        return None

    def _furthest(self, tokens: Sequence[Token], first: int) -> int:
        """The index after the last token that a name from `first` on can have."""
        end = first
        while end < len(tokens) and tokens[end].word in self._known_words:
            end += 1
        return min(end, first + self._longest + 2)

    def _read(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Take in things with a name and the property that gives it."""
        for value, called, of in rows:
            if _RANKS[of] == _LABEL:
                self._labels.setdefault(value, called)
            elif of == _ACRONYM and called.isupper() and "." not in called:
                self._acronyms[value].append(called)
        for value, called, of in rows:
            if value.startswith(("concept/", "http")) or value.endswith("/article"):
                continue
            sort = "person" if "person/" in value else value.partition("/")[0]
            if of == _ALSO and _is_description(called, self._labels.get(value, "")):
                continue
            rank = _RANKS[of] + (_MENTION if value.startswith("article/") else 0)
            self._add(called, value, sort, rank)
            if of == _DEMONYM and not called.endswith(_UNCHANGED):
                self._add(f"{called}s", value, sort, rank)
            self._of[value].append(called)

    def _read_offices(self, store: Store) -> None:
        for found in lookups.solutions(store, lookups.unordered(find("lookup/offices").bind({}))):
            office, body = lookups.node(found, "office"), lookups.node(found, "body")
            if office and body:
                value = self._terms.key(office) or office.value
                self._labels[value] = found["label"].value
                self._add(found["label"].value, value, "office", _OFFICE)
                posts = [found["post"].value, *_plurals(found["post"].value)]
                for owner in dict.fromkeys(self._of[self._terms.key(body) or body.value]):
                    for post in posts:
                        self._add(f"{owner} {post}", value, "office", _OFFICE)

    def _add(self, words: str, value: str, sort: str, rank: int) -> None:
        key = _folded(words)
        if key:
            label = self._labels.get(value, words)
            thing = self._made.setdefault((value, rank), Thing(value, sort, rank, label))
            self._things[key].add(thing)
            self._shown.setdefault(key, words)


def _named(store: Store, terms: Terms) -> Iterator[tuple[str, str, str]]:
    """The id of each thing, a name of it, and the property that gives the name."""
    home = terms.id("").value
    sparql = lookups.unordered(find("lookup/all-names").bind({}))
    for found in lookups.solutions(store, sparql):
        thing = found["thing"].value.removeprefix(home)
        yield thing, found["name"].value, found["property"].value


def _folded(words: str) -> tuple[str, ...]:
    """As values are compared; most names are one plain word, which is quicker done."""
    if words.isascii() and words.isalpha():
        word = words.casefold()
        return (normal(word),) if word not in _SMALL else ()
    return folded(words)


def _is_description(called: str, label: str) -> bool:
    """Whether an article calls a person by what they are ("the CSTO head"), which others may be."""
    own = set(label.split())
    return any(word.islower() and word not in own for word in called.split())


def _likely(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """What a name may mean: of an office, not those who are called by it, who may be several."""
    ordered = sorted(things, key=lambda thing: thing.value)
    if any(thing.sort == "office" for thing in ordered):
        ordered = [t for t in ordered if t.sort != "person" or t.rank == _LABEL]
    return tuple(ordered)


def _plurals(post: str) -> Iterator[str]:
    """What several holders of an office are called: Secretaries General, Prime Ministers."""
    words = post.split()
    for index in {0, len(words) - 1}:
        word = words[index]
        several = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
        yield " ".join([*words[:index], several, *words[index + 1 :]])


def _key(window: Sequence[Token]) -> tuple[str, ...]:
    return tuple(sorted(token.word for token in window if token.word not in _SMALL))


def _is_name(window: Sequence[Token], common: Collection[str], shouted: bool) -> bool:
    """Whether a word that is also a common one is written as a name."""
    if len(window) > 1:
        return any(token.word not in common for token in window) or _capitals(window)
    token = window[0]
    if token.word in common:
        return token.raw.isupper() and len(token.raw) > 1 and not shouted
    return not re.fullmatch(r"\d+|[a-z]", token.word)


def _capitals(window: Sequence[Token]) -> bool:
    return all(token.raw[0].isupper() for token in window if token.word not in _SMALL)
