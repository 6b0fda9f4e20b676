"""Where the data that comes with comity lies: the only module that knows.

In a wheel the folders are inside the package; in a checkout they stand beside it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from comity.errors import ComityError

_PACKAGE = Path(__file__).parent


def ontology() -> Path:
    """The folder of the ontology, its schemes, shapes and reference data."""
    return _folder("ontology")


def queries() -> Path:
    """The folder of the stored queries, one subfolder a topic."""
    return _folder("queries")


def examples() -> Path:
    """The folder of the sample articles that the demo builds."""
    return _folder("examples")


@cache
def _folder(name: str) -> Path:
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise ComityError(
        f"the folder {name}/ that comes with comity is missing",
        where=str(_PACKAGE),
        hint="install comity again",
    )
