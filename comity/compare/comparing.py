"""Comparing what the news of a build says with a data set in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from comity import evidence
from comity.compare.matching import Pair, Verdict, pairs
from comity.compare.sides import Denial, Holding, sides
from comity.errors import UnknownNameError
from comity.evidence import Evidence
from comity.fuse import Shelf
from comity.fuse.moments import Moment
from comity.fuse.records import Sources
from comity.hints import did_you_mean, suggestions
from comity.lookups import labels
from comity.manifest import Graph
from comity.opened import Build, open_build
from comity.store import EmbeddedStore

MARK = "; data set "
"""Stands before the short name of a data set in what a manifest says of an article's reader."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says of a row.

    Args:
        status: member, party, observer and so on; of an office its title.
        since: when it began, as EDTF or as bounds; empty where nothing says.
        until: when it ended.
        attested: the first and the last day on which it is said to hold.
        evidence: the passages that say so.
    """

    status: str
    since: str = ""
    until: str = ""
    attested: str = ""
    evidence: tuple[Evidence, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The object of the JSON answer."""
        return {
            "status": self.status,
            "since": self.since or None,
            "until": self.until or None,
            "attested": self.attested or None,
            "evidence": [piece.to_json() for piece in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that one side says, or both.

    Args:
        verdict: how the two stand to one another.
        who: the member's or the official's name.
        body: the body's name.
        news: what the news says; None where it is silent.
        dataset: what the data set says; None where it is silent.
        differs: which dates cannot both be right: start, end, attested.
    """

    verdict: Verdict
    who: str
    body: str
    news: Said | None
    dataset: Said | None
    differs: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The object of the JSON answer."""
        return {
            "verdict": self.verdict.value,
            "who": self.who,
            "body": self.body,
            "differs": list(self.differs),
            "news": self.news and self.news.to_json(),
            "dataset": self.dataset and self.dataset.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """A build's news and a data set in it, side by side.

    Args:
        name: the data set's short name.
        build: the build's hash.
        counts: how many of each verdict there are in all, shown or not.
        rows: those that were asked for.
    """

    name: str
    build: str
    counts: dict[str, int]
    rows: tuple[Row, ...]

    def to_json(self) -> dict[str, Any]:
        """The object of the JSON answer."""
        return {
            "dataset": self.name,
            "build": self.build,
            "counts": self.counts,
            "rows": [row.to_json() for row in self.rows],
        }


def data_sets(build: Build) -> list[str]:
    """The short names of the data sets in a build."""
    return sorted({name for graph in build.manifest.graphs if (name := _data_set(graph))})


def compare(
    folder: Path, name: str, only: Sequence[str] = (), about: str = "", everything: bool = False
) -> Comparison:
    """Compare the news of a build with a data set in it.

    Args:
        folder: the build's.
        name: the data set's short name.
        only: the verdicts to show; all if none is given.
        about: a part of the name of a member, an official or a body; all if empty.
        everything: whether to show too what the data set alone says of bodies that the news never
            speaks of.

    Raises:
        BuildError: where there is no build.
        UnknownNameError: where it has no such data set.
    """
    build = open_build(folder)
    graphs = [graph for graph in build.manifest.graphs if graph.source]
    theirs = [_key(graph) for graph in graphs if _data_set(graph) == name]
    if not theirs:
        raise _unknown(name, build, folder)
    news = [_key(graph) for graph in graphs if not _data_set(graph)]
    store = build.store()
    try:
        shelf = Shelf(store.inner, build.terms)
        ours, others, sources = sides(shelf, news, theirs)
        found = list(pairs(ours, others))
        counts = Counter(pair.verdict.value for pair in found)
        shown = [
            pair
            for pair in found
            if (not only or pair.verdict in only)
            and (everything or pair.news or _body(pair) in ours.bodies)
            and _is_about(pair, about, sources)
        ]
        rows = tuple(_Shower(store, build, sources).rows(shown))
    finally:
        store.close()
    return Comparison(name, build.hash, {v.value: counts[v.value] for v in Verdict}, rows)


def _data_set(graph: Graph) -> str:
    return graph.reader.partition(MARK)[2] if graph.reader else ""


def _key(graph: Graph) -> str:
    return f"article/{Path(graph.file).stem}"


def _unknown(name: str, build: Build, folder: Path) -> UnknownNameError:
    names = data_sets(build)
    hint = f"there are {', '.join(names)}" if names else "build it with the data set's files"
    return UnknownNameError(
        f"no data set {name!r} is in the build",
        where=str(folder),
        hint=did_you_mean(suggestions(name, names)) or hint,
    )


def _of(pair: Pair) -> Holding | Denial:
    found = pair.news or pair.dataset
    assert found is not None  # noqa: S101 # a pair has a side
    return found


def _body(pair: Pair) -> str:
    return _of(pair).body


def _is_about(pair: Pair, words: str, sources: Sources) -> bool:
    one = _of(pair)
    names = (name for key in one.about for name in sources.called(key).labels)
    short = sources.short(one.body)
    folded = words.casefold()
    return any(folded in name.casefold() for name in (*names, short, *one.about))


class _Shower:
    """Makes rows of pairs: names instead of keys, passages instead of claims."""

    def __init__(self, store: EmbeddedStore, build: Build, sources: Sources) -> None:
        self.store, self.terms, self.sources = store, build.terms, sources
        self._evidence: dict[str, Evidence] = {}

    def rows(self, shown: Sequence[Pair]) -> Iterator[Row]:
        """The rows, in the order of verdict, body and name."""
        sided = [one for pair in shown for one in (pair.news, pair.dataset) if one]
        self._fetch(claim for one in sided for claim in _claims(one))
        made = [self._row(pair) for pair in shown]
        order = {verdict: number for number, verdict in enumerate(_ORDER)}
        yield from sorted(made, key=lambda row: (order[row.verdict], row.body, row.who))

    def _row(self, pair: Pair) -> Row:
        one = _of(pair)
        news = self._said(pair.news) if pair.news else None
        dataset = self._said(pair.dataset) if pair.dataset else None
        named = self.sources.label(one.who)
        return Row(pair.verdict, named, self.sources.short(one.body), news, dataset, pair.differs)

    def _said(self, one: Holding | Denial) -> Said:
        found = tuple(
            sorted(
                (self._evidence[key] for key in _claims(one) if key in self._evidence),
                key=lambda piece: (piece.article, piece.start, piece.end),
            )
        )
        if isinstance(one, Denial):
            return Said("not a member", attested=one.day.isoformat(), evidence=found)
        interval = one.interval
        days = sorted({interval.attested[0], interval.attested[-1]}) if interval.attested else []
        return Said(
            one.status,
            _shown(interval.start),
            "" if interval.end_presumed else _shown(interval.end),
            "/".join(day.isoformat() for day in days),
            found,
        )

    def _fetch(self, claims: Iterable[str]) -> None:
        """The passages of claims, all at once."""
        nodes = [self.terms.id(key) for key in dict.fromkeys(claims)]
        found = evidence.pieces(self.store, nodes)
        named = labels(
            self.store, (n for several in found.values() for p in several for n in p.named)
        )
        for node, several in found.items():
            self._evidence[_local(node, self.terms.base)] = several[0].shown(named)


_ORDER = (Verdict.DATE, Verdict.KIND, Verdict.AGREE, Verdict.NEWS_ONLY, Verdict.DATASET_ONLY)
"""What a reader looks for first."""


def _claims(one: Holding | Denial) -> Sequence[str]:
    return [one.claim] if isinstance(one, Denial) else sorted(one.interval.support)


def _local(node: NamedNode, base: str) -> str:
    return node.value.removeprefix(f"{base}id/")


def _shown(moment: Moment | None) -> str:
    """A date as EDTF, or as bounds where fusion moved one."""
    if moment is None:
        return ""
    if moment.edtf:
        return moment.edtf
    return "..".join(day.isoformat() if day else "" for day in (moment.earliest, moment.latest))
