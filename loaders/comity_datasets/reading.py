"""From rows to claims: names are looked up, and every row that claims nothing says why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import metadata

from comity.gazetteer import Gazetteer
from comity.model import Abstention, Article, Claim, Reading, Span
from comity_datasets.naming import Names
from comity_datasets.said import Said, Table

MARK = "data set "
"""Stands before a data set's short name in what a build's manifest says of the reader."""


def reader(gazetteer: Gazetteer) -> Callable[[Article], Reading]:
    """A function that reads tables with these names."""
    names, version = Names(gazetteer), metadata.version("comity")

    def read(article: Article) -> Reading:
        if not isinstance(article, Table):
            raise TypeError("only what a loader of data sets gives can be read")
        found = [
            _claim(said, span, names) for span, all_said, _ in article.lines for said in all_said
        ]
        claims = [claim for claim in found if isinstance(claim, Claim)]
        return Reading(
            article=article,
            sentences=tuple(span for span, _, _ in article.lines),
            quotations=(),
            claims=tuple(dict.fromkeys(sorted(claims, key=_place))),
            abstentions=tuple(_silences(article, found)),
            reader=f"comity-datasets {version}; {MARK}{article.dataset}",
        )

    return read


def _silences(article: Table, found: list[Claim | Abstention]) -> Iterator[Abstention]:
    yield from (one for one in found if isinstance(one, Abstention))
    for span, _, silent in article.lines:
        if silent:
            yield Abstention(span, silent, f"{article.dataset}/silent")


def _claim(said: Said, passage: Span, names: Names) -> Claim | Abstention:
    subject = names.entity(said.subject)
    body = names.entity(said.object) if said.object else None
    if subject is None:
        reason = f"{said.subject.words[0]!r} means nothing that comity knows, or several things"
        return Abstention(passage, reason, said.rule)
    if subject == body:
        reason = f"{said.subject.words[0]} would be a member of itself"
        return Abstention(passage, reason, said.rule)
    return Claim(
        predicate=said.predicate,
        subject=subject,
        object=body,
        passage=passage,
        rule=said.rule,
        text=said.text,
        status=said.status,
        when=said.when,
        since=said.since,
        until=said.until,
    )


def _place(claim: Claim) -> tuple[Span, str, str]:
    return claim.passage, claim.predicate, repr(claim)
