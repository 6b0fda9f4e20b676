"""Which source gave which articles last time, and by what recipe: so that only news is read.

The index lies with the store, not with the graphs: it depends on the machine (on every version
installed), and a build's other files must not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from comity import resources
from comity.gazetteer import Gazetteer
from comity.model import Metadata
from comity.plugins import Loader, code_digest, recipe
from comity.review import Line
from comity.terms import Terms

FILE = "store/sources.json"

Reviewed = tuple[str, tuple[Line, ...]]
"""A hash of decisions on an article, and the lines of its review."""


@dataclass(frozen=True, slots=True)
class Index:
    """What became of each source.

    Args:
        recipe: a hash of all that readings depend on beside the sources.
        sources: of each source's name, its digest and the graph files of its articles.
        ledger: the hash of what fusion has kept; empty where it has kept nothing.
        review: of each graph file the hash of the decisions that were heeded, and what is held.
    """

    recipe: str
    sources: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    ledger: str = ""
    review: dict[str, Reviewed] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path, recipe: str | None = None) -> Index:
        """The index of a build's folder; empty where there is none, or another recipe made it."""
        try:
            found = json.loads((folder / FILE).read_bytes())
            recipe = found["recipe"] if recipe is None else recipe
            sources = {
                name: (digest, tuple(files)) for name, (digest, files) in found["sources"].items()
            }
            review = {
                file: (decided, tuple(Line(**line) for line in lines))
                for file, (decided, lines) in found["review"].items()
            }
            same = found["recipe"] == recipe
            return cls(recipe, sources, str(found["ledger"]), review) if same else cls(recipe)
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return cls(recipe or "")  # without it all is read again, and nothing is lost

    def data(self) -> bytes:
        """The index as a file."""
        return json.dumps(asdict(self), indent=1).encode()

    def files(self, name: str, digest: str) -> tuple[str, ...] | None:
        """The graph files of a source, if it is the same as it was; None where it is not."""
        was, files = self.sources.get(name, ("", ()))
        return files if was == digest else None


def recipe_of(
    loaders: Sequence[Loader], gazetteer: Gazetteer, given: Metadata, terms: Terms, *options: object
) -> str:
    """A hash of the code, shapes, names, versions and options that graphs depend on."""
    parts = [recipe(loader) for loader in loaders]
    parts += [code_digest(resources.ontology()), gazetteer.digest]
    parts += [repr(given), terms.base, *map(str, options)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
