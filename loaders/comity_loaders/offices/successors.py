"""Offices told by succession of those whom a clause or a pronoun names: "He replaces Chad's X".

What verbs and pronouns tell is known only after the titles beside names; what succession tells by
titles alone is not told again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.model import Entity, Span
from comity_loaders.offices.bodies import Bodies
from comity_loaders.offices.coreference import resolve
from comity_loaders.offices.followers import Followers
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.offices.successions import Successions, person_before
from comity_loaders.people.people import People

_PRONOUN = re.compile(r"(?<![\w'-])(?P<word>[Hh]e|[Ss]he)(?:[ ]+\w+ly)?$")
# "He was followed by X": on the platform, as likely as in office.
_ON_STAGE = re.compile(r"[ ]+(?:was|were|is)[ ]+followed\b")


def successors(people: People, known: Sequence[OfficeMention]) -> Iterator[OfficeMention]:
    """The offices that succession tells, given those that names, titles and clauses tell."""
    told = {(k.person, k.title.lower(), k.body) for k in known}
    settled = {k.name for k in known if k.pattern == "succession"}
    found = Successions(people, known, lambda at: _subject(people, at)).find()
    fresh = [
        k
        for k in (*found, *Followers(people, known).find())
        if (k.person, k.title.lower(), k.body) not in told and (not k.name or k.name not in settled)
    ]
    filled = Bodies(people, [*known, *fresh]).resolved() if fresh else []
    yield from (k for k in filled if k.pattern == "succession" and k not in known)


def _subject(people: People, at: int) -> Entity | None:
    """Whose verb starts here: a pronoun's, or the one named before it in the sentence."""
    pronoun = _PRONOUN.search(people.document.text[max(at - 20, 0) : at])
    if pronoun is None or _ON_STAGE.match(people.document.text, at):
        return person_before(people, at)
    start = max(at - 20, 0) + pronoun.start()
    return resolve(people.document, Span(start, start + len(pronoun["word"])))
