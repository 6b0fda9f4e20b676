"""Namespaces, and the one place that mints IRIs.

The vocabulary (`ns#…`) and its concepts (`concept/…`) have one fixed home: ontology, shapes and
stored queries name them. What is minted for data (`id/…`, `graph/…`) lies below a base of the
user's choice, so that two builds of different makers never share a name by accident.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urljoin

from pyoxigraph import NamedNode

from comity.errors import ParameterError
from comity.model import Entity, Span, slug

HOME = "https://w3id.org/comity/"
"""Where the vocabulary lives; also the base of data unless another is given."""

PREFIXES = {
    "comity": f"{HOME}ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes that every file and every query of ours uses."""


@lru_cache(maxsize=1024)
def name(prefix: str, local: str) -> NamedNode:
    """The IRI of `prefix:local`, for a prefix of `PREFIXES`."""
    return NamedNode(PREFIXES[prefix] + local)


@lru_cache(maxsize=1024)
def term(local: str) -> NamedNode:
    """A class or property of comity's own vocabulary."""
    return name("comity", local)


@lru_cache(maxsize=1024)
def concept(scheme: str, slug: str | StrEnum) -> NamedNode:
    """A concept of a scheme, such as `concept("predicate", Predicate.JOINED)`."""
    return NamedNode(f"{HOME}concept/{scheme}/{slug}")


TYPE = name("rdf", "type")


@dataclass(frozen=True, slots=True)
class Terms:
    """IRIs of data below one base.

    Args:
        base: an absolute http(s) IRI that ends in `/`, without query or dot segments.

    Raises:
        ParameterError: where the base is none.
    """

    base: str = HOME

    def __post_init__(self) -> None:
        try:
            below = NamedNode(f"{self.base}id/x").value
        except ValueError as error:
            raise _bad_base(self.base) from error
        if not self.base.startswith(("http://", "https://")) or below != urljoin(self.base, "id/x"):
            raise _bad_base(self.base)

    def id(self, path: str) -> NamedNode:
        """Anything below `id/`, such as `state/arm` or `membership/org/csto/state/arm`."""
        return NamedNode(f"{self.base}id/{path}")

    def key(self, node: NamedNode) -> str | None:
        """The path below `id/` that `id` made this IRI from; None of an IRI from elsewhere."""
        home = f"{self.base}id/"
        return node.value[len(home) :] if node.value.startswith(home) else None

    def article(self, article_id: str) -> NamedNode:
        """An article."""
        return self.id(f"article/{article_id}")

    def entity(self, entity: Entity, article_id: str) -> NamedNode:
        """What an entity of an article's reading stands for; a local one lies below the article."""
        if entity.local:
            return self.id(f"article/{article_id}/{entity.key}")
        return self.id(entity.key)

    def outlet(self, outlet: str) -> NamedNode:
        """An outlet, by its name."""
        return self.id(f"outlet/{slug(outlet)}")

    def passage(self, article_id: str, span: Span) -> NamedNode:
        """A passage of an article."""
        return self.id(f"passage/{_place(article_id, span)}")

    def quotation(self, article_id: str, content: Span) -> NamedNode:
        """A quotation, by the place of its content."""
        return self.id(f"quotation/{_place(article_id, content)}")

    def claim(self, article_id: str, span: Span, digest: str) -> NamedNode:
        """A claim, by the place of its passage and the hash of what it claims."""
        return self.id(f"claim/{_place(article_id, span)}/{digest}")

    def relay(self, article_id: str, content: Span, position: int) -> NamedNode:
        """A step of the chain of the quotation whose content lies at `content`."""
        return self.id(f"relay/{_place(article_id, content)}/{position}")

    def article_graph(self, article_id: str) -> NamedNode:
        """The named graph of what one article says."""
        return NamedNode(f"{self.base}graph/article/{article_id}")

    @property
    def facts_graph(self) -> NamedNode:
        """The named graph of the facts."""
        return NamedNode(f"{self.base}graph/facts")

    @property
    def reference_graph(self) -> NamedNode:
        """The named graph of states, organisations, treaties and schemes."""
        return NamedNode(f"{self.base}graph/reference")


def _place(article_id: str, span: Span) -> str:
    return f"{article_id}/{span.start}-{span.end}"


def _bad_base(base: str) -> ParameterError:
    return ParameterError(
        f"{base!r} cannot be the base of IRIs", hint="give an http(s) IRI that ends in /"
    )
