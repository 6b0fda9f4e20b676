"""Constraints on one value as SPARQL expressions that are true where the value surely conforms.

What they leave open is left to pySHACL. An expression is exact where it is also false of each
value that does not conform; only such may stand under a negation. None of them is an error for any
term, so that `!` turns each round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from comity.check.literals import WRITTEN, Keeper
from comity.check.view import stored


class Unknown(Exception):  # noqa: N818  # no error: pySHACL is asked instead
    """A constraint that is not compiled."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a value must be.

    Args:
        text: a SPARQL expression.
        exact: whether it is true of all values that conform, and not only of some.
    """

    text: str
    exact: bool = True


TRUE, NOT_SURE = Condition("true"), Condition("false", exact=False)

_KINDS = {
    SH.IRI: "isIRI({v})",
    SH.BlankNode: "isBlank({v})",
    SH.Literal: "isLiteral({v})",
    SH.BlankNodeOrIRI: "!isLiteral({v})",
    SH.BlankNodeOrLiteral: "!isIRI({v})",
    SH.IRIOrLiteral: "!isBlank({v})",
}
_INTEGERS = ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
    "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort",
    "unsignedByte")  # fmt: skip
_EXACT_NUMBERS = [
    mark + str(XSD[name]) for name in (*_INTEGERS, "decimal") for mark in ("", WRITTEN)
]
_DOUBLES = [mark + str(XSD.double) for mark in ("", WRITTEN)]
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?$"
_SAME_EVERYWHERE = re.compile(r"(?:\\[.+*?()\[\]{}|/^$-]|\\d|[^\\()]|\((?!\?)|\))*")
"""Patterns that mean the same in Python and in Oxigraph."""

_OTHERWISE_IN_RUST = ("&&", "--", "~~", "{,")
_SAFE_INTEGER = 2**53
_COMPARED = {
    SH.minInclusive: ">=",
    SH.minExclusive: ">",
    SH.maxInclusive: "<=",
    SH.maxExclusive: "<",
}


class Conditions:
    """The constraints on single values of a shapes graph.

    Args:
        shapes: the shapes graph.
        hierarchy: `rdfs:subClassOf` of the data, from the lower to the higher class.
        keeper: what the store does to literals.
        present: the classes that the data has instances of.
    """

    def __init__(
        self,
        shapes: Graph,
        hierarchy: Iterable[tuple[Node, Node]],
        keeper: Keeper,
        present: Container[str],
    ) -> None:
        self.shapes, self._keeper, self._present = shapes, keeper, present
        self._hierarchy = list(hierarchy)
        self._makers: dict[URIRef, Callable[[Node, str], Condition]] = {
            SH.datatype: _datatype,
            SH.nodeKind: _node_kind,
            SH["class"]: self._of_class,
            SH.minLength: _length(">="),
            SH.maxLength: _length("<="),
            SH.languageIn: self._language_in,
            SH["in"]: self._one_of,
            **{name: _compared(mark) for name, mark in _COMPARED.items()},
        }

    @property
    def parameters(self) -> set[URIRef]:
        """What is understood here."""
        return {*self._makers, SH.pattern, SH.flags}

    def of(self, shape: Node, value: str) -> list[Condition]:
        """What a shape asks of the variable `value`."""
        found = [
            maker(parameter, value)
            for name, maker in self._makers.items()
            for parameter in self._parameters(shape, name)
        ]
        flagged = (shape, SH.flags, None) in self.shapes
        patterns = self.shapes.objects(shape, SH.pattern)
        return [*found, *(NOT_SURE if flagged else _pattern(one, value) for one in patterns)]

    def _parameters(self, shape: Node, name: URIRef) -> list[Node]:
        found = list(self.shapes.objects(shape, name))
        if len(found) > 1 and name not in (SH["class"],):
            raise Unknown(name)
        return found

    def classes(self, above: Node) -> list[Node]:
        """A class and all below it, of those that the data has instances of."""
        found, todo = [above], [above]
        while todo:
            high = todo.pop()
            below = [low for low, over in self._hierarchy if over == high and low not in found]
            found.extend(below)
            todo.extend(below)
        return [one for one in found if str(one) in self._present]

    def same(self, term: Node, value: str) -> str:
        """An expression: the variable is this term."""
        return f"sameTerm({value}, {self.term(term)})"

    def term(self, term: Node) -> str:
        """A term as SPARQL writes it, as the store keeps it."""
        if isinstance(term, BNode):
            raise Unknown(term)
        return str(stored(term, self._keeper))

    def _of_class(self, parameter: Node, value: str) -> Condition:
        tests = (
            f"EXISTS {{ {in_graph(f'{value} <{RDF.type}> {self.term(one)}')} }}"
            for one in self.classes(parameter)
        )
        return Condition(f"({' || '.join(tests) or 'false'})")

    def _one_of(self, parameter: Node, value: str) -> Condition:
        terms = list(self.shapes.items(parameter))
        if all(isinstance(term, URIRef) for term in terms):
            return Condition(f"{value} IN ({', '.join(map(self.term, terms))})")
        return Condition(f"({' || '.join(self.same(term, value) for term in terms) or 'false'})")

    def _language_in(self, parameter: Node, value: str) -> Condition:
        terms = list(self.shapes.items(parameter))
        if not all(isinstance(term, Literal) for term in terms):
            raise Unknown(parameter)
        wanted = ", ".join(str(ox.Literal(str(term).lower())) for term in terms)
        language = f"LCASE(LANG({value}))"
        if any(str(term) == "*" for term in terms):
            return _total(f"{language} != ''")
        first = f"STRBEFORE(CONCAT({language}, '-'), '-')"
        return _total(f"{language} != '' && ({language} IN ({wanted}) || {first} IN ({wanted}))")


def conjunction(conditions: Iterable[Condition]) -> Condition:
    """All of them."""
    found = list(conditions)
    text = " && ".join(f"({condition.text})" for condition in found) or "true"
    return Condition(text, all(condition.exact for condition in found))


def pair(low: str, high: str, mark: str) -> str:
    """An expression: two variables surely compare so; of numbers, of days, and of moments."""
    numbers = f"{_typed(low, _EXACT_NUMBERS)} && {_typed(high, _EXACT_NUMBERS)}"
    cast = f"<{XSD.decimal}>(STR({low})) {mark} <{XSD.decimal}>(STR({high}))"
    tests = [f"({numbers} && {cast})"]
    for datatype, form in ((XSD.date, _DAY), (XSD.dateTime, _MOMENT)):
        both = " && ".join(
            f"DATATYPE({v}) = <{datatype}> && REGEX(STR({v}), '{form}')" for v in (low, high)
        )
        tests.append(f"({both} && {low} {mark} {high})")
    return f"COALESCE({' || '.join(f'COALESCE({test}, false)' for test in tests)}, false)"


def _total(text: str) -> Condition:
    return Condition(f"COALESCE({text}, false)")


def _typed(value: str, datatypes: Iterable[str]) -> str:
    return f"DATATYPE({value}) IN ({', '.join(f'<{one}>' for one in datatypes)})"


def _datatype(parameter: Node, value: str) -> Condition:
    if parameter in (RDFS.Literal, RDFS.Datatype) or not isinstance(parameter, URIRef):
        raise Unknown(parameter)
    return _total(_typed(value, [str(parameter), WRITTEN + str(parameter)]))


def _node_kind(parameter: Node, value: str) -> Condition:
    if not isinstance(parameter, URIRef) or parameter not in _KINDS:
        raise Unknown(parameter)
    return Condition(_KINDS[parameter].format(v=value))


def _length(mark: str) -> Callable[[Node, str], Condition]:
    def made(parameter: Node, value: str) -> Condition:
        return Condition(f"!isBlank({value}) && STRLEN(STR({value})) {mark} {whole(parameter)}")

    return made


def whole(parameter: Node) -> int:
    """The number that a parameter is.

    Raises:
        Unknown: where it is none, which pySHACL tells in its own words.
    """
    if not (isinstance(parameter, Literal) and isinstance(parameter.value, int)):
        raise Unknown(parameter)
    return parameter.value


def _pattern(parameter: Node, value: str) -> Condition:
    text = str(parameter)
    differs = any(mark in text for mark in _OTHERWISE_IN_RUST)
    if differs or not text.isascii() or not _SAME_EVERYWHERE.fullmatch(text):
        return NOT_SURE
    # In Python's, $ also stands before a last line end.
    test = f"!isBlank({value}) && REGEX(STR({value}), {ox.Literal(text)})"
    return Condition(f"COALESCE({test}, false)", exact="$" not in text)


def _compared(mark: str) -> Callable[[Node, str], Condition]:
    def made(parameter: Node, value: str) -> Condition:
        if not isinstance(parameter, Literal):
            raise Unknown(parameter)
        tests = list(_comparisons(parameter, value, mark))
        if not tests:
            return NOT_SURE
        text = " || ".join(f"COALESCE({test}, false)" for test in tests)
        return Condition(f"({text})", exact=False)

    return made


def _comparisons(bound: Literal, value: str, mark: str) -> Iterable[str]:
    datatype = str(bound.datatype)
    if bound.ill_typed:
        return
    if datatype in _EXACT_NUMBERS:
        written = f'<{XSD.decimal}>(STR({value})) {mark} "{bound}"^^<{XSD.decimal}>'
        yield f"{_typed(value, _EXACT_NUMBERS)} && {written}"
        if isinstance(bound.value, int) and abs(bound.value) < _SAFE_INTEGER:
            yield _as_double(value, mark, str(bound))
    elif datatype == str(XSD.double):
        yield _as_double(value, mark, str(bound))
    for kind, form in ((XSD.date, _DAY), (XSD.dateTime, _MOMENT)):
        if bound.datatype == kind and re.match(form, str(bound)):
            fit = f"DATATYPE({value}) = <{kind}> && REGEX(STR({value}), '{form}')"
            yield f'{fit} && {value} {mark} "{bound}"^^<{kind}>'


def _as_double(value: str, mark: str, bound: str) -> str:
    cast = f"<{XSD.double}>(STR({value}))"
    return f'{_typed(value, _DOUBLES)} && {cast} {mark} "{bound}"^^<{XSD.double}>'


def in_graph(triple: str) -> str:
    """A triple's pattern, in the graph at hand."""
    return f"GRAPH ?g {{ {triple} }}"
