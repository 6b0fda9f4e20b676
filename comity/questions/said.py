"""What comes of a question: a stored query with its settings, or why there is none."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from comity.terms import Terms


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that can be answered.

    Args:
        query: the name of a stored query.
        settings: values by parameter, as a user writes them.
        restated: the question in plain words.
    """

    query: str
    settings: Mapping[str, str]
    restated: str

    def command(self, where: str = "") -> str:
        """The command that asks it.

        Args:
            where: the build or endpoint to ask, unless it is the one that is asked anyway.
        """
        given = [f"{name}={value}" for name, value in self.settings.items()]
        at = ["--at", where] if where else []
        return shlex.join(
            ["comity", "ask", self.query, *(w for g in given for w in ("--set", g)), *at]
        )

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return {"query": self.query, "settings": dict(self.settings), "restated": self.restated}


@dataclass(frozen=True, slots=True)
class Filled:
    """Words of the question, and the parameter that they set.

    Args:
        words: as the question has them; empty of what it takes for granted, such as today.
        parameter: the parameter's name.
        value: what the parameter is set to.
        is_id: whether that is the id of a thing.
    """

    words: str
    parameter: str
    value: str
    is_id: bool = False

    def to_json(self) -> dict[str, str]:
        """As plain data."""
        return {"words": self.words, "parameter": self.parameter, "value": self.value}


@dataclass(frozen=True, slots=True)
class Understood:
    """A question for which there is a stored query.

    Args:
        question: as it was asked.
        query: the name of the stored query.
        settings: values by parameter, as a user writes them: ids, EDTF dates, years, words.
        restated: the question as the stored query answers it.
        filled: which words set which parameter.
        remark: what the reader of the answer must know of the routing; mostly empty.
        alternatives: other questions that may have been meant.
    """

    question: str
    query: str
    settings: Mapping[str, str]
    restated: str
    filled: tuple[Filled, ...] = ()
    remark: str = ""
    alternatives: tuple[Suggestion, ...] = ()

    def given(self, terms: Terms) -> dict[str, str]:
        """The settings with whole IRIs in the place of ids: they need not be looked up again."""
        ids = {filled.parameter for filled in self.filled if filled.is_id}
        return {n: terms.id(v).value if n in ids else v for n, v in self.settings.items()}

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "question": self.question,
            "query": self.query,
            "settings": dict(self.settings),
            "restated": self.restated,
            "filled": [filled.to_json() for filled in self.filled],
            "remark": self.remark,
            "alternatives": [other.to_json() for other in self.alternatives],
        }


@dataclass(frozen=True, slots=True)
class Declined:
    """A question that no stored query is sure to answer.

    Args:
        question: as it was asked.
        why: a sentence without its full stop.
        suggestions: what can be answered instead, the nearest first; none where none is near.
    """

    question: str
    why: str
    suggestions: tuple[Suggestion, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "question": self.question,
            "declined": self.why,
            "suggestions": [suggestion.to_json() for suggestion in self.suggestions],
        }
