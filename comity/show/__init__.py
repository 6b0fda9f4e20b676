"""What the command line prints: tables and colour for people, JSON and CSV for programs.

Each way of showing is imported when it is used: a question need not wait for what reports on a
comparison.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comity.show.answers import answer
    from comity.show.checks import outcome, save
    from comity.show.comparisons import comparison
    from comity.show.console import progress
    from comity.show.evaluations import evaluation, rules
    from comity.show.explanations import explanation
    from comity.show.listings import build_report, queries, query, solutions
    from comity.show.reviews import review
    from comity.show.routings import declined, routed

__all__ = [
    "answer",
    "build_report",
    "comparison",
    "declined",
    "evaluation",
    "explanation",
    "outcome",
    "progress",
    "queries",
    "query",
    "review",
    "routed",
    "rules",
    "save",
    "solutions",
]

_IN = {
    **dict.fromkeys(("outcome", "save"), "checks"),
    **dict.fromkeys(("declined", "routed"), "routings"),
    **dict.fromkeys(("evaluation", "rules"), "evaluations"),
    **dict.fromkeys(("build_report", "queries", "query", "solutions"), "listings"),
    "answer": "answers",
    "comparison": "comparisons",
    "explanation": "explanations",
    "progress": "console",
    "review": "reviews",
}


def __getattr__(name: str) -> Any:
    if name not in _IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_IN[name]}"), name)
