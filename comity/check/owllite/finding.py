"""What a rule reports, and the table of rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rdflib import Literal
from rdflib.term import Node

from .ontology import Ontology, Triple


@dataclass(frozen=True)
class Finding:
    """One reason why a graph is not OWL Lite.

    Attributes:
        rule: Name of the rule that is broken, such as `untyped`.
        section: Where the rule is stated, such as `Reference 8.3`.
        node: The term that breaks it.
        triple: The triple it breaks it in, where one triple shows it.
        message: What is wrong, in words.
    """

    rule: str
    section: str
    node: Node
    triple: Triple | None
    message: str

    def __str__(self) -> str:
        where = f" in {' '.join(map(shown, self.triple))}" if self.triple else ""
        return f"{self.rule} ({self.section}): {shown(self.node)}: {self.message}{where}"


@dataclass(frozen=True)
class Fault:
    """What a rule's function yields: a finding that does not know its rule's name yet."""

    node: Node
    message: str
    triple: Triple | None = None


@dataclass(frozen=True)
class Rule:
    """A rule of the specification: its name, its section and the function that applies it."""

    name: str
    section: str
    apply: Callable[[Ontology], Iterator[Fault]]

    def findings(self, ontology: Ontology) -> Iterator[Finding]:
        """Every place where `ontology` breaks this rule, each once."""
        for fault in dict.fromkeys(self.apply(ontology)):
            yield Finding(self.name, self.section, fault.node, fault.triple, fault.message)


def shown(node: Node) -> str:
    """A term as N-Triples writes it, long literals cut short."""
    text = node.n3() if hasattr(node, "n3") else str(node)
    return text if not isinstance(node, Literal) or len(text) <= 60 else text[:57] + "…"
