"""What the command line prints: tables and colour for people, JSON and CSV for programs."""

from comity.show.answers import answer
from comity.show.checks import outcome, save
from comity.show.comparisons import comparison
from comity.show.console import progress
from comity.show.evaluations import evaluation, rules
from comity.show.explanations import explanation
from comity.show.listings import build_report, queries, query, solutions
from comity.show.reviews import review

__all__ = [
    "answer",
    "build_report",
    "comparison",
    "evaluation",
    "explanation",
    "outcome",
    "progress",
    "queries",
    "query",
    "review",
    "rules",
    "save",
    "solutions",
]
