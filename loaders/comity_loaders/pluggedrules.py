"""Rules of other packages: plug-ins of the entry-point group `comity.rules`.

Each is a function as the modules of `comity_loaders.rules` have it, `find(document)`, and runs
beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint

from comity.errors import ComityError
from comity.plugins import rule_points
from comity_loaders.document import Document
from comity_loaders.rules import Finding, Rule


def plugged_rules() -> tuple[Rule, ...]:
    """The installed rules of others, by the names of their entry points.

    Raises:
        ComityError: where one cannot be imported.
    """
    return tuple(_named(point) for point in rule_points())


def plugged_names() -> str:
    """Where they come from, with versions, to be told in a build; empty where there are none."""
    distributions = [point.dist for point in rule_points() if point.dist]
    names = sorted({f"{one.name} {one.version}" for one in distributions})
    return "".join(f"; rules {name}" for name in names)


def _named(point: EntryPoint) -> Rule:
    """The rule, so that what fails in it is told by its name and not by ours."""
    try:
        rule: Rule = point.load()
    except Exception as error:  # a plug-in's import can fail in any way
        raise _fault(point, error) from error

    def find(document: Document) -> Iterator[Finding]:
        try:
            yield from rule(document)
        except Exception as error:  # and so can the plug-in
            raise _fault(point, error) from error

    return find


def _fault(point: EntryPoint, error: Exception) -> ComityError:
    return ComityError(
        f"the rule {point.name} failed: {type(error).__name__}: {error}",
        where=point.value,
        hint="mend or uninstall it",
    )
