"""The picture of the ontology's classes, drawn from the ontology: three strata, a tree in each.

What is drawn is in the ontology; only which relations between the strata are worth an arrow, and in
which order the trees stand, is chosen here. The same ontology gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from rdflib import OWL, RDFS, Graph, URIRef
from rdflib.term import Node

COMITY = "https://w3id.org/comity/ns#"
STRATA = {
    "source": ("Source", "what each article says"),
    "fact": ("Fact", "what rules derive from it"),
    "reference": ("Reference", "what both name"),
}
WIDTHS = {"source": 196, "fact": 292, "reference": 196}
ARROWS = (
    ("Fact", "supportedBy", "Claim"),
    ("Statement", "rendering", "Quotation"),
    ("Official", "identifies", "Mention"),
    ("ClaimRelation", "relates", "Claim"),
    ("Membership", "member", "Actor"),
    ("Membership", "body", "Body"),
    ("TreatyAction", "treaty", "Treaty"),
)
"""Property arrows between the strata: those that one must know to find one's way."""

ROW, BOX, INDENT, TOP, GAP = 34, 24, 22, 84, 96
STYLE = """
    text { font-family: system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; \
font-size: 14px; fill: #1f2937; }
    .ground { fill: #ffffff; stroke: #d7dde6; }
    .band { stroke-width: 1.5; }
    .source { fill: #eaf2fb; stroke: #8fb6dc; }
    .fact { fill: #fdf1da; stroke: #dcae4e; }
    .reference { fill: #e8f4ea; stroke: #86bb8e; }
    .box { fill: #ffffff; stroke: #c3cad5; stroke-width: 1.2; }
    .name { font-weight: 700; font-size: 19px; }
    .says { fill: #4b5563; }
    .tree { stroke: #9aa5b5; stroke-width: 1.3; fill: none; }
    .line { stroke: #5b6678; stroke-width: 1.5; fill: none; }
    .tip { fill: #5b6678; }
    .label { font-size: 12.5px; fill: #3f4858; font-style: italic; paint-order: stroke; \
stroke: #ffffff; stroke-width: 4px; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6eaf0; }
      .ground { fill: #161b22; stroke: #38414e; }
      .source { fill: #14263a; stroke: #3d6a97; }
      .fact { fill: #32260e; stroke: #8f6d25; }
      .reference { fill: #142a19; stroke: #3f7a49; }
      .box { fill: #1d2430; stroke: #4a5568; }
      .says { fill: #b6c0cd; }
      .tree { stroke: #6b778a; }
      .line { stroke: #a3aebd; }
      .tip { fill: #a3aebd; }
      .label { fill: #c6ced9; stroke: #161b22; }
    }
"""


@dataclass(frozen=True, slots=True)
class Box:
    """A class in its place: one row of one stratum's tree.

    Attributes:
        name: the class's local name.
        stratum: its key in `STRATA`.
        depth: how far below a root of its tree.
        x: the left edge, in pixels.
        y: the middle, in pixels.
    """

    name: str
    stratum: str
    depth: int
    x: float
    y: float

    @property
    def width(self) -> float:
        """How wide the box is drawn, by the length of the name."""
        return 24 + 8.0 * len(self.name)

    @property
    def right(self) -> float:
        """The right edge, in pixels."""
        return self.x + self.width


def picture(ontology: Graph, strata: dict[str, list[str]]) -> str:
    """The picture as SVG.

    Args:
        ontology: the ontology's graph.
        strata: the local names of the classes of each stratum, in the order of the ontology.
    """
    boxes = {box.name: box for box in _layout(ontology, strata)}
    rows = max(len(names) for names in strata.values())
    size = _left("reference") + WIDTHS["reference"] + 20, TOP + rows * ROW + 30
    parts = [*_frame(*size), *_bands(size[1]), *_trees(boxes, ontology)]
    return "\n".join([*parts, *_arrows(boxes, ontology), *_boxes(boxes.values()), "</svg>", ""])


def _left(stratum: str) -> float:
    """The left edge of a stratum's column."""
    before = [*STRATA][: [*STRATA].index(stratum)]
    return 20 + sum(WIDTHS[one] + GAP for one in before)


def _layout(ontology: Graph, strata: dict[str, list[str]]) -> Iterator[Box]:
    for stratum, names in strata.items():
        x = _left(stratum) + 20
        for row, (name, depth) in enumerate(_tree(ontology, names)):
            yield Box(name, stratum, depth, x + depth * INDENT, TOP + (row + 0.5) * ROW)


def _tree(ontology: Graph, names: list[str]) -> Iterator[tuple[str, int]]:
    """The classes as a tree read from the top: each after its first parent, with its depth."""

    def below(name: str, depth: int) -> Iterator[tuple[str, int]]:
        yield name, depth
        for child in names:
            if _first_parent(ontology, child, names) == name:
                yield from below(child, depth + 1)

    for name in names:
        if _first_parent(ontology, name, names) is None:
            yield from below(name, 0)


def _first_parent(ontology: Graph, name: str, names: list[str]) -> str | None:
    parents = [parent for parent in _parents(ontology, name) if parent in names]
    return min(parents, key=names.index, default=None)


def _parents(ontology: Graph, name: str) -> list[str]:
    """The superclasses that are comity's, by local name."""
    found = ontology.objects(URIRef(COMITY + name), RDFS.subClassOf)
    return sorted(str(p).removeprefix(COMITY) for p in found if str(p).startswith(COMITY))


def _frame(width: float, height: float) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" aria-labelledby="title desc">'
    )
    yield '  <title id="title">The classes of comity</title>'
    yield (
        '  <desc id="desc">Three columns of classes, source, fact and reference, each as a tree of '
        "subclasses, with the properties that lead from one column to another.</desc>"
    )
    yield f"  <style>{STYLE}  </style>"
    yield (
        '  <defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" '
        'markerHeight="7" orient="auto"><path class="tip" d="M0 0 10 5 0 10z"/></marker></defs>'
    )
    yield (
        f'  <rect class="ground" x="1" y="1" width="{width - 2:g}" height="{height - 2:g}" '
        'rx="16"/>'
    )


def _bands(height: float) -> Iterator[str]:
    for stratum, (name, says) in STRATA.items():
        x = _left(stratum)
        yield (
            f'  <rect class="band {stratum}" x="{x}" y="16" width="{WIDTHS[stratum]}" '
            f'height="{height - 32:g}" rx="14"/>'
        )
        yield f'  <text class="name" x="{x + 20}" y="48">{name}</text>'
        yield f'  <text class="says" x="{x + 20}" y="70">{says}</text>'


def _boxes(boxes: Iterable[Box]) -> Iterator[str]:
    for box in boxes:
        yield (
            f'  <rect class="box" x="{box.x:g}" y="{box.y - BOX / 2:g}" width="{box.width:g}" '
            f'height="{BOX}" rx="6"/>'
        )
        yield f'  <text x="{box.x + 11:g}" y="{box.y + 5:g}">{escape(box.name)}</text>'


def _trees(boxes: dict[str, Box], ontology: Graph) -> Iterator[str]:
    """From each class a line up to its parents of the same stratum; to a second one, outside."""
    for box in boxes.values():
        first = _first_parent(ontology, box.name, [*boxes])
        for parent in _parents(ontology, box.name):
            above = boxes.get(parent)
            if above and above.stratum == box.stratum:
                x, y = (above.x + 10, above.y + BOX / 2) if parent == first else (above.x, above.y)
                out = "" if parent == first else f"H{above.x - 9:g}"
                yield f'  <path class="tree" d="M{x:g} {y:g}{out}V{box.y:g}H{box.x:g}"/>'


def _arrows(boxes: dict[str, Box], ontology: Graph) -> Iterator[str]:
    for source, verb, target in ARROWS:
        if not _holds(ontology, source, verb, target):
            raise ValueError(f"the ontology has no {source} {verb} {target} to draw")
        start, end = boxes[source], boxes[target]
        left = start.x > end.x
        x1, x2 = (start.x, end.right + 4) if left else (start.right + 4, end.x)
        bend = (x1 + x2) / 2
        yield (
            f'  <path class="line" marker-end="url(#arrow)" d="M{x1:g} {start.y:g}'
            f'C{bend:g} {start.y:g} {bend:g} {end.y:g} {x2:g} {end.y:g}"/>'
        )
        x, y = _quarter(x1, bend, bend, x2), _quarter(start.y, start.y, end.y, end.y) - 5
        yield f'  <text class="label" text-anchor="middle" x="{x:.0f}" y="{y:.0f}">{verb}</text>'


def _quarter(start: float, bend_out: float, bend_in: float, end: float) -> float:
    """Where a cubic curve is after a quarter of its way, in one direction."""
    return 0.4219 * start + 0.4219 * bend_out + 0.1406 * bend_in + 0.0156 * end


def _holds(ontology: Graph, source: str, verb: str, target: str) -> bool:
    """Whether domain and range, or a restriction, allow the arrow."""
    node, prop = URIRef(COMITY + source), URIRef(COMITY + verb)
    ranges: set[Node] = set(ontology.objects(prop, RDFS.range))
    for restriction in ontology.objects(node, RDFS.subClassOf):
        if (restriction, OWL.onProperty, prop) in ontology:
            ranges |= set(ontology.objects(restriction, OWL.allValuesFrom))
    above = set(ontology.transitive_objects(URIRef(COMITY + target), RDFS.subClassOf))
    return not ranges or bool(ranges & above)
