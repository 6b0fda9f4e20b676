"""What rows of a data set say, with names as the rows have them, and the text that they stand in.

A table of a data set becomes an article: its text is the rows, one a line, each with its number,
so that evidence is shown, checked and counted as that of news is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comity.dates import When
from comity.errors import SourceError
from comity.model import Article, Kind, Metadata, OfficeStatus, Predicate, Span


@dataclass(frozen=True, slots=True)
class Name:
    """How a row names something.

    Args:
        kind: what sort of thing the data set takes it for.
        words: its names, the best first; never empty.
        key: its key in comity's reference, where the data set has a code that tells; or a code of
            ISO 3166 such as `alpha2:AM`; else empty.
        actor: whether it may as well be a state or territory, whatever the kind: of members. With
            the kind GROUP, nobody says what it is, and it must be known.
    """

    kind: Kind
    words: tuple[str, ...]
    key: str = ""
    actor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A claim as a row makes it, before its names are looked up; see `comity.model.Claim`."""

    predicate: Predicate
    subject: Name
    object: Name | None = None
    rule: str
    text: str | None = None
    status: OfficeStatus | None = None
    when: When | None = None
    since: When | None = None
    until: When | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the article: a row, or several that say the same.

    Args:
        text: the line, with the number of the row.
        said: what it claims.
        silent: why it claims nothing, where it does not; for people to read.
        fault: what is wrong with some of its cells; the others are read.
    """

    text: str
    said: tuple[Said, ...] = ()
    silent: str = ""
    fault: SourceError | None = None


@dataclass(frozen=True, slots=True)
class Table(Article):
    """An article made of rows.

    Args:
        dataset: the data set's short name, such as `cow-igo`.
        lines: where each row stands in the text, what it says, and why it says nothing.
    """

    dataset: str = ""
    lines: tuple[tuple[Span, tuple[Said, ...], str], ...] = ()


def table(
    dataset: str,
    stem: str,
    head: tuple[str, str],
    lines: Iterable[Line],
    outlet: str,
    given: Metadata,
    url: str | None = None,
) -> Table:
    """The article that rows make.

    The data set is its outlet whatever the user says of articles: sources are counted by it, and
    news and data sets are read in one command.

    Args:
        dataset: the data set's short name.
        stem: what to call the article; its id begins with it.
        head: its headline, and the names of the columns or another word on what follows.
        lines: the rows, in order.
        outlet: the data set's full name.
        given: what the user says of the publication.
        url: where the data set is from, if it says so.
    """
    title, opening = head[0], "".join(f"{line}\n" for line in head)
    text, placed = _placed(opening, lines)
    return Table(
        text=text,
        stem=stem,
        published=given.published,
        outlet=outlet,
        url=given.url or url,
        title=Span(0, len(title)),
        furniture=(Span(len(title) + 1, len(opening) - 1),),
        dataset=dataset,
        lines=placed,
    )


def _placed(
    opening: str, lines: Iterable[Line]
) -> tuple[str, tuple[tuple[Span, tuple[Said, ...], str], ...]]:
    """The text that lines make below its opening, and where in it each stands."""
    placed, parts, start = [], [opening], len(opening)
    for line in lines:
        placed.append((Span(start, start + len(line.text)), line.said, line.silent))
        parts.append(f"{line.text}\n")
        start += len(line.text) + 1
    return "".join(parts), tuple(placed)
