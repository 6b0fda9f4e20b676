"""The numbers of plots: members over time, statements and articles by month."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import Literal, NamedNode

from comity import terms
from comity.fuse.story import Answer
from comity.report.nodes import Node, gathered
from comity.report.timeline import Stretch, word_on, written
from comity.serve.pages import part
from comity.serve.pages.asking import select
from comity.serve.pages.passages import key_of
from comity.serve.snapshot import Opened

COUNTED = ("certain", "presumed", "disputed", "possible")
"""The words that are drawn, from what is surest to what is only possible."""
_RANK = {answer.value: rank for rank, answer in enumerate(Answer)}
_MOST = 20_000
"""How many spans are counted; no body has so many members."""

_SPANS = f"""
SELECT ?member ?span ?from ?until ?answer ?held ?not {{
  VALUES ?body {{ $body }}
  ?membership comity:body ?body ; comity:member ?member ; comity:asOf ?span .
  ?span comity:spanStatus ?status ; comity:answer ?answer .
  FILTER(STRENDS(STR(?status), '/member') || STRENDS(STR(?status), '/party'))
  OPTIONAL {{ ?span comity:spanFrom ?from }}
  OPTIONAL {{ ?span comity:spanUntil ?until }}
  OPTIONAL {{ ?span comity:heldOn ?held }}
  OPTIONAL {{ ?span comity:notHeldOn ?not }}
}}
LIMIT {_MOST}"""
_BY_TOPIC = """
SELECT ?month (COUNT(DISTINCT ?statement) AS ?n) {
  ?statement comity:rendering ?quotation .
  ?quotation comity:content ?content ; comity:inArticle ?article .
  ?content oa:exact ?words .
  FILTER(CONTAINS(LCASE(?words), LCASE($topic)))
  OPTIONAL { ?quotation comity:earliest ?said }
  OPTIONAL { ?article schema:datePublished ?published }
  BIND(SUBSTR(STR(COALESCE(?said, ?published, "")), 1, 7) AS ?month)
}
GROUP BY ?month"""
_BY_OUTLET = """
SELECT ?outlet ?month (COUNT(DISTINCT ?article) AS ?n) {
  ?article a comity:Article
  OPTIONAL { ?article comity:outlet ?outlet }
  OPTIONAL { ?article schema:datePublished ?published }
  BIND(SUBSTR(STR(COALESCE(?published, "")), 1, 7) AS ?month)
}
GROUP BY ?outlet ?month"""
_NAMED = """
SELECT ?thing (COUNT(DISTINCT ?quotation) AS ?n) {
  ?quotation comity:speaker ?speaker ; schema:mentions ?thing
  FILTER NOT EXISTS { ?thing a comity:Mention }
}
GROUP BY ?thing ORDER BY DESC(?n) ?thing LIMIT $most"""


@dataclass(frozen=True, slots=True)
class Step:
    """Days on which the same numbers hold.

    Args:
        start: the first of them; None where there is none.
        end: the day after the last; None where there is none.
        counts: how many members stood how, by `COUNTED`.
    """

    start: dt.date | None
    end: dt.date | None
    counts: Mapping[str, int]

    @property
    def least(self) -> int:
        """How many were members for certain."""
        return self.counts.get("certain", 0)

    @property
    def most(self) -> int:
        """How many may have been."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers by month.

    Args:
        name: of what.
        by_month: how many, by month as ISO 8601 has it.
        undated: how many have no date.
    """

    name: str
    by_month: Mapping[str, int]
    undated: int

    @property
    def total(self) -> int:
        """All of them, with a date or without."""
        return sum(self.by_month.values()) + self.undated


def members(opened: Opened, body: NamedNode) -> list[Step]:
    """How many members a body had, in order of time; none where it has no membership."""
    spans: dict[str, dict[str, Node]] = defaultdict(dict)
    for row in select(opened, _SPANS, body=[body]):
        member, span = row["member"].value, row["span"].value
        values = spans[member].setdefault(span, Node(span)).values
        for column, name in _COLUMNS.items():
            if column in row:
                value = row[column].value
                values.setdefault(name, []).append(
                    value.rpartition("/")[2] if column == "answer" else value
                )
    return steps([_statuses(nodes.values()) for nodes in spans.values()])


_COLUMNS = {
    "from": "spanFrom",
    "until": "spanUntil",
    "answer": "answer",
    "held": "heldOn",
    "not": "notHeldOn",
}


def _statuses(nodes: Iterable[Node]) -> list[list[Stretch]]:
    """The spans of a member, those of each status together."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        found[node.key.rpartition("/")[0]].append(_once(node))
    return [written(several) for several in found.values()]


def _once(node: Node) -> Node:
    return Node(node.key, {name: list(dict.fromkeys(v)) for name, v in node.values.items()})


def steps(several: Sequence[Sequence[Sequence[Stretch]]]) -> list[Step]:
    """How many members stood how, from the first of days to the last.

    Args:
        several: of each member the spans of each of its statuses; the surest status counts.
    """
    changes: dict[int, Counter[str]] = defaultdict(Counter)
    for statuses in several:
        before = ""
        for day, word in _turns(statuses):
            changes[day][before] -= 1
            changes[day][word] += 1
            before = word
    return list(_summed(changes)) if changes else []


def _turns(statuses: Sequence[Sequence[Stretch]]) -> Iterator[tuple[int, str]]:
    """The days, as ordinals, from which a member stands otherwise; 0 is before all days."""
    spans = [span for status in statuses for span in status]
    days = {day.toordinal() for s in spans for day in (s.start, s.end) if day}
    apart = {day.toordinal() for s in spans for day in (*s.held, *s.not_held)}
    last = ""
    for cut in sorted({0, *days, *apart, *(day + 1 for day in apart)}):
        day = dt.date.fromordinal(max(cut, 1))
        word = max((word_on(status, day) for status in statuses), key=_RANK.__getitem__)
        if word != last:
            yield cut, word
            last = word


def _summed(changes: Mapping[int, Counter[str]]) -> Iterator[Step]:
    now: Counter[str] = Counter()
    cuts = sorted(changes)
    for cut, after in zip(cuts, [*cuts[1:], None], strict=True):
        now.update(changes[cut])
        counts = {word: now[word] for word in COUNTED if now[word]}
        yield Step(_day(cut), _day(after), counts)


def _day(ordinal: int | None) -> dt.date | None:
    return dt.date.fromordinal(ordinal) if ordinal else None


def by_topic(opened: Opened, topics: Sequence[str]) -> list[Series]:
    """How many statements have the words of each topic, by month."""
    return [_series(topic, select(opened, _BY_TOPIC, topic=[Literal(topic)])) for topic in topics]


def by_outlet(opened: Opened) -> list[Series]:
    """How many articles of each outlet there are, by month; the outlets with most come first."""
    found: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    rows = select(opened, _BY_OUTLET)
    nodes = {row["outlet"] for row in rows if "outlet" in row}
    names = part.labels(opened, (node for node in nodes if isinstance(node, NamedNode)))
    for row in rows:
        found[names[row["outlet"]] if "outlet" in row else "outlet not known"].append(row)
    series = [_series(name, several) for name, several in found.items()]
    return sorted(series, key=lambda one: (-one.total, one.name))


def _series(name: str, rows: Iterable[Mapping[str, object]]) -> Series:
    counts: Counter[str] = Counter()
    for row in rows:
        month, number = row["month"], row["n"]
        if isinstance(month, Literal) and isinstance(number, Literal):
            counts[month.value] += int(number.value)
    undated = counts.pop("", 0)
    return Series(name, dict(sorted(counts.items())), undated)


def most_named(opened: Opened, most: int) -> list[str]:
    """What quotations name most often, by the names that they use for it."""
    found = [
        n for row in select(opened, _NAMED, most=most) if isinstance(n := row["thing"], NamedNode)
    ]
    mentions = terms.name("schema", "mentions")
    rows = [{"thing": node, "property": mentions, "value": node} for node in found]
    nodes = gathered(opened.target.store, opened.target.terms, rows)
    return list(dict.fromkeys(nodes.short(key_of(opened, node.value)) for node in found))


def months(several: Iterable[Series]) -> list[str]:
    """All months from the first to the last that has a number."""
    known = sorted(set(chain.from_iterable(one.by_month for one in several)))
    if not known:
        return []
    (first, start), (last, end) = (map(int, month.split("-")) for month in (known[0], known[-1]))
    numbers = range(first * 12 + start - 1, last * 12 + end)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]
