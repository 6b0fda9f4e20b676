"""The formats of an export: what each is, what it leaves out, and who writes it.

What writes them is imported when it is needed: the command's help must not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any, cast

import yaml

from comity.dataset import Dataset
from comity.errors import ExportError
from comity.export.parts import Sink
from comity.export.shelf import Shelf
from comity.hints import did_you_mean, suggestions


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Args:
        name: what it is called on the command line.
        title: what it is, for people.
        writer: the class that writes it, `module:class` below `comity.export`.
        conforms: the IRI of the standard that it follows; empty where there is none.
        kept: what of the graph it carries.
        lost: what it has no place for; empty where nothing is lost.
    """

    name: str
    title: str
    writer: str
    conforms: str = ""
    kept: str = ""
    lost: str = ""

    def sink(self, data: Dataset, shelf: Shelf) -> Sink:
        """What writes it."""
        module, _, name = self.writer.partition(":")
        make = getattr(import_module(f"comity.export.{module}"), name)
        return cast(Callable[[Dataset, Shelf], Sink], make)(data, shelf)


@cache
def formats() -> tuple[Format, ...]:
    """All formats, in the order of their file."""
    text = files(__package__).joinpath("formats.yaml").read_text(encoding="utf-8")
    given: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return tuple(Format(name, **said) for name, said in given.items())


def chosen(names: tuple[str, ...]) -> tuple[Format, ...]:
    """The formats of these names, each once; all where none is named.

    Raises:
        ExportError: where there is no such format.
    """
    known = {form.name: form for form in formats()}
    for name in names:
        if name not in known:
            hint = did_you_mean(suggestions(name, list(known))) or f"known are {', '.join(known)}"
            raise ExportError(f"there is no format {name!r}", hint=hint)
    return tuple(form for name, form in known.items() if not names or name in names)
