"""What came of a push, a pull and a proof, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.text import Text

from comity.exchange.profiles import profiles
from comity.exchange.proof import Comparison
from comity.exchange.pull import PullReport
from comity.exchange.push import PushReport
from comity.show.cells import json_safe
from comity.show.console import OUT, tell, write
from comity.show.tables import rows_out


def stores() -> None:
    """The profiles of stores that a target can name."""
    made = profiles().values()
    rows = [[p.name, p.label, p.proved or "not run here: from its documentation"] for p in made]
    rows_out(["profile", "store", "proved"], rows)


def pushed(report: PushReport, proof: Sequence[Comparison] | None, style: str) -> None:
    """What was sent, or, of a dry run, what would be; and how both answer, if they were asked."""
    if style == "json":
        asked = None if proof is None else [comparison.to_json() for comparison in proof]
        _json(report.to_json() if asked is None else {**report.to_json(), "proof": asked})
        return
    _sent(report)
    if proof is not None:
        _proved(proof)


def _sent(report: PushReport) -> None:
    plan, would = report.plan, "would be " if report.dry else ""
    if report.dry:
        rows = [[s.why.value, s.graph.file, str(s.graph.triples), str(s.there)] for s in plan.send]
        if rows:
            rows_out(["why", "graph", "triples", "there now"], rows)
    _line(
        f"{_graphs(len(plan.send))} {would}sent ({plan.triples:,} triples), "
        f"{len(plan.same)} there already"
    )
    if report.pruned:
        _line(f"{_graphs(len(report.pruned))} {would}deleted")
    if report.left:
        tell(
            f"{_graphs(len(report.left))} that comity sent once stay, though the build has them no "
            "more; --prune deletes them",
            "yellow",
        )
    if not report.dry:
        _line(f"build {report.build[:12]} is in {report.target}")


def pulled(report: PullReport, style: str) -> None:
    """What was fetched."""
    if style == "json":
        _json(report.to_json())
        return
    _line(f"{_graphs(report.fetched)} fetched, {report.kept} there already")
    if report.rewritten:
        tell(
            f"{_graphs(len(report.rewritten))} say the same in another writing than was pushed",
            "yellow",
        )
    _line(f"build {report.build[:12]} is in {report.out}")


def _proved(found: Sequence[Comparison]) -> None:
    """Every stored query with its rows here, there, and in both."""
    rows = [[c.query, _given(c), str(c.here), _there(c), str(c.equal), _verdict(c)] for c in found]
    rows_out(["query", "asked with", "rows here", "rows there", "equal", "answer"], rows)
    counts = Counter(_verdict(comparison) for comparison in found)
    _line(", ".join(f"{number} {verdict}" for verdict, number in counts.most_common()))


def _verdict(comparison: Comparison) -> str:
    if comparison.there is None:
        return "an error"
    return "the same" if comparison.same else "different"


def _there(comparison: Comparison) -> str:
    return "" if comparison.there is None else str(comparison.there)


def _given(comparison: Comparison) -> str:
    return " ".join(f"{name}={value}" for name, value in comparison.given.items())


def _graphs(number: int) -> str:
    return "1 graph" if number == 1 else f"{number:,} graphs"


def _line(text: str) -> None:
    OUT.print(Text(text))


def _json(data: Any) -> None:
    write(json_safe(json.dumps(data, ensure_ascii=False, indent=2)) + "\n")
