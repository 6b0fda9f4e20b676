"""The two streams: answers go to standard output, everything else to standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape

if TYPE_CHECKING:
    from comity.harvest import Progress

OUT = Console(highlight=False, soft_wrap=False)
ERR = Console(stderr=True, highlight=False)


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """A progress bar on standard error, where that is a terminal."""
    from rich.progress import Progress as Bar

    with Bar(console=ERR, transient=True, disable=not ERR.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def tell(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=f"{what} {escape(name)}")

        yield tell


def listing(lines: Sequence[Mapping[str, Any]], style: str, columns: Sequence[str] = ()) -> None:
    """Lines as JSON, or as CSV with `columns` first, where the lines do not tell."""
    write_json(lines) if style == "json" else write_csv(lines, columns)


def write_json(data: Any) -> None:
    """JSON on standard output."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def write_csv(lines: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> None:
    """CSV with a head line on standard output."""
    names = columns or (list(lines[0]) if lines else [])
    writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
    if names:
        writer.writeheader()
    writer.writerows(lines)
