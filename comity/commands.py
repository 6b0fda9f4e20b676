"""What commands are made of: options in common, help in sections, errors as one line."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from comity.errors import ComityError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_Command = TypeVar("_Command", bound=Callable[..., Any])

DEFAULT_BUILD = "comity-build"
"""The folder that a build goes to, and that questions are asked of, if no other is named."""

FORMATS = ("table", "md", "json", "csv", "tsv")
"""How an answer can be printed."""

STATUSES = {
    0: "Done; an answer without rows too, with a note that says why.",
    1: "An error, told in one line.",
    2: "Called wrongly.",
    3: "The data does not conform to the shapes.",
    4: "Done, but some inputs were refused; they are named.",
    5: "Measured, but below what was asked for.",
    6: "Compared, and there are differences.",
    7: "Stopped half-way; the same command goes on.",
    130: "Interrupted from the keyboard.",
}
"""What the exit statuses mean, everywhere."""

SECTIONS = ("Start", "Ask", "Look closer", "Exchange", "Set up")
"""The headings under which the commands stand in the help."""

PATH = click.Path(path_type=Path)


class Command(click.Command):
    """A command that says, in its help, how it is used and how it can end.

    Args:
        examples: commands to try.
        section: the heading that it stands under.
        statuses: how it can exit, beside 0, 1, 2 and 130.
    """

    def __init__(
        self,
        *args: Any,
        examples: Sequence[str] = (),
        section: str = SECTIONS[-1],
        statuses: Sequence[int] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.examples, self.section = tuple(examples), section
        self.statuses = tuple(sorted({0, 1, 2, 130, *statuses}))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples and exit statuses, below the options."""
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{example}\n")
        _statuses(formatter, self.statuses)
        super().format_epilog(ctx, formatter)


class Commands(click.Group):
    """The commands by section; however one ends, it ends with a line and a status.

    Errors raised on purpose become one line; others are bugs and show their traceback.
    """

    command_class = Command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """See click; what shells need to complete words is loaded only when one asks."""
        if "_COMITY_COMPLETE" in os.environ:
            from comity import completion

            completion.register()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """See click."""
        from comity.show.cells import one_line
        from comity.show.console import prepare_streams, tell

        prepare_streams()
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except ComityError as error:
            tell(f"comity: {one_line(str(error))}", "red")
            if getattr(error, "report", ""):
                tell(error.report)  # type: ignore[attr-defined] # of errors that have one
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            _fall_silent()
            ctx.exit(141)  # as a program ends that its reader leaves: 128 + SIGPIPE
        except KeyboardInterrupt:
            tell("\ncomity: interrupted" if sys.stderr.isatty() else "comity: interrupted")
            ctx.exit(130)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """See click; an unknown command is answered with the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = self._meant(ctx, args[0])
            if not hint or hint in error.format_message():
                raise
            raise click.UsageError(f"No such command {args[0]!r}. {hint}", ctx) from error

    def _meant(self, ctx: click.Context, word: str) -> str:
        from comity.hints import did_you_mean, suggestions
        from comity.queries import stored_names

        if word in stored_names():
            return f"Did you mean comity ask {word}?"
        return did_you_mean(suggestions(word, self.list_commands(ctx))).capitalize()

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, each section under its heading."""
        for section in SECTIONS:
            rows = [
                (name, command.get_short_help_str(limit=200))
                for name, command in self.commands.items()
                if getattr(command, "section", SECTIONS[-1]) == section
            ]
            with formatter.section(section):
                formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The exit statuses, below the commands."""
        _statuses(formatter, tuple(STATUSES))
        super().format_epilog(ctx, formatter)


def _statuses(formatter: click.HelpFormatter, statuses: Sequence[int]) -> None:
    with formatter.section("Exit status"):
        formatter.write_dl([(str(status), STATUSES[status]) for status in statuses])


def _fall_silent() -> None:
    """Throw away what is still to be printed: nobody reads it."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # a stream that is no file
            os.dup2(devnull, stream.fileno())


def completed_by(name: str) -> Callable[..., list[CompletionItem[str]]]:
    """A function of `comity.completion`, loaded when a shell asks for it."""

    def complete(ctx: click.Context, _: click.Parameter, word: str) -> list[CompletionItem[str]]:
        from comity import completion

        items: list[CompletionItem[str]] = getattr(completion, name)(ctx, word)
        return items

    return complete


at_option = click.option(
    "--at",
    "where",
    default=DEFAULT_BUILD,
    show_default=True,
    metavar="FOLDER|URL",
    help="The build to ask, or the URL of a SPARQL endpoint that holds one.",
    shell_complete=completed_by("builds"),
)


def build_option(told: str) -> Callable[[_Command], _Command]:
    """The option that names a build, which can be nothing else; `told` is its help."""
    return click.option(
        "--at",
        "where",
        default=DEFAULT_BUILD,
        show_default=True,
        type=PATH,
        metavar="FOLDER",
        help=told,
        shell_complete=completed_by("builds"),
    )


format_option = click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="A table for people, Markdown for documents, or JSON, CSV or TSV for programs.",
)


def _processors() -> int:
    from comity.workers import cores  # which imports what most commands need not wait for

    return cores()


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=_processors,
    show_default="one a processor",
    help="How many processes may read.",
)
"""How many processes may read articles; few articles are read by one."""


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what is known of the articles, and of names, from outside the texts."""
    for option in (
        click.option(
            "--gazetteer", "names", multiple=True, type=PATH, help="YAML or Turtle: more names."
        ),
        click.option("--metadata", "listing", type=PATH, help="CSV: file, published, outlet, url."),
        click.option("--url", metavar="URL", help="Where they were published."),
        click.option("--outlet", metavar="NAME", help="Who published them."),
        click.option("--published", metavar="DATE", help="When they were published: 2024-03-28."),
    ):
        command = option(command)
    return command
