"""The quotations of a document, found once however many rules ask for them."""

from __future__ import annotations

from functools import lru_cache

from comity.model import Quotation
from comity_loaders.document import Document
from comity_loaders.rules import statement


def quotations(document: Document) -> tuple[Quotation, ...]:
    """What the rule of statements finds in a document."""
    return _found(_Key(document))


class _Key:
    """A document, as a key of the cache: by what it is and not by what is in it."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.document is self.document


@lru_cache(maxsize=2)
def _found(key: _Key) -> tuple[Quotation, ...]:
    return tuple(f for f in statement.find(key.document) if isinstance(f, Quotation))
