"""The demo: the sample articles that come with comity, built, and a few questions asked."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from comity import answers, resources
from comity.answers import Answer
from comity.build import BuildReport
from comity.build import build as build_articles
from comity.harvest import Progress


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the demo.

    Args:
        words: as a person asks it.
        query: the stored query that answers it.
        given: its parameters.
    """

    words: str
    query: str
    given: Mapping[str, str] = field(default_factory=dict)

    def command(self, out: Path) -> str:
        """The command that asks it."""
        settings = [w for name, value in self.given.items() for w in ("--set", f"{name}={value}")]
        command = shlex.join(["comity", "ask", self.query, *settings, "--at", str(out)])
        return f"{self.words}\n{command}"


QUESTIONS = (
    Question("Which states joined in 1993?", "joined-in", {"year": "1993"}),
    Question(
        "Was Armenia a member of the CSTO on 15 March 2024?",
        "status-on",
        {"member": "Armenia", "body": "CSTO", "date": "2024-03-15"},
    ),
    Question("What is known of Angola in OPEC?", "history", {"member": "Angola", "body": "OPEC"}),
    Question("What did officials deny?", "denied"),
)


def build(out: Path, progress: Progress) -> BuildReport:
    """The build of the sample articles."""
    return build_articles([resources.examples() / "articles"], out, progress=progress)


def ask(report: BuildReport, question: Question) -> Answer:
    """The answer to one question of the demo."""
    store = report.build.store()
    try:
        return answers.ask(
            store, question.query, question.given, data=report.build.terms, build=report.build.hash
        )
    finally:
        store.close()
