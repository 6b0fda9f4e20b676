"""Memberships that no rule reads, and a network trained on passages of our own does.

Where what runs the network is not installed, nothing is added.
"""

from __future__ import annotations

from collections.abc import Iterator

from comity.model import Claim
from comity_loaders.document import Document
from comity_loaders.learned import network
from comity_loaders.learned.claims import learned_claims
from comity_loaders.rules import membership


def find(document: Document) -> Iterator[Claim]:
    """The claims of membership that the network adds to those of the rules."""
    trained = network.load()
    if trained is None:
        return
    told = [f for f in document.once(membership.findings) if isinstance(f, Claim)]
    yield from learned_claims(document, trained, told)
