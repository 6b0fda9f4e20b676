"""Numbers before the items of a list that runs on in a line: "1. Chad 2. Mali 3. Togo".

The items are a list as if commas stood between them, which is what this makes of them: text of
the same length, so that an offset stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_NUMBER = re.compile(r"(?<![^\s(:,;–—-])\(?(?P<n>\d{1,2})[.)] +(?=(?:the )?[A-Z])")
_ITEM = re.compile(
    r"(?:the )?[A-Z][\w'’-]*(?: (?:of|the|and|[A-Z][\w'’-]*)){0,4}\s*(?:[,;]?\s*(?:and )?)"
)
_JOINED = re.compile(r"[,;]\s*$|\band $")
_LEAST = 3
"""Fewer numbers in a line may be something else."""


def without_numbers(text: str) -> str:
    """A text with commas for the numbers in the lists that run on in a line."""
    return "".join(_of_line(line) for line in text.splitlines(keepends=True))


def _of_line(line: str) -> str:
    numbers = list(_NUMBER.finditer(line)) if ")" in line or "." in line else []
    for run in _runs(line, numbers):
        for number in reversed(run):
            before = line[: number.start()]
            joined = number is run[0] or _JOINED.search(before)
            before = before if joined else before[:-1] + ","
            line = before + " " * (number.end() - number.start()) + line[number.end() :]
    return line


def _runs(line: str, numbers: Iterable[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """The numbers that count from one, each with a name and no more before the next."""
    rest = list(numbers)
    while rest:
        run = [rest[0]]
        for number in rest[1:]:
            follows = int(number["n"]) == int(run[-1]["n"]) + 1
            if not follows or not _ITEM.fullmatch(line, run[-1].end(), number.start()):
                break
            run.append(number)
        if len(run) >= _LEAST and run[0]["n"] == "1":
            yield run
        rest = rest[len(run) :]
