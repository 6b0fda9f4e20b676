"""Fusion: from what articles claim to facts, by rules that have names.

Facts are regenerable and never edited by hand: the same claims give the same facts, whatever the
order of articles. Each fact says which claims support and contradict it and which rule made it;
`docs/fusion.md` lists the rules.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from pyoxigraph import Store, Triple

from comity.fuse.emit import Facts
from comity.fuse.events import add_interventions, add_requests, add_treaty_actions
from comity.fuse.meetings import add_meetings, disputed_agendas, meetings
from comity.fuse.memberships import add_denials, add_memberships, memberships
from comity.fuse.memberships import relations as membership_relations
from comity.fuse.people import add_officials, identify
from comity.fuse.reader import read
from comity.fuse.records import Sources
from comity.fuse.relations import between_claims, between_counts, between_tenures
from comity.fuse.rosters import add_counts, add_origins, add_rosters, counts, rosters
from comity.fuse.statements import add_statements, statements
from comity.fuse.tenures import add_tenures, tenures
from comity.terms import Terms
from comity.turtle import in_order

__all__ = ["facts", "fuse"]


def facts(store: Store, terms: Terms) -> list[Triple]:
    """The facts that the articles of a store give, as triples, each once, in order.

    Args:
        store: with the graphs of the articles and the reference; facts in it are not read.
        terms: mints the IRIs.
    """
    with _uncollected():
        return fuse(read(store, terms), terms)


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


def fuse(sources: Sources, terms: Terms) -> list[Triple]:
    """The facts that claims and quotations give, as triples, each once, in order."""
    people = identify(sources)
    who = {mention: person.key for person in people for mention in person.mentions}
    made = Facts(terms, sources, who)
    add_officials(people, made)
    _add_bodies(sources, made)
    held = tenures(people, sources)
    add_tenures(held, made)
    said = statements(sources, who)
    add_statements(said, made)
    add_requests(sources, said, made)
    add_interventions(sources, said, made)
    add_treaty_actions(sources, made)
    met = meetings(sources)
    add_meetings(met, made)
    for related in (*between_tenures(held), *disputed_agendas(met, sources)):
        made.relate(related)
    return in_order(made.triples)


def _add_bodies(sources: Sources, made: Facts) -> None:
    """Memberships, rosters, counts and origins, and where they collide."""
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
