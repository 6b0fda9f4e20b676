"""The table of rules, and the function that applies them all."""

from rdflib import Graph

from . import axioms, names, structures, transitivity
from .finding import Finding, Rule
from .ontology import Ontology

RULES: tuple[Rule, ...] = (
    Rule("forbidden-construct", "Reference 8.3", names.forbidden_construct),
    Rule("unknown-owl-term", "Reference B", names.unknown_owl_term),
    Rule("reserved-vocabulary", "Reference 8.2, S&AS 4.2", names.reserved_vocabulary),
    Rule("untyped", "Reference 8.2, S&AS 4.1", names.untyped),
    Rule("predicate", "S&AS 4.1", names.predicate),
    Rule("literal-datatype", "S&AS 2", names.literal_datatype),
    Rule("separation", "Reference 8.2", names.separation),
    Rule("auxiliary-type", "S&AS 4.1", names.auxiliary_type),
    Rule("data-property-characteristic", "Reference 8.2", names.data_property_characteristic),
    Rule("subclass", "Reference 8.3", axioms.subclass),
    Rule("equivalent-class", "Reference 8.3", axioms.equivalent_class),
    Rule("intersection", "S&AS 4.1", axioms.intersection),
    Rule("domain", "Reference 8.3", axioms.domain),
    Rule("range", "Reference 8.3", axioms.range_),
    Rule("property-hierarchy", "S&AS 2.3.1.3, Reference 7.1", axioms.property_hierarchy),
    Rule("inverse", "Reference 8.2", axioms.inverse),
    Rule("identity", "Reference 8.2", axioms.identity),
    Rule("type", "Reference 8.3", axioms.type_),
    Rule("fact", "S&AS 2.2", axioms.fact),
    Rule("ontology-property", "S&AS 4.1", axioms.ontology_property),
    Rule("annotation", "Reference 7.1", axioms.annotation),
    Rule("anonymous-class", "Reference 8.3", structures.anonymous_class),
    Rule("restriction", "Reference 8.2, S&AS 4.1", structures.restriction),
    Rule("restriction-parts", "S&AS 4.1", structures.restriction_parts),
    Rule("values-from", "Reference 8.3", structures.values_from),
    Rule("cardinality", "S&AS 2.3.1.2, 4.2", structures.cardinality),
    Rule("list", "S&AS 4.1", structures.list_),
    Rule("intersection-members", "Reference 8.3", structures.intersection_members),
    Rule("all-different", "S&AS 4.1", structures.all_different),
    Rule("blank-node-tree", "Reference 8.2, S&AS 4.1", structures.blank_node_tree),
    Rule("transitive-cardinality", "Reference 8.2", transitivity.transitive_cardinality),
)


def check(graph: Graph) -> list[Finding]:
    """Every reason why `graph` is not OWL 1 Lite; an empty list where it is.

    Args:
        graph: An ontology with its imports closure. It is not changed, and nothing is fetched.

    Returns:
        The findings, by rule in the order of `RULES`.
    """
    ontology = Ontology(graph)
    return [finding for rule in RULES for finding in rule.findings(ontology)]
