"""Fusion: from what articles claim to facts, by rules that have names.

Facts are regenerable and never edited by hand: the same claims give the same facts, whatever the
order of articles. Each fact says which claims support and contradict it and which rule made it;
`docs/fusion.md` lists the rules.
"""

from __future__ import annotations

from pyoxigraph import Store, Triple

from comity.fuse.fusion import update
from comity.fuse.ledger import PREFIXES, Ledger
from comity.fuse.reader import Shelf, article_keys
from comity.terms import Terms
from comity.turtle import document, triples_of

__all__ = ["PREFIXES", "Ledger", "Shelf", "facts", "update"]


def facts(store: Store, terms: Terms) -> list[Triple]:
    """The facts that the articles of a store give, as triples, each once, in order.

    Args:
        store: with the graphs of the articles and the reference; facts in it are not read.
        terms: mints the IRIs.
    """
    ledger = Ledger(terms)
    update(ledger, Shelf(store, terms), dict.fromkeys(article_keys(store, terms), ""))
    return triples_of(document(ledger.paragraphs(), terms, PREFIXES))
