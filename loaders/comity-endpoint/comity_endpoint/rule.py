"""The rule: what the model finds in a document and the text bears out; the rest with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from comity.model import Abstention, Claim, Quotation, Span
from comity_endpoint.checking import (
    CLAIM,
    QUOTATION,
    Item,
    RefusedError,
    claim_of,
    passage_of,
    quotation_of,
)
from comity_endpoint.client import answer, settings
from comity_loaders.document import Document

Finding = Claim | Quotation | Abstention
_Check = Callable[[Item, Document, float], Claim | Quotation]

_LISTS: dict[str, tuple[str, _Check]] = {
    "claims": (CLAIM, claim_of),
    "quotations": (QUOTATION, quotation_of),
}


def find(document: Document) -> Iterator[Finding]:
    """What the endpoint of the environment finds; nothing where it names none.

    Raises:
        EndpointError: where the endpoint cannot be asked, or answers no JSON.
    """
    asked = settings()
    if asked and document.sentences:
        found = answer(document.article.text, asked)
        for name in _LISTS:
            yield from _checked(found, name, document, asked.confidence)


def _checked(found: object, name: str, document: Document, confidence: float) -> Iterator[Finding]:
    rule, check = _LISTS[name]
    items = found.get(name, []) if isinstance(found, dict) else None
    if not isinstance(items, list):
        yield _refused(document, None, rule, f"the model's answer has no list of {name}")
        return
    for item in items:
        try:
            if not isinstance(item, dict):
                raise RefusedError("it is no object")
            yield check(item, document, confidence)
        except RefusedError as refusal:
            reason = f"the model's {name[:-1]} is refused: {refusal}"
            yield _refused(document, item, rule, reason)


def _refused(document: Document, item: object, rule: str, reason: str) -> Abstention:
    """An abstention, beside the words that were meant, or else at the first sentence."""
    place: Span = document.sentences[0].span
    if isinstance(item, dict):
        with suppress(RefusedError):
            place = passage_of(item, document)
    return Abstention(place, reason, rule)
