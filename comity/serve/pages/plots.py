"""Plots: members over time, statements by topic and month, articles by outlet and month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from comity.errors import ParameterError
from comity.report.chart import Axis, Tick
from comity.serve.pages import numbers, part, plotted
from comity.serve.pages.layout import render
from comity.serve.pages.numbers import COUNTED, Series
from comity.serve.pages.passages import key_of
from comity.serve.pages.plotted import Drawn
from comity.serve.pages.timeline import Choice, bodies, newest
from comity.serve.pages.writing import with_query
from comity.serve.site import site_of
from comity.serve.snapshot import Opened
from comity.show.lines import as_text
from comity.storedquery import ParameterType

_TOPICS = 6
"""How many topics a plot has at most."""
_OUTLETS = 20
"""How many outlets are drawn; the table's file has all."""
_ROWS = 120
"""How many rows of a table the page shows; its file has all."""
NAMES = ("members", "statements", "articles")
_MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be plotted: a body, and topics; the usual ones, where they are not given."""

    body: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot with its numbers.

    Args:
        name: one of `NAMES`.
        rows: the numbers, each with the same columns.
        parts: what is drawn, one above the other.
        ticks: of its axis.
        undated: how many have no date, and are not drawn.
        given: the parameters that ask for it again.
        title: of what it is, where that is chosen.
        more: how many parts are not drawn.
    """

    name: str
    rows: tuple[Mapping[str, Any], ...]
    parts: tuple[Drawn, ...] = ()
    ticks: tuple[Tick, ...] = ()
    undated: int = 0
    given: Mapping[str, str] | None = None
    title: str = ""
    more: int = 0

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return list(self.rows[0]) if self.rows else []


async def page(request: Request) -> Response:
    """All three plots."""
    asked = _asked(request)
    plots, choices = await site_of(request).run(_all, asked)
    sizes = {"height": plotted.HEIGHT, "row": plotted.ROW, "rows": _ROWS}
    return render(request, "plots.html.j2", asked=asked, plots=plots, bodies=choices, sizes=sizes)


async def download(request: Request) -> Response:
    """The numbers of one plot, as CSV or JSON."""
    name, form = request.path_params["name"], request.path_params["form"]
    if name not in NAMES or form not in _MEDIA:
        raise HTTPException(404, "there is no such plot")
    plot = await site_of(request).run(plot_of, name, _asked(request))
    disposition = f'attachment; filename="{name}.{form}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-cache"}
    return Response(as_text(plot.rows, form) or "\n", 200, headers, _MEDIA[form])


def _asked(request: Request) -> Asked:
    given = request.query_params
    topics = [topic.strip() for topic in given.get("topics", "").split(",")]
    topics = list(dict.fromkeys(topic for topic in topics if topic))
    if len(topics) > _TOPICS:
        hint = f"ask for {_TOPICS} at once, with commas between them"
        raise ParameterError("too many topics", where="parameter topics", hint=hint)
    return Asked(given.get("body", "").strip(), tuple(topics))


def _all(opened: Opened, asked: Asked) -> tuple[list[Plot], list[Choice]]:
    return [plot_of(opened, name, asked) for name in NAMES], bodies(opened)


def plot_of(opened: Opened, name: str, asked: Asked) -> Plot:
    """One of the plots, by its name in `NAMES`.

    Raises:
        UnknownNameError: where no body, or more than one, is called so.
    """
    if name == "members":
        return _members(opened, asked.body)
    if name == "statements":
        topics = asked.topics or numbers.most_named(opened, _TOPICS)
        given = {"topics": ", ".join(topics)}
        return _by_month(name, numbers.by_topic(opened, topics), given)
    return _by_month(name, numbers.by_outlet(opened), {})


def _members(opened: Opened, given: str) -> Plot:
    key = given or next((c.key for c in sorted(bodies(opened), key=lambda c: -c.count)), "")
    body = part.thing_of(opened, ParameterType.BODY, key, "body")
    if body is None:
        return Plot("members", ())
    steps = numbers.members(opened, body)
    days = {day for step in steps for day in (step.start, step.end) if day}
    last = newest(opened)
    axis = Axis.of({*days, last} if last and days else days)
    rows = tuple(
        {"from": str(step.start or ""), "until": str(step.end or "")}
        | {word: step.counts.get(word, 0) for word in COUNTED}
        | {"least": step.least, "most": step.most}
        for step in steps
    )
    return Plot(
        "members",
        rows,
        parts=(plotted.drawn_steps(steps, axis),) if axis else (),
        ticks=plotted.ticks(axis) if axis else (),
        given={"body": key_of(opened, body.value)},
        title=part.labels(opened, [body])[body],
    )


def _by_month(name: str, several: Sequence[Series], given: Mapping[str, str]) -> Plot:
    axis, drawn = plotted.month_axis(several), several[:_OUTLETS]
    what = "topic" if name == "statements" else "outlet"
    rows = tuple(
        {what: one.name, "month": month, name: count}
        for one in several
        for month, count in _with_undated(one).items()
    )
    most = max((max(one.by_month.values(), default=0) for one in drawn), default=0)
    parts = tuple(plotted.drawn_months(one, axis, most, _links(name, one)) for one in drawn if axis)
    return Plot(
        name,
        rows,
        parts=parts,
        ticks=plotted.ticks(axis) if axis else (),
        undated=sum(one.undated for one in several),
        given=given,
        more=len(several) - len(drawn),
    )


def _with_undated(series: Series) -> Mapping[str, int]:
    return {**series.by_month, **({"": series.undated} if series.undated else {})}


def _links(name: str, series: Series) -> Mapping[str, str]:
    """Where the bars lead: to the statements that they count."""
    if name != "statements":
        return {}
    return {
        month: with_query("/statements", {"topic": series.name, "since": month, "until": month})
        for month in series.by_month
    }


ROUTES: tuple[BaseRoute, ...] = (
    Route("/plots", page),
    Route("/plots/{name}.{form}", download),
)
