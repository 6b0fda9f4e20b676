"""OWL 1 Lite, checked: `check(graph)` names every way in which a graph is not OWL Lite.

The rules are those of the W3C Recommendations of 10 February 2004, abbreviated here as

- *Reference*: OWL Web Ontology Language Reference, https://www.w3.org/TR/owl-ref/
- *S&AS*: OWL Semantics and Abstract Syntax, https://www.w3.org/TR/owl-semantics/

A graph is OWL Lite when it could be the result of mapping an ontology in OWL Lite's abstract
syntax (S&AS 2) to triples (S&AS 4). Nothing is inferred and nothing is fetched: the graph is
to hold the ontology together with whatever it imports (see `owllite.imports`).
"""

from .checker import RULES, check
from .finding import Finding
from .imports import closure

__all__ = ["RULES", "Finding", "check", "closure"]
