"""A stored query: what it asks, and its text bound to values.

Each parameter has one marked line in the body,

    VALUES ?body { <https://w3id.org/comity/id/org/csto> } # parameter

and binding replaces what stands between the braces with terms as the RDF library writes them,
nothing else. pyoxigraph's substitutions and rdflib's initial bindings do not override `VALUES`,
and an endpoint has neither, so the same text goes to every store.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Literal, NamedNode

from comity.errors import ParameterError
from comity.hints import did_you_mean, suggestions

Term = NamedNode | Literal
"""What a parameter can be bound to."""

_MARKED = re.compile(r"^(\s*VALUES\s+\?(\w+)\s*\{\s*)(.*?)(\s*\}\s*#\s*parameter\s*)$")
_ESCAPED_CODE_POINT = re.compile(r"(?<!\\)((?:\\\\)*)\\u([0-9A-Fa-f]{4})")
_LOOKS_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)+)([uU])")


class ParameterType(StrEnum):
    """What a parameter's value must be."""

    BODY = "body"  # an organisation or a treaty
    MEMBER = "member"  # a state, a territory or an organisation
    ENTITY = "entity"  # anything that has a name
    PERSON = "person"
    OFFICE = "office"
    ORGAN = "organ"
    MEETING = "meeting"
    DATE = "date"
    YEAR = "year"
    INTEGER = "integer"
    TEXT = "text"
    TOPIC = "topic"  # words to look for
    ARTICLE = "article"
    FACT = "fact"  # a fact, a claim or a quotation


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a stored query must or may be told.

    Args:
        name: the SPARQL variable, without its question mark.
        type: what its value must be.
        description: its meaning, for people.
        required: whether the query is not asked without it.
        default: what the file asks about as it stands, written as a user would; the engine never
            falls back to it.
        many: whether it takes several values.
        bound: which day of a partial date is meant, `earliest` or `latest`; empty where only a
            whole day will do.
    """

    name: str
    type: ParameterType
    description: str
    required: bool = False
    default: str | None = None
    many: bool = False
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A variable of the answer, and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What an answer says beside its rows.

    Args:
        say: a template: `{body}` is a parameter's value as people call it, and what stands in
            `[…]` is left out where a parameter named in it was not given; `[{body}|it]` then says
            what stands behind the bar.
        when: values of columns of a row that call for it; empty where every answer does.
    """

    say: str
    when: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """One question, as a file asks it.

    Args:
        name: `topic/question`, the file's place without its ending.
        text: the file.
        summary: the question in a line.
        description: what is asked and how the answer is to be read.
        tags: keywords.
        parameters: in the order of the file.
        columns: in the order of the answer.
        examples: wordings of the question.
        empty: the note of an answer without rows, a template as in `Remark`.
        remarks: the notes of an answer with rows.
        asked: the question with the values it is asked with, a template as in `Remark`.
    """

    name: str
    text: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    examples: tuple[str, ...]
    empty: str
    remarks: tuple[Remark, ...] = ()
    asked: str = ""

    @property
    def settings(self) -> str:
        """The names of its parameters, those in brackets that need not be given."""
        return " ".join(p.name if p.required else f"[{p.name}]" for p in self.parameters)

    @property
    def example(self) -> str:
        """A command that asks what the file asks as it stands."""
        asked = [p for p in self.parameters if p.required or p.default is not None]
        given = (f"{p.name}={p.default or p.name.upper()}" for p in asked)
        return shlex.join(["comity", "ask", self.name, *(w for g in given for w in ("--set", g))])

    def parameter(self, name: str) -> Parameter:
        """The parameter of this name.

        Raises:
            ParameterError: where the query has none.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = [parameter.name for parameter in self.parameters]
        hints = [did_you_mean(suggestions(name, known)), f"it has: {', '.join(known) or 'none'}"]
        raise ParameterError(
            f"the query {self.name} has no parameter {name!r}",
            hint=" ".join(hint for hint in hints if hint),
        )

    def bind(self, values: Mapping[str, Sequence[Term]]) -> str:
        """The query's text with these terms; the line of an absent one becomes a comment.

        Raises:
            ParameterError: where a name is unknown, a required parameter is absent, or one that
                takes a single value has several.
        """
        for name in values:
            self.parameter(name)
        self._check_given(values)
        lines = (self._bind_line(line, values) for line in self.text.splitlines())
        return "\n".join(lines) + "\n"

    def _bind_line(self, line: str, values: Mapping[str, Sequence[Term]]) -> str:
        marked = _MARKED.match(line)
        if not marked:
            return line
        parameter = self.parameter(marked[2])
        terms = values.get(parameter.name, ())
        self._check_count(parameter, len(terms))
        if not terms:  # the same as UNDEF, of which Virtuoso makes an answer without rows
            return f"# {line}"
        return marked[1] + " ".join(map(serialised, terms)) + marked[4]

    def _check_given(self, values: Mapping[str, Sequence[Term]]) -> None:
        missing = [p for p in self.parameters if p.required and not values.get(p.name)]
        if missing:
            names = " and ".join(repr(parameter.name) for parameter in missing)
            raise ParameterError(
                f"the query {self.name} needs a value for {names}", hint=f"as in: {self.example}"
            )

    def _check_count(self, parameter: Parameter, count: int) -> None:
        if count > 1 and not parameter.many:
            raise ParameterError(f"{parameter.name!r} of {self.name} takes one value")


def serialised(term: Term) -> str:
    r"""A term as SPARQL, as the RDF library writes it.

    SPARQL 1.1 (section 19.2) lets a parser replace `\u0022` before it reads the grammar, and rdflib
    does, without asking whether the backslash is itself escaped; it also takes up to eight digits.
    So a code point is written with all eight, and no letter u is left behind a backslash.
    """
    text = str(term)
    if isinstance(term, NamedNode):
        return text
    text = _ESCAPED_CODE_POINT.sub(r"\1\\U0000\2", text)
    return _LOOKS_ESCAPED.sub(lambda m: f"{m[1]}\\U{ord(m[2]):08X}", text)
