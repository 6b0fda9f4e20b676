"""What shows that a run of capitalised words is a person's name: what is said of its bearer.

A verb of saying beside it, a title or a verb of office behind it, a profession, somebody's
predecessor or successor, or that the language model has it act as people do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Tokens

from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.mentions import Use
from comity_loaders.people.namescan import Name, Scanner, listed
from comity_loaders.titles.officewords import (
    ACTS,
    AS_TITLE,
    BEFORE_NAME,
    CHOICE_OF,
    CHOSEN_AS,
    HEADS,
    LETTERED,
    OPENS,
    PROFESSION_WHO,
    PUT_INTO_OFFICE,
    SIGNED,
    TAKES_OVER,
    TO_OTHER,
    participle,
    person_is,
)
from comity_loaders.titles.starts import by_start
from comity_loaders.titles.titles import Title
from comity_loaders.titles.titlewords import OF_ONLY

_SAYING_BEHIND = re.compile(
    r",?[ ]+(?:(?:has|had|also|who|later|then|however)[ ]+)*,?(?P<verb>[a-z]+)\b"
)
IS_A = re.compile(
    r"(?:[ ]*\([^)\n]*\))*(?:,[ ][^.;\n]{0,60},)?[ ]+(?:is|was)[ ]+an?[ ]+(?:[a-z-]+[ ]+){0,2}"
)
"""What stands between a name and the nation of its bearer: "X (born 1950) is a former …"."""
OCCUPATION = re.compile(
    r"[ ]+(?:[a-z-]+,?[ ]+(?:and[ ]+)?){0,3}"
    rf"{any_of(wordlists.load('people.yaml')['occupations'])}\b"
)
"""What is said of somebody's profession, behind the nation."""


_NATION = re.compile(r"\b(?:[Tt]he|[Hh]is|[Hh]er)[ ]+(?P<nation>[A-Z][\w'-]+)[ ]+$")
_WHO = re.compile(r",[ ]+who[ ]+(?:(?:[a-z]+ly|also|now|once|later|then)[ ]+)?[a-z]+s\b")
"""What is told of one: "who heads", "who was"; a team's verbs are plurals."""
_ASIDE = re.compile(
    r",[ ]+(?:who|whose|[a-z]+ed|in office|aged)\b"
    r"|[ ]+(?:read|left|spoke|took|gave|went|came|sat|saw|made|sent|wrote|began|won|led|held)\b"
)


class Signs:
    """Tells, in one document, what shows a name to be a person's."""

    def __init__(self, document: Document, titles: Sequence[Title], scanner: Scanner) -> None:
        self.document, self.text, self.scanner = document, document.text, scanner
        self._title_starts = by_start(document.text, titles)

    def show(self, name: Name) -> bool:
        """Whether what stands around a name of two words or more shows whose it is."""
        speaks = self._speaks(name) and not self._is_tagged_otherwise(name)
        return (
            speaks
            or self._is_titled_behind(name)
            or self._is_other(name)
            or self._lives(name)
            or self._heads(name)
            or self._is_one_who(name)
            or self._has_nation(name)
        )

    def act(self, name: Name) -> bool:
        """Whether the model has a single word act as a person somewhere: a weapon does not."""
        words = name.span.of(self.text)
        same = [e for e in self.document.entities if e.text.removesuffix("'s") == words]
        people = [e for e in same if e.label_ == "PERSON"]
        if len(people) * 2 <= len(same) or any(_is_thing(e) for e in same):
            return False
        return any(t.dep_ in {"nsubj", "nsubjpass"} for e in people for t in e)

    def _is_tagged_otherwise(self, name: Name) -> bool:
        labels = {
            e.label_
            for e in self.document.entities
            if e.start_char <= name.span.start and name.span.end <= e.end_char
        }
        return bool(labels) and not labels & {"PERSON", "NORP", "GPE"}

    def _speaks(self, name: Name) -> bool:
        after = _SAYING_BEHIND.match(self.text, name.span.end)
        before = re.search(
            r"(?P<verb>[a-z]+)[ ]+$", self.text[max(name.span.start - 14, 0) : name.span.start]
        )
        return any(m is not None and m["verb"] in listed("saying") for m in (after, before))

    def _is_titled_behind(self, name: Name) -> bool:
        """Whether a title follows, as an apposition or behind a verb of office."""
        put = PUT_INTO_OFFICE.search(self.text, max(name.span.start - 40, 0), name.span.start)
        put = put or CHOICE_OF.search(self.text, max(name.span.start - 60, 0), name.span.start)
        behind = [OPENS, LETTERED, SIGNED, CHOSEN_AS, *self._verbs(put)]
        places = [(pattern, name.span.end) for pattern in behind]
        places += [(pattern, end) for end in self._origin(name) for pattern in self._verbs(put)]
        return any(self._is_title(pattern.match(self.text, end)) for pattern, end in places)

    @staticmethod
    def _verbs(put: re.Match[str] | None) -> list[re.Pattern[str]]:
        return [person_is(), participle(), *([AS_TITLE] if put else [])]

    def _is_title(self, match: re.Match[str] | None) -> bool:
        """Whether one person's title stands behind these words, and no other name behind that."""
        title = self._title_starts.get(match.end()) if match else None
        return bool(title and not title.plural and not self.has_name(title))

    def _origin(self, name: Name) -> Iterator[int]:
        """Where a sentence goes on behind where somebody is from: "X of Chad was elected head"."""
        of = OF_ONLY.match(self.text, name.span.end)
        state = self.scanner.mention_at(of.end()) if of else None
        if state and state.entity and state.use is Use.NAME:
            yield state.span.end

    def _heads(self, name: Name) -> bool:
        """Whether a body follows that somebody is said to head."""
        aside = PROFESSION_WHO.match(self.text, name.span.end)
        match = HEADS.match(self.text, aside.end() if aside else name.span.end)
        return match is not None and self.scanner.mention_at(match.end()) is not None

    def _is_one_who(self, name: Name) -> bool:
        """Whether "who" follows, where the model does not take all of it for something else."""
        follows = _WHO.match(self.text, name.span.end)
        return follows is not None and not self._is_tagged_otherwise(name)

    def _has_nation(self, name: Name) -> bool:
        """Whether a nation stands before it, and what its bearer does behind: "the Chadian X Y"."""
        before = _NATION.search(self.text, max(name.span.start - 40, 0), name.span.start)
        mention = self.scanner.mention_at(before.start("nation")) if before else None
        is_nation = mention is not None and mention.use is Use.DEMONYM
        acts = ACTS.match(self.text, name.span.end) or _ASIDE.match(self.text, name.span.end)
        return is_nation and acts is not None and not self._is_tagged_otherwise(name)

    def _lives(self, name: Name) -> bool:
        """Whether the text says of what profession it is: "X (born 1950) is a Malian lawyer"."""
        match = IS_A.match(self.text, name.span.end)
        mention = self.scanner.mention_at(match.end()) if match else None
        at = mention.span.end if mention else match.end() - 1 if match else 0
        return bool(match and OCCUPATION.match(self.text, at))

    def has_name(self, title: Title) -> bool:
        """Whether another name follows a title right away, whose it then is."""
        match = BEFORE_NAME.match(self.text, title.span.end)
        return (
            match is not None
            and "," not in match.group()
            and (self.scanner.name_at(match.end()) is not None)
        )

    def _is_other(self, name: Name) -> bool:
        """Whether it stands where a predecessor or successor is named."""
        if TO_OTHER.search(self.text[max(name.span.start - 50, 0) : name.span.start]):
            return True
        match = TAKES_OVER.match(self.text, name.span.end)
        return match is not None and self.scanner.name_at(match.end()) is not None


def _is_thing(entity: Tokens) -> bool:
    """Whether it stands as things do: "the Oreshnik", "Oreshnik missile"."""
    before = entity.doc[entity.start - 1].lower_ if entity.start else ""
    return before == "the" or entity.root.dep_ == "compound"
