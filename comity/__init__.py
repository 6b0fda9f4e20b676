"""comity: a knowledge graph of international organisations that shows the words it rests on.

    import comity

    with comity.open("my-build") as kg:
        print(kg.ask("joined-in", year=1995))

What programs may rely on is told in docs/python.md. Nothing but the errors is loaded before it is
asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.errors import ComityError

if TYPE_CHECKING:
    from comity.knowledge import KnowledgeGraph

    __version__: str

__all__ = ["ComityError", "KnowledgeGraph", "__version__", "open"]


def open(where: str | Path = "comity-build") -> KnowledgeGraph:  # noqa: A001 # as gzip.open is called
    """The knowledge graph in a build's folder, or behind the URL of a SPARQL endpoint.

    Raises:
        BuildError: where the folder has no build.
        StoreError: where the store cannot be opened or reached.
    """
    from comity.knowledge import KnowledgeGraph

    return KnowledgeGraph(where)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("comity")
    if name == "KnowledgeGraph":
        from comity.knowledge import KnowledgeGraph

        return KnowledgeGraph
    raise AttributeError(f"module 'comity' has no attribute {name!r}")
