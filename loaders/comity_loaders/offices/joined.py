"""Titles that one verb gives: "was minister and premier of Chad", "X and Y resign as A and B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity_loaders.offices.around import Around
from comity_loaders.offices.beforenames import name_after
from comity_loaders.people.people import PersonMention
from comity_loaders.titles import officewords
from comity_loaders.titles.titles import Title

_MANY = re.compile(
    r"(?i)(?:(?:are|were|have|had)\b.*|resign(?:ed)?|(?:step|stepped|stand|stood) down|quit|became"
    r"|become|served as|took over|took office|elected)"
)

_PLURAL = re.compile(r"(?i)(?:are|were|have)\b|resign$|(?:step|stand) down$")


def titles_from(around: Around, title: Title) -> Iterator[Title]:
    """A title and those that follow it in a list, each without a name of its own."""
    yield title
    while joined := officewords.AND_TITLE.match(around.text, title.span.end):
        following = around.title_at.get(joined.end())
        if not following or not _goes_on(around, following):
            return
        yield following
        title = following


def _goes_on(around: Around, title: Title) -> bool:
    """Whether a title behind another is the same person's: not "premier, minister X said"."""
    if title.plural or title.scope == "none" or name_after(around, title):
        return False
    return officewords.ENDS.match(around.text, title.span.end) is not None


def paired(
    around: Around, second: PersonMention, title: Title, verb: str
) -> list[tuple[PersonMention, Title]]:
    """Two people and two offices, in order: "X and Y resign as premier and minister of Chad".

    Args:
        around: what the article names.
        second: the name right before the verb.
        title: the first title behind it.
        verb: the verb, which must be one of several people.
    """
    first = _joined_before(around, second) if _MANY.fullmatch(verb) else None
    titles = list(titles_from(around, title)) if first else []
    return [(first, titles[0]), (second, titles[1])] if first and len(titles) == 2 else []


def is_one_of(around: Around, mention: PersonMention, verb: str) -> bool:
    """Whether somebody whom nobody knows holds it with the name: "X and Y are premier and …"."""
    joined = around.text[: mention.span.start].rstrip().endswith((" and", ","))
    return joined and _PLURAL.match(verb) is not None


def _joined_before(around: Around, mention: PersonMention) -> PersonMention | None:
    """The name in "X and Y" before the second."""
    for name in around.names:
        gap = officewords.AND_NAME.match(around.text, name.span.end)
        if gap and gap.end() == mention.span.start and "and" in gap.group():
            return name
    return None
