"""Several titles and then as many names: "Kenya's president and prime minister, X and Y, spoke"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from comity_loaders.offices.around import Around
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import PersonMention
from comity_loaders.titles import officewords
from comity_loaders.titles.titles import Title

_ENDS = re.compile(r"[ ]*(?:[,.;:)]|-[ ]|--|–|—|$|\n|respectively\b)")
_LAST = re.compile(rf",?[ ]+and[ ]+(?:{officewords.HONORIFICS}[ ]+)*")
_NEXT = re.compile(rf",[ ]+(?:{officewords.HONORIFICS}[ ]+)*")
_TO_TITLE = re.compile(r"(?:,[ ]+|,?[ ]+and[ ]+)(?:the[ ]+)?")


def respective(around: Around, title: Title) -> Iterator[OfficeMention]:
    """The offices of as many people as titles, where `title` is the first of them."""
    titles = list(_titles_from(around, title))
    names = _names_behind(around, titles) if len(titles) > 1 else []
    bodies = {t.body for t in titles if t.body}
    shared = next(iter(bodies)) if len(bodies) == 1 else None
    for one, name in zip(titles, names, strict=False):
        link = around.link(one, name, "before-name")
        yield replace(link, body=link.body or shared)


def is_respective(around: Around, title: Title) -> bool:
    """Whether the name behind a title is another's, of several titles and names."""
    first = title
    while before := _title_before(around, first):
        first = before
    return any(True for _ in respective(around, first))


def _titles_from(around: Around, title: Title) -> Iterator[Title]:
    following: Title | None = title
    while following and not following.plural and following.scope != "none":
        yield following
        gap = _TO_TITLE.match(around.text, following.span.end)
        following = around.title_at.get(gap.end()) if gap else None


def _title_before(around: Around, title: Title) -> Title | None:
    for other in around.titles:
        gap = _TO_TITLE.match(around.text, other.span.end)
        if gap and around.title_at.get(gap.end()) is title and not other.plural:
            return other
    return None


def _names_behind(around: Around, titles: list[Title]) -> list[PersonMention]:
    """As many names as there are titles, behind the last; none where they are more or fewer."""
    names: list[PersonMention] = []
    gap = _NEXT.match(around.text, titles[-1].span.end)
    for left in reversed(range(len(titles))):
        name = around.name_at.get(gap.end()) if gap else None
        if name is None:
            return []
        names.append(name)
        gap = (_LAST if left == 1 else _NEXT).match(around.text, name.span.end)
    return names if _ENDS.match(around.text, names[-1].span.end) else []
