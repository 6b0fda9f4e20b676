"""What stored queries are asked with, to compare two stores: their files' values, the build's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from comity import lookups
from comity.errors import ComityError
from comity.store import Store
from comity.storedquery import Parameter, ParameterType, StoredQuery
from comity.terms import PREFIXES, Terms
from comity.values import CLASSES, Reader

Given = dict[str, str]
"""Values by parameter, as a user writes them."""

_MOST = """PREFIX comity: <{comity}>
SELECT ?thing (COUNT(*) AS ?n) {{
  VALUES ?class {{ {classes} }}
  ?thing a ?class . ?fact ?about ?thing . {fact}
}} GROUP BY ?thing ORDER BY DESC(?n) ?thing LIMIT 1"""
_FACT = """PREFIX comity: <{comity}>
SELECT ?thing {{ ?thing comity:supportedBy ?claim }} ORDER BY ?thing LIMIT 1"""


class Cases:
    """The values to ask stored queries with.

    Args:
        store: the build's own.
        data: the IRIs of the build.
    """

    def __init__(self, store: Store, data: Terms) -> None:
        self.store, self.data = store, data
        self._drawn: dict[ParameterType, str] = {}

    def of(self, query: StoredQuery) -> list[Given]:
        """Each set of values once: as the file stands, what it needs, what the build knows most of.

        Values that a file names and the build does not know are replaced by such that it does; a
        query is left out that asks after a kind of thing of which the build has none.
        """
        named = [p for p in query.parameters if p.default is not None]
        needed = [p for p in named if p.required]
        found = [
            self._given(named, self._known),
            self._given(needed, self._known),
            self._given(needed, self._common),
        ]
        cases = [given for given in found if given is not None]
        return [given for number, given in enumerate(cases) if given not in cases[:number]]

    def _given(
        self, parameters: Iterable[Parameter], value: Callable[[Parameter], str]
    ) -> Given | None:
        given = {parameter.name: value(parameter) for parameter in parameters}
        return given if all(given.values()) else None

    def _known(self, parameter: Parameter) -> str:
        """The value of the query's file, if the build knows it."""
        try:
            self._reader.read(parameter, parameter.default or "")
        except ComityError:
            return self._common(parameter)
        return parameter.default or ""

    def _common(self, parameter: Parameter) -> str:
        """What most facts of the build are about, of the kind that is asked for; or nothing."""
        kind = parameter.type
        if kind not in CLASSES and kind is not ParameterType.FACT:
            return parameter.default or ""
        if kind not in self._drawn:
            self._drawn[kind] = self._draw(kind)
        return self._drawn[kind]

    def _draw(self, kind: ParameterType) -> str:
        comity = PREFIXES["comity"]
        if kind is ParameterType.FACT:
            return self._first(_FACT.format(comity=comity))
        classes = " ".join(f"comity:{local}" for local in CLASSES[kind])
        for fact in (
            "?fact comity:supportedBy ?claim .",
            "",
        ):  # articles have no facts of their own
            if drawn := self._first(_MOST.format(comity=comity, classes=classes, fact=fact)):
                return drawn
        return ""

    def _first(self, sparql: str) -> str:
        rows = lookups.solutions(self.store, sparql)
        thing = lookups.node(rows[0], "thing") if rows else None
        return (self.data.key(thing) or thing.value) if thing else ""

    @cached_property
    def _reader(self) -> Reader:
        return Reader(lambda classes: lookups.names(self.store, classes), self.data)
