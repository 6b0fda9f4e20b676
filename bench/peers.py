"""`python -m bench.peers GOLD_DIR … --python PYTHON [--gendergap FOLDER]`: comity beside its peers.

What textacy and GenderGapTracker find on the same annotated articles, in the same run, by the same
measure. Neither resolves a speaker ("he", "the minister"), and textacy looks for direct quotations
only: so content is counted alone, too, and direct quotations alone, too.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from comity.evaluate import Evaluation, Figures, evaluate
from comity.evaluate.fitting import Item, Kind, Statements, is_ambiguous, same_content
from comity.evaluate.gold import Gold
from comity.evaluate.names import Names
from comity.evaluate.pairing import outcome
from comity.gazetteer import Gazetteer

SCRIPT = Path(__file__).with_name("peerquotes.py")
HEAD = ("statements", "counted", "extractor", "P", "R", "F1", "found", "false", "missed")

Findings = Mapping[str, list[Item]]
"""Statements found, by article."""


class Contents(Statements):
    """Statements whoever made them."""

    def fits(self, gold: Item, found: Item, _published: str | None, /) -> bool:
        return same_content(gold["content"], found.get("content"))


class Spoken(Statements):
    """Statements with their speakers; what counts neither way does so whoever is named."""

    def excuses(self, gold: Item, found: Item, _published: str | None, /) -> bool:
        return is_ambiguous(gold) and same_content(gold["content"], found.get("content"))


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--python", required=True, help="Python with textacy, spaCy, its model, pymongo.")
@click.option("--gendergap", help="GenderGapTracker's folder nlp/english.")
@click.option("--jobs", default=1, help="How many processes of comity's may read.")
def main(folders: tuple[Path, ...], python: str, gendergap: str | None, jobs: int) -> None:
    """Print how well comity and others find the statements of annotated articles."""
    for folder in folders:
        ours = evaluate([folder], lambda *_: None, jobs=jobs)
        texts = {
            a.gold.name: _unwrapped(a.reading.article.text) for a in ours.articles if a.reading
        }
        found = {"comity": _ours(ours), "textacy": _theirs(python, texts, "textacy")}
        if gendergap:
            found["GenderGapTracker"] = _theirs(python, texts, "gendergap", gendergap)
        print(f"\n{folder.name}, {len(texts)} articles\n")
        print(_line(HEAD), _line(["---"] * len(HEAD)), sep="\n")
        for row in _rows([article.gold for article in ours.articles], found):
            print(_line(row))


def _ours(found: Evaluation) -> Findings:
    """What comity found, right or wrong, and what counts neither way."""
    return {article.gold.name: list(article.found["statements"]) for article in found.articles}


def _theirs(python: str, texts: Mapping[str, str], tool: str, *folder: str) -> Findings:
    done = subprocess.run(
        [python, str(SCRIPT), tool, *folder],
        input=json.dumps(texts),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    findings: dict[str, list[Item]] = json.loads(done.stdout)
    return findings


def _unwrapped(text: str) -> str:
    """A text as these tools expect one: a paragraph a line, and plain quotation marks."""
    lines = [len(line) for line in text.splitlines() if line.strip()]
    if lines and statistics.quantiles([*lines, *lines], n=10)[-1] < 100:
        text = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    return re.sub(r"``|''|[“”]", '"', text)


def _rows(golds: Sequence[Gold], found: Mapping[str, Findings]) -> Iterator[Sequence[str]]:
    names = Names(Gazetteer.load())
    kinds: dict[str, Kind] = {"content": Contents(names), "and speaker": Spoken(names)}
    for which, annotated in (("all", golds), ("direct", list(map(_direct, golds)))):
        for counted, kind in kinds.items():
            for tool, findings in found.items():
                total = Figures()
                for gold in annotated:
                    total += outcome(kind, gold, findings.get(gold.name, [])).figures
                yield which, counted, tool, *_numbers(total)


def _direct(gold: Gold) -> Gold:
    """The annotation in which all that is not quoted directly counts neither way."""
    statements = [
        item if item.get("kind") == "direct" else {**item, "ambiguous": True}
        for item in gold.items["statements"]
    ]
    return replace(gold, items={**gold.items, "statements": statements})


def _numbers(figures: Figures) -> Iterator[str]:
    for share in (figures.precision, figures.recall, figures.f1):
        yield "" if share is None else f"{share:.3f}"
    yield from map(str, (figures.found, figures.false, figures.missed))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
