"""Reads annotated articles with the installed loaders and compares what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain, islice
from operator import add
from pathlib import Path

from comity.annotations import annotate
from comity.evaluate.figures import Figures
from comity.evaluate.fitting import Events, Item, Kind, Memberships, Offices, Statements
from comity.evaluate.gold import Gold, read_gold
from comity.evaluate.names import Names
from comity.evaluate.pairing import Outcome, outcome
from comity.gazetteer import Gazetteer
from comity.harvest import Progress
from comity.loading import Reader, Refusal, crashed
from comity.model import Metadata, Reading
from comity.plugins import Loader, find_loaders
from comity.sources import Source, find_sources
from comity.workers import Work

KINDS = ("memberships", "offices", "statements", "events")
"""The kinds whose counts make those of all."""
UNDATED = "memberships but for dates"
ALL = "all"


@dataclass(frozen=True, slots=True)
class ScoredArticle:
    """One annotated article, read.

    Args:
        gold: what a careful reader finds.
        reading: what was read; None where the article was refused.
        found: all findings, by kind.
        outcomes: what came of them, by kind.
    """

    gold: Gold
    reading: Reading | None
    found: dict[str, list[Item]]
    outcomes: dict[str, Outcome]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Annotated articles, read.

    Args:
        articles: folder by folder, by name.
        refusals: the articles that could not be read; all their items are missed.
    """

    articles: tuple[ScoredArticle, ...]
    refusals: tuple[Refusal, ...] = ()

    @property
    def figures(self) -> dict[str, Figures]:
        """The counts over all articles, by kind; of all kinds under `all`."""
        return totals([article.outcomes for article in self.articles])

    @property
    def rules(self) -> dict[str, Figures]:
        """How many findings of each rule were right and false, by its name."""
        counts: dict[str, Figures] = {}
        for result in (article.outcomes[kind] for article in self.articles for kind in KINDS):
            for items, one in ((result.right, Figures(right=1)), (result.false, Figures(false=1))):
                for item in items:
                    rule = str(item.get("rule", ""))
                    counts[rule] = counts.get(rule, Figures()) + one
        return dict(sorted(counts.items()))


def evaluate(
    folders: Iterable[Path],
    progress: Progress,
    *,
    only: str = "",
    names: Sequence[Path] = (),
    loaders: Sequence[Loader] | None = None,
    jobs: int = 1,
) -> Evaluation:
    """Read the annotated articles of folders and compare.

    Args:
        folders: with `NAME.json` and `NAME.txt`, or what `text_file` names.
        progress: told of each article.
        only: what the names of the articles wanted begin with.
        names: files of further names.
        loaders: those to use; the installed ones if not given.
        jobs: how many processes may read.

    Raises:
        GoldError: where there are no annotations, or they are broken.
        GazetteerError: where the reference data cannot be used.
    """
    used = find_loaders() if loaders is None else loaders
    golds = [gold for folder in folders for gold in read_gold(folder, used, only)]
    gazetteer = Gazetteer.load(*names)
    judge, reader = Judge(gazetteer), Reader(gazetteer, Metadata(), used)
    articles, refusals = list[ScoredArticle](), list[Refusal]()
    for gold, results in _read(golds, reader, used, jobs):
        progress(len(articles), len(golds), gold.name)
        refusals += [result for result in results if isinstance(result, Refusal)]
        articles.append(judge.read(gold, [r for r in results if isinstance(r, Reading)]))
    return Evaluation(tuple(articles), tuple(refusals))


class Judge:
    """Compares findings with gold annotations.

    Args:
        gazetteer: says which names mean the same, and the codes of states.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        names = Names(gazetteer)
        self.gazetteer = gazetteer
        self.kinds: dict[str, Kind] = {
            "memberships": Memberships(names),
            UNDATED: Memberships(names, dated=False),
            "offices": Offices(names),
            "statements": Statements(names),
            "events": Events(names),
        }

    def read(self, gold: Gold, readings: Sequence[Reading]) -> ScoredArticle:
        """Compare what was read of an article; of a file of several, all that was."""
        found: dict[str, list[Item]] = {kind: [] for kind in KINDS}
        for reading in readings:
            annotation = annotate(reading, self.gazetteer)
            for kind in KINDS:
                found[kind] += annotation[kind]
        first = readings[0] if readings else None
        return ScoredArticle(gold, first, found, self.outcomes(gold, found))

    def outcomes(self, gold: Gold, found: dict[str, list[Item]]) -> dict[str, Outcome]:
        """What comes of findings, by kind."""
        return {
            name: outcome(kind, gold, found.get(kind.field, []))
            for name, kind in self.kinds.items()
        }


def totals(outcomes: Sequence[dict[str, Outcome]]) -> dict[str, Figures]:
    """The counts over articles, by kind, and of all kinds."""
    figures = {
        kind: reduce(add, (one[kind].figures for one in outcomes), Figures())
        for kind in (*KINDS, UNDATED)
    }
    return figures | {ALL: reduce(add, (figures[kind] for kind in KINDS))}


def _read(
    golds: Sequence[Gold], reader: Reader, loaders: Sequence[Loader], jobs: int
) -> Iterator[tuple[Gold, list[Reading | Refusal]]]:
    """What is read of each article, told its outlet and day of publication, and nothing else."""
    found = [(gold, list(reader.found(_source(gold, loaders)))) for gold in golds]
    results = Work(reader.read, crashed).spread(chain.from_iterable(f for _, f in found), jobs)
    for gold, articles in found:
        yield gold, list(islice(results, len(articles)))


def _source(gold: Gold, loaders: Sequence[Loader]) -> Source:
    [source] = find_sources([gold.text], loaders)
    return replace(source, said=gold.given.or_else(source.said))
