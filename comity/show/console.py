"""The two streams: answers go to standard output, everything else to standard error.

Where standard output is no terminal nothing is wrapped or coloured: a passage is one line that
`grep` finds. What the articles say reaches a terminal as pictures of its control characters.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn, TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.markup import escape
from rich.segment import Segment
from rich.text import Text

from comity.show.cells import visible

if TYPE_CHECKING:
    from comity.harvest import Progress

_UNWRAPPED = 100_000
"""The width of what has none: a file, a pipe."""


class _SafeConsole(Console):
    """A console that nothing printed can drive, and whose reader may stop reading."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """See rich: the pieces to print, here without control characters of their own."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=visible(segment.text))

    def on_broken_pipe(self) -> NoReturn:
        """Leave it to the command line how to end."""
        raise BrokenPipeError


def _width(stream: TextIO) -> int | None:
    """None, for rich to find out, of a terminal and where COLUMNS says it."""
    return None if stream.isatty() or os.environ.get("COLUMNS", "").isdigit() else _UNWRAPPED


OUT = _SafeConsole(highlight=False, soft_wrap=False, width=_width(sys.stdout))
ERR = _SafeConsole(stderr=True, highlight=False, width=None if sys.stderr.isatty() else _UNWRAPPED)


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """A progress bar on standard error, where that is a terminal."""
    from rich.progress import Progress as Bar

    with Bar(console=ERR, transient=True, disable=not ERR.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def tell(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=f"{what} {escape(name)}")

        yield tell


def tell(line: str, style: str = "") -> None:
    """One line on standard error."""
    ERR.print(Text(line, style))


def write(text: str) -> None:
    """What a program reads, on standard output, as it is; on a terminal only what can be shown."""
    sys.stdout.write(visible(text) if sys.stdout.isatty() else text)


def prepare_streams() -> None:
    """Let no character be an error: programs get UTF-8, a terminal what it can show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
