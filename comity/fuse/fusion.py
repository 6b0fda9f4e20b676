"""Fusion of what is new: only the units that an added or removed article touches are made again.

First of all who is who, then which quotations are one statement, since every unit may ask for
these; a unit for which the answer changed is made again too.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from comity.fuse.emit import Facts
from comity.fuse.events import add_interventions, add_requests, add_treaty_actions
from comity.fuse.ledger import Ledger
from comity.fuse.meetings import add_meetings, disputed_agendas, meetings
from comity.fuse.memberships import add_denials, add_memberships, memberships
from comity.fuse.memberships import relations as membership_relations
from comity.fuse.people import Person, add_officials, identify
from comity.fuse.reader import Shelf
from comity.fuse.records import Sources, kind_of
from comity.fuse.relations import between_claims, between_counts, between_tenures
from comity.fuse.rosters import add_counts, add_origins, add_rosters, counts, rosters
from comity.fuse.statements import Statement, add_statements, statements
from comity.fuse.tenures import add_tenures, tenures
from comity.fuse.units import needs, office_units, person_unit
from comity.model import Kind, Predicate


def update(ledger: Ledger, shelf: Shelf, articles: Mapping[str, str]) -> set[str]:
    """Bring the ledger's facts up to these articles; the units that were made again.

    Args:
        ledger: of the last build, or an empty one.
        shelf: what the articles say now.
        articles: of each article's key the hash of its graph.
    """
    with _uncollected():
        return _Fusion(ledger, shelf).update(articles)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection, which would look again and again at all claims and facts.

    None of them is part of a cycle; it took a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Fusion:
    """One run of fusion."""

    def __init__(self, ledger: Ledger, shelf: Shelf) -> None:
        self.ledger, self.shelf = ledger, shelf
        self.same = ledger.same()
        self._people: dict[str, list[Person]] = {}

    def update(self, articles: Mapping[str, str]) -> set[str]:
        touched = self._take_in(articles)
        for unit in _of("person", touched):
            touched |= self._identify(unit)
        for unit in _of("statement", touched):
            touched |= self._recognise(unit)
        for unit in sorted(touched):
            self._fuse(unit)
        return touched

    def _take_in(self, articles: Mapping[str, str]) -> set[str]:
        """Enter which article needs what; the units that this touches."""
        before, touched = self.ledger.articles(), set[str]()
        for article, sha256 in sorted(before.items()):
            if articles.get(article) != sha256:
                touched |= self.ledger.remove(article)
        for article, sha256 in sorted(articles.items()):
            if before.get(article) != sha256:
                found = needs(self.shelf.sources(self.shelf.keys(article)))
                self.ledger.add(article, sha256, found)
                touched |= set(found)
        return touched

    def _identify(self, unit: str) -> set[str]:
        """Find out who is who among people of one surname; the units that must know of it."""
        found = {mention: p.key for p in self._persons(unit) for mention in p.mentions}
        return office_units(self._sources(unit).claims) | self._hold(unit, found)

    def _recognise(self, unit: str) -> set[str]:
        """Find out which quotations are one statement; the units that must know of it."""
        said = statements(self._sources(unit), self.same)
        several = (statement.quotations for statement in said if len(statement.quotations) > 1)
        found = {quotation: group[0] for group in several for quotation in group}
        asking = self._hold(unit, found)
        return {u for u in asking if u.startswith(("request ", "intervention "))}

    def _hold(self, unit: str, found: Mapping[str, str]) -> set[str]:
        """Enter what people, or quotations, are; the units that need one that is another now."""
        before = self.ledger.same_in(unit)
        if before == found:
            return set()
        self.ledger.put_same(unit, found)
        for key in before:
            self.same.pop(key, None)
        self.same.update(found)
        changed = [key for key in {*before, *found} if before.get(key) != found.get(key)]
        return set().union(*(self.ledger.units_needing(k, _article(k)) for k in changed))

    def _sources(self, *units: str) -> Sources:
        return self.shelf.sources(key for unit in units for key in self.ledger.keys(unit))

    def _persons(self, unit: str) -> list[Person]:
        if unit not in self._people:
            self._people[unit] = identify(self._sources(unit))
        return self._people[unit]

    def _fuse(self, unit: str) -> None:
        """Make the facts of a unit."""
        kind, _, about = unit.partition(" ")
        units = [unit, *self._holders(unit)] if kind == "office" else [unit]
        sources = self._sources(*units)
        made = Facts(self.ledger.terms, sources, self._who(sources))
        if kind == "person":
            add_officials(self._persons(unit), made)
        elif kind == "office":
            people = (person for one in units[1:] for person in self._persons(one))
            _add_offices(about, sorted(people, key=lambda person: person.key), made)
        else:
            _MAKERS[kind](made, self._statements(sources))
        self.ledger.put(unit, made.triples)

    def _holders(self, unit: str) -> list[str]:
        """The units of the people who hold an office of a unit."""
        sources = self._sources(unit)
        claims = sources.of(Predicate.HOLDS_OFFICE)
        people = {c.subject for c in claims if c.subject and kind_of(c.subject) is Kind.PERSON}
        return sorted({person_unit(person, sources) for person in people})

    def _who(self, sources: Sources) -> dict[str, str]:
        """The officials among the people of these sources."""
        people = {*sources.names, *(claim.subject or "" for claim in sources.claims)}
        return {person: self.same[person] for person in people if person in self.same}

    def _statements(self, sources: Sources) -> list[Statement]:
        """Those of several quotations, as far as these sources have them."""
        groups: dict[str, list[str]] = {}
        for quotation in sources.quotations:
            groups.setdefault(self.same.get(quotation, quotation), []).append(quotation)
        return [Statement("", (one, *several), None) for one, several in groups.items()]


def _of(kind: str, units: Iterable[str]) -> list[str]:
    return sorted(unit for unit in units if unit.startswith(f"{kind} "))


def _article(key: str) -> str:
    """The key of the article that a mention or a quotation belongs to."""
    return f"article/{key.split('/')[1]}"


def _add_bodies(made: Facts, _said: Iterable[Statement]) -> None:
    """Memberships, rosters, counts and origins, and where they collide."""
    sources = made.sources
    listed, counted = rosters(sources), counts(sources)
    found = memberships(sources, listed)
    add_memberships(found, made)
    add_denials(sources, made)
    add_rosters(listed, made)
    add_counts(counted, made)
    add_origins(sources, made)
    for related in (
        *membership_relations(found),
        *between_claims(sources, listed),
        *between_counts(counted, listed),
    ):
        made.relate(related)


def _add_offices(body: str, people: Iterable[Person], made: Facts) -> None:
    held = tenures(people, made.sources, body)
    add_tenures(held, made)
    for related in between_tenures(held):
        made.relate(related)


def _add_meetings(made: Facts, _said: Iterable[Statement]) -> None:
    met = meetings(made.sources)
    add_meetings(met, made)
    for related in disputed_agendas(met, made.sources):
        made.relate(related)


_MAKERS = {
    "body": _add_bodies,
    "statement": lambda made, _: add_statements(statements(made.sources, made.who), made),
    "request": lambda made, said: add_requests(made.sources, said, made),
    "intervention": lambda made, said: add_interventions(made.sources, said, made),
    "treaty": lambda made, _: add_treaty_actions(made.sources, made),
    "meeting": _add_meetings,
}
