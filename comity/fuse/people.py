"""People across articles: who is whom, and who is an official.

A wrong merge is worse than a missed one. Two local people are one only by their full names, and
only where no office speaks against it; a surname alone never identifies anybody.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from comity.fuse.clusters import unions
from comity.fuse.emit import Facts
from comity.fuse.records import ClaimRecord, Sources, kind_of
from comity.fuse.titles import title_of
from comity.model import Kind, OfficeStatus, Predicate, slug

HOLDING = {OfficeStatus.CURRENT, OfficeStatus.ACTING, OfficeStatus.FORMER, None}
"""How a claim must put it for the person to hold or have held the office."""

Name = tuple[str, ...]
Post = tuple[str, str]
"""A body or state, by its key, and the title in its one form."""


@dataclass(frozen=True, slots=True)
class Person:
    """One official, across articles.

    Args:
        key: the official's own.
        mentions: the local people who are this official, by their keys.
        name: the name to use.
        others: every other name given.
        claims: the claims by which they are an official, or have a name.
        denied: claims that deny an office.
    """

    key: str
    mentions: tuple[str, ...]
    name: str
    others: tuple[str, ...]
    claims: frozenset[str]
    denied: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Local:
    """A person of one article, or several found to be one."""

    keys: tuple[str, ...]
    name: Name
    posts: frozenset[Post] = frozenset()
    bodies: frozenset[str] = frozenset()

    @property
    def states(self) -> set[str]:
        return {body for body in self.bodies if kind_of(body) in {Kind.STATE, Kind.TERRITORY}}


def identify(sources: Sources) -> list[Person]:
    """The officials, in the order of their keys."""
    claims = _by_person(sources)
    locals_ = [_local(key, claims.get(key, ()), sources) for key in _people(sources, claims)]
    by_name: dict[Name, list[_Local]] = defaultdict(list)
    for person in locals_:
        by_name[person.name if len(person.name) > 1 else (*person.name, person.keys[0])].append(
            person
        )
    groups = [group for same in by_name.values() for group in _consistent(same)]
    officials = [group for group in _with_initials(groups) if group.posts]
    return _with_keys(officials, claims, sources)


def add_officials(people: Iterable[Person], facts: Facts) -> None:
    """A fact for each official."""
    for person in people:
        facts.add(
            person.key,
            "Official",
            "official/full-name",
            person.claims,
            person.denied,
            foaf_name=person.name,
            alsoNamed=person.others,
            identifies=[facts.terms.id(key) for key in person.mentions],
        )


def holds(claim: ClaimRecord) -> bool:
    """Whether the claim says that its subject holds or held an office."""
    return (
        claim.predicate is Predicate.HOLDS_OFFICE
        and claim.is_asserted
        and claim.status in HOLDING
        and bool(claim.object and claim.text)
    )


def posts_of(claim: ClaimRecord, sources: Sources) -> list[Post]:
    """The post that a claim says its subject holds or held; none where it says nothing such."""
    if not holds(claim) or claim.object is None or claim.text is None:
        return []
    return [(claim.object, title_of(claim.text, claim.object, sources))]


def name_parts(name: str) -> Name:
    """A name folded for comparison: lower case, no diacritics, no dots, no titles."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return tuple(plain.replace(".", " ").replace("-", " ").replace("’", "'").split())


def surname(name: str) -> str:
    """What people must share to be one: the last piece of the key that the name would give.

    So no two officials of different surnames can get one key.
    """
    return slug(name).rpartition("-")[2]


def _by_person(sources: Sources) -> dict[str, list[ClaimRecord]]:
    claims: dict[str, list[ClaimRecord]] = defaultdict(list)
    for claim in sources.of(Predicate.HOLDS_OFFICE, Predicate.NAMED):
        if claim.subject and kind_of(claim.subject) is Kind.PERSON:
            claims[claim.subject].append(claim)
    return claims


def _people(sources: Sources, claims: Mapping[str, Sequence[ClaimRecord]]) -> list[str]:
    return sorted({key for key in sources.names if kind_of(key) is Kind.PERSON} | set(claims))


def _local(key: str, claims: Iterable[ClaimRecord], sources: Sources) -> _Local:
    posts = frozenset(post for claim in claims for post in posts_of(claim, sources))
    bodies = frozenset(sources.root(body) for body, _ in posts)
    return _Local((key,), name_parts(sources.label(key)), posts, bodies)


def _consistent(same: Sequence[_Local]) -> list[_Local]:
    """People of one name, apart where they hold offices of different states.

    Who holds no office of a state goes with the only group there is, or with the only one that
    shares a body; otherwise nobody can say with whom.
    """
    by_state: dict[str, list[_Local]] = defaultdict(list)
    rest: list[_Local] = []
    for person in same:
        states = person.states
        if len(states) == 1:
            by_state[min(states)].append(person)
        else:
            rest.append(person)
    if not by_state:
        return [_merged(rest)]
    groups = [_merged(group) for _, group in sorted(by_state.items())]
    return _joined(groups, rest)


def _joined(groups: list[_Local], rest: Sequence[_Local]) -> list[_Local]:
    homes: dict[int, list[_Local]] = defaultdict(list)
    alone: list[_Local] = []
    for person in rest:
        fits = [i for i, group in enumerate(groups) if group.bodies & person.bodies]
        if len(groups) == 1 and len(person.states) < 2:
            fits = [0]
        if len(fits) == 1:
            homes[fits[0]].append(person)
        else:
            alone.append(person)
    return [_merged([group, *homes[i]]) for i, group in enumerate(groups)] + alone


def _merged(group: Sequence[_Local]) -> _Local:
    keys = tuple(sorted(key for person in group for key in person.keys))
    posts = frozenset(post for person in group for post in person.posts)
    bodies = frozenset(body for person in group for body in person.bodies)
    return _Local(keys, max((person.name for person in group), key=_fullness), posts, bodies)


def _fullness(name: Name) -> tuple[int, Name]:
    return sum(len(part) for part in name), name


def _with_initials(groups: Sequence[_Local]) -> list[_Local]:
    """Names with initials join the one fuller name of the same post that they can stand for."""
    by_post: dict[tuple[str, Post], list[_Local]] = defaultdict(list)
    for group in groups:
        for post in group.posts if len(group.name) > 1 else ():
            by_post[group.name[-1], post].append(group)
    fuller = [found for same in by_post.values() for found in _fuller(same)]
    choices: dict[str, set[str]] = defaultdict(set)
    for short, full in fuller:
        choices[short].add(full)
    pairs = [(short, *fulls) for short, fulls in choices.items() if len(fulls) == 1]
    by_key = {group.keys[0]: group for group in groups}
    chains = unions(((one, other) for one, other in pairs), by_key)
    return [_merged([by_key[key] for key in chain]) for chain in chains]


def _fuller(same: Sequence[_Local]) -> list[tuple[str, str]]:
    """Of people of one surname and post: who can stand for whom; none where two could."""
    by_given: dict[str, list[_Local]] = defaultdict(list)
    for person in same:
        for given in {person.name[0], person.name[0][0]}:
            by_given[given].append(person)
    return [
        (short.keys[0], full.keys[0])
        for short in same
        if len(short.name) == 2 or any(len(part) == 1 for part in short.name)
        for full in by_given[short.name[0]]
        if short is not full and _stands_for(short.name, full.name)
    ]


def _stands_for(short: Name, full: Name) -> bool:
    """Whether `short` is `full` with given names as initials or middle names left out."""
    if short == full or short[-1] != full[-1] or len(short) > len(full):
        return False
    given, fuller = short[:-1], full[:-1]
    if len(given) == len(fuller):
        pairs = zip(given, fuller, strict=True)
        return all(one == two or (len(one) == 1 and two[0] == one) for one, two in pairs)
    return len(given) == 1 and (given[0] == fuller[0] or given[0] == fuller[0][0])


def _with_keys(
    groups: Sequence[_Local], claims: Mapping[str, Sequence[ClaimRecord]], sources: Sources
) -> list[Person]:
    people = [_person(group, claims, sources) for group in groups]
    taken = Counter(person.key for person in people)
    named = [
        person if taken[person.key] == 1 else _apart(person, group)
        for person, group in zip(people, groups, strict=True)
    ]
    again = Counter(person.key for person in named)
    return sorted(
        (p if again[p.key] == 1 else _renamed(p, p.mentions[0]) for p in named),
        key=lambda person: person.key,
    )


def _apart(person: Person, group: _Local) -> Person:
    bodies = sorted(group.states or group.bodies)
    return _renamed(person, bodies[0])


def _renamed(person: Person, by: str) -> Person:
    tail = slug(by.replace("/", " "))
    return replace(person, key=f"{person.key}-{tail}")


def _person(group: _Local, claims: Mapping[str, Sequence[ClaimRecord]], sources: Sources) -> Person:
    mine = [claim for key in group.keys for claim in claims.get(key, ())]
    full = Counter(sources.label(key) for key in group.keys)
    name = min(full, key=lambda name: (-full[name], -len(name), name))
    also = {claim.text for claim in mine if claim.predicate is Predicate.NAMED and claim.text}
    return Person(
        f"person/{slug(name)}",
        group.keys,
        name,
        tuple(sorted((also | set(full)) - {name})),
        frozenset(c.key for c in mine if holds(c) or _names_them(c)),
        frozenset(c.key for c in mine if c.is_denied and c.predicate is Predicate.HOLDS_OFFICE),
    )


def _names_them(claim: ClaimRecord) -> bool:
    return claim.predicate is Predicate.NAMED and claim.is_asserted
