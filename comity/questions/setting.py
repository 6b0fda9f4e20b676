"""From a question's names and times to the settings of a stored query, and back to words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from comity.questions.names import Names, Thing
from comity.questions.parsing import Parsed, Slot, parse
from comity.questions.said import Filled, Suggestion
from comity.questions.templates import Template, Templates, templates, things
from comity.questions.times import Time
from comity.questions.words import Words
from comity.storedquery import ParameterType, StoredQuery
from comity.wording import worded


class SeveralError(Exception):
    """A name that means several things; the router asks back, and nobody else sees it."""

    def __init__(self, slot: Slot, meant: Sequence[Thing]) -> None:
        super().__init__(slot.words)
        self.slot, self.meant = slot, meant


@dataclass(frozen=True, slots=True)
class Asked:
    """A stored query with settings, and the words that they come from."""

    query: StoredQuery
    settings: Mapping[str, str]
    filled: tuple[Filled, ...]


@dataclass(frozen=True)
class Known:
    """What questions are understood by.

    Args:
        names: what a store knows.
        words: the vocabulary.
        queries: what can be asked.
    """

    names: Names
    words: Words
    queries: tuple[StoredQuery, ...] = field(repr=False)

    @cached_property
    def templates(self) -> Templates:
        """The wordings of all queries."""
        return templates(self.queries, self.names.with_examples(self.queries), self.words)

    @cached_property
    def by_query(self) -> Mapping[str, Sequence[Template]]:
        """The wordings of each query, by its name."""
        found: dict[str, list[Template]] = {query.name: [] for query in self.queries}
        for several in self.templates.values():
            for template in several:
                found[template.query.name].append(template)
        return found

    def fitting(self, parsed: Parsed) -> Sequence[Template]:
        """The wordings that mean the same words and have as many slots."""
        return self.templates.get((parsed.concepts, len(parsed.slots)), ())

    def readings(self, question: str, today: dt.date) -> Iterator[Parsed]:
        """A question taken apart: with the names of organs, then without."""
        for organs in (True, False):
            yield parse(question, self.names, self.words, today, organs=organs)

    def asked(
        self,
        query: StoredQuery,
        slots: Mapping[str, Slot],
        dated: Mapping[str, str],
        times: Iterable[Time] = (),
    ) -> Asked:
        """A query with the settings that some slots and times make.

        Raises:
            SeveralError: where a name means several things.
        """
        values = {name: self._value(query, name, slot) for name, slot in slots.items()}
        values.update(dated)
        said = [
            Filled(slot.words, name, values[name], is_id=_is_id(slot, values[name]))
            for name, slot in slots.items()
        ]
        words = " ".join(time.words for time in times)
        said += [Filled(words, name, value) for name, value in dated.items()]
        settings = {p.name: values[p.name] for p in query.parameters if p.name in values}
        return Asked(query, settings, tuple(said))

    def restated(self, query: StoredQuery, settings: Mapping[str, str]) -> str:
        """The question that a query answers with these settings."""
        labels = {name: self.names.label(value) for name, value in settings.items()}
        return worded(query.asked or query.summary, labels)

    def suggestion(self, asked: Asked) -> Suggestion:
        """A question to offer."""
        restated = self.restated(asked.query, asked.settings)
        return Suggestion(asked.query.name, asked.settings, restated)

    def _value(self, query: StoredQuery, name: str, slot: Slot) -> str:
        parameter = query.parameter(name)
        if parameter.type is ParameterType.TOPIC:
            return slot.words
        meant = things(slot, parameter)
        if len(meant) != 1:
            raise SeveralError(slot, meant)
        return meant[0].value


def _is_id(slot: Slot, value: str) -> bool:
    """Whether a value is an id, and neither words to look for nor an IRI from elsewhere."""
    return "://" not in value and any(thing.value == value for thing in slot.things)
