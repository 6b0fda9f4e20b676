"""Tables: rows of named values, which a notebook shows and a data frame takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from comity import answers
from comity.answers import Cell
from comity.evidence import Evidence
from comity.questions import Understood
from comity.show.answers import answer_lines
from comity.show.passages import Numbered

if TYPE_CHECKING:
    import pandas
    import polars


@dataclass(frozen=True, slots=True)
class Nearby:
    """What is known nearby, where the answer itself says nothing.

    Args:
        says: a sentence, or two that belong together.
        facts: the IRIs of what it rests on; none where it says that no source says something.
        passages: the words that support and contradict it, by article and place.
    """

    says: str
    facts: tuple[str, ...]
    passages: tuple[Evidence, ...]


class Row(Mapping[str, Cell]):
    """A line of a table: its values by column, as keys and as attributes.

    Args:
        values: by column.
        facts: the IRIs of what it rests on.
        passages: the words that support and contradict it, by article and place.
    """

    __slots__ = ("_values", "facts", "passages")

    def __init__(
        self,
        values: Mapping[str, Cell],
        facts: tuple[str, ...] = (),
        passages: tuple[Evidence, ...] = (),
    ) -> None:
        self._values, self.facts, self.passages = dict(values), facts, passages

    def __getitem__(self, column: str) -> Cell:
        return self._values[column]

    def __getattr__(self, name: str) -> Cell:
        if name.startswith("_"):  # asked of a row that is being copied, before it has values
            raise AttributeError(name)
        try:
            return self._values[name]
        except KeyError:
            known = ", ".join(self._values)
            raise AttributeError(f"the row has no column {name!r}; it has: {known}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._values]

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{column}={value!r}' for column, value in self.items())})"


class Table(Sequence[Row]):
    """Rows that all have the same columns.

    Args:
        columns: in order.
        rows: in order; what a row lacks is None.
    """

    def __init__(self, columns: Sequence[str], rows: Iterable[Row]) -> None:
        self.columns = tuple(columns)
        self.rows = tuple(_whole(row, self.columns) for row in rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, place: int | slice) -> Row | tuple[Row, ...]:
        return self.rows[place]

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        from comity.knowledge.shown import text_of_table

        return text_of_table(self)

    def _repr_html_(self) -> str:
        from comity.knowledge.shown import html_of_table

        return html_of_table(self)

    def to_dicts(self) -> list[dict[str, Any]]:
        """A dictionary a row."""
        return [dict(row) for row in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame of pandas; whole numbers stay whole where some are missing.

        Raises:
            MissingPackageError: where pandas is not installed.
        """
        from comity.knowledge.frames import in_pandas

        return in_pandas(self.to_dicts(), self.columns)

    def to_polars(self) -> polars.DataFrame:
        """A data frame of Polars.

        Raises:
            MissingPackageError: where polars is not installed.
        """
        from comity.knowledge.frames import in_polars

        return in_polars(self.to_dicts(), self.columns)


class Answer(Table):
    """What a stored query found: rows, each with the passages that it rests on.

    A column that holds a thing, by its IRI, is followed by one with its name, `{column}_label`.

    Args:
        found: the answer as the engine gives it.
        understood: what a question in plain words was taken for; None of a stored query.
    """

    def __init__(self, found: answers.Answer, understood: Understood | None = None) -> None:
        self.found, self.understood = found, understood
        super().__init__(
            [
                name
                for column in found.columns
                for name in (column, f"{column}_label")
                if name == column or any(name in row.values for row in found.rows)
            ],
            (Row(row.values, row.facts, row.evidence) for row in found.rows),
        )

    @property
    def query(self) -> str:
        """The stored query that was asked."""
        return self.found.query

    @property
    def parameters(self) -> Mapping[str, Cell]:
        """The values that it was asked with."""
        return self.found.parameters

    @property
    def build(self) -> str:
        """The hash of the build that answered; empty of an endpoint that no build was pushed to."""
        return self.found.build

    @property
    def note(self) -> str:
        """Why there are no rows, or what was assumed; empty where there is nothing to say."""
        return self.found.note

    @property
    def nearby(self) -> tuple[Nearby, ...]:
        """What is known nearby, where there are no rows, or none that says anything."""
        return tuple(Nearby(one.says, one.facts, one.evidence) for one in self.found.nearby)

    @property
    def passages(self) -> tuple[Evidence, ...]:
        """The passages of all rows and of what is known nearby, each once, as they are numbered."""
        numbered = Numbered()
        for pieces in [told.passages for told in self.rows] + [one.passages for one in self.nearby]:
            numbered.marks(pieces)
        return tuple(passage.piece for _, passage in numbered)

    def to_json(self) -> dict[str, Any]:
        """All of it as plain data, as `comity ask --format json` writes it."""
        return self.found.to_json()

    def with_passages(self) -> Table:
        """A table with a line for each passage of each row, as `comity ask --format csv` has it."""
        lines = answer_lines(self.found)
        return Table(tuple(lines[0]) if lines else self.columns, map(Row, lines))

    def __repr__(self) -> str:
        from comity.knowledge.shown import text_of_answer

        return text_of_answer(self)

    def _repr_html_(self) -> str:
        from comity.knowledge.shown import html_of_answer

        return html_of_answer(self)


def _whole(row: Row, columns: Sequence[str]) -> Row:
    """The row with all columns, in their order."""
    return Row({name: row.get(name) for name in columns}, row.facts, row.passages)
