"""The review of a build: what is held, what was decided, and, if asked for, all that is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from comity.asking import opened
from comity.graph import quote_hash
from comity.index import Index
from comity.review import Line
from comity.review.decisions import Verdict
from comity.review.sifting import one_line, quotation_id
from comity.store import Solutions, Store

_CLAIMS = """
PREFIX comity: <https://w3id.org/comity/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT * {
  ?claim comity:rule ?rule ; comity:passage ?passage .
  OPTIONAL { ?passage oa:exact ?exact }
  OPTIONAL { ?passage comity:quoteHash ?hash }
  OPTIONAL { ?claim comity:confidence ?confidence }
  OPTIONAL { ?claim comity:content/oa:exact ?content }
  OPTIONAL { ?claim comity:content/comity:quoteHash ?contentHash }
  OPTIONAL { ?claim comity:cue ?cue }
  OPTIONAL { ?claim comity:subject|comity:speaker ?s . ?s rdfs:label|skos:prefLabel ?subject }
  OPTIONAL { ?claim comity:predicate/skos:notation ?predicate }
  OPTIONAL { ?claim comity:object ?o . ?o rdfs:label|skos:prefLabel ?object }
  OPTIONAL { ?claim comity:edtf ?edtf }
}
ORDER BY ?claim ?subject ?object
"""
_SAYS = ("subject", "predicate", "cue", "object", "edtf")


def review_lines(where: Path, *, everything: bool = False) -> list[Line]:
    """The lines of a build's review, by article.

    Args:
        where: the build's folder.
        everything: whether to list, too, what is in the build and nobody decided on.

    Raises:
        BuildError: where the folder has no build.
    """
    with opened(where) as target:
        reviews = Index.load(where).review
        lines = [line for _, lines in reviews.values() for line in lines]
        known = {(line.article, line.id, line.quote) for line in lines}
        others = _in_build(target.store) if everything else ()
        lines += [line for line in others if (line.article, line.id, line.quote) not in known]
    return sorted(lines, key=lambda line: (line.article, line.quote, line.id))


def _in_build(store: Store) -> Iterator[Line]:
    """A line for each claim and quotation of a store."""
    found = store.query(_CLAIMS)
    rows = found.rows if isinstance(found, Solutions) else ()
    seen = set[str]()
    for row in rows:
        cells = {name: str(getattr(term, "value", term)) for name, term in row.items()}
        if cells["claim"] not in seen:
            seen.add(cells["claim"])
            yield _line(cells)


def _line(cells: Mapping[str, str]) -> Line:
    kind, article, *rest = re.split(r"[/#]id/", cells["claim"])[-1].split("/")
    quote = one_line(cells["exact"]) if "exact" in cells else f"sha256:{cells['hash']}"
    content = cells.get("contentHash") or quote_hash(cells.get("content", ""))
    return Line(
        verdict=Verdict.OPEN,
        article=article[:-9],
        id=rest[-1] if kind == "claim" else quotation_id(content),
        quote=quote,
        says=" ".join(cells[name] for name in _SAYS if name in cells),
        confidence=float(cells["confidence"]) if "confidence" in cells else None,
        rule=cells["rule"],
    )
