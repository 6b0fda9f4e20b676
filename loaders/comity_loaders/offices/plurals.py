"""Titles of several: "Presidents X and Y", "the presidents of Chad and Mali, X and Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from comity_loaders.offices.around import Around
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import PersonMention
from comity_loaders.titles import officewords
from comity_loaders.titles.distributed import distributed
from comity_loaders.titles.titles import Title

_LEAST = 3
"""How many names, each with its state, show that one title is all of theirs."""
_TWO_BEFORE = re.compile(
    r"(?P<one>[\w-]+) and (?P<two>[\w-]+) (?P<head>(?i:minister|secretary|chief))"
)
_TWO_BEHIND = re.compile(
    r"(?P<head>(?i:minister|secretary|chief) (?:of|for)) (?P<one>[\w-]+) and (?P<two>[\w-]+)"
)


def plural(around: Around, title: Title) -> Iterator[OfficeMention]:
    """Of "Presidents X and Y"; "the presidents of Chad and Mali, X and Y"."""
    if title.scope == "none":
        return
    pairs = distributed(around.text, title, partial(_end_of_name, around), around.body_at)
    for start, owner in pairs:
        link = around.link(title, around.name_at[start], "plural")
        yield replace(link, title=officewords.singular(title.text, title.head), body=owner)
    mentions = () if pairs else tuple(_names_from(around, title.span.end))
    least = 1 if _is_one_of(around, title) else 2
    if len(mentions) < least or (title.bodies and len(title.bodies) != len(mentions)):
        return
    single = officewords.singular(title.text, title.head)
    each = _remits(single) if not title.bodies else []
    shares = len(each) == len(mentions)
    for index, mention in enumerate(mentions):
        body = title.bodies[index] if title.bodies else None
        link = around.link(title, mention, "plural")
        text = each[index] if shares else single
        yield replace(link, title=text, body=body or around.of_body(mention) or link.body)


def shared(around: Around, title: Title) -> Iterator[OfficeMention]:
    """The further ones of "President X of Chad, Y of Mali and Z of Togo", three or more."""
    named = list(_names_from(around, title.span.end))
    states = [around.origin(mention) for mention in named]
    if title.scope != "state" or title.body or len(named) < _LEAST or not all(states):
        return
    ends = [place[1] for place in states if place]
    if any(_has_own(around, end) for end in ends):
        return
    for mention, place in list(zip(named, states, strict=True))[1:]:
        yield replace(around.link(title, mention, "plural"), body=place[0] if place else None)


def _has_own(around: Around, end: int) -> bool:
    """Whether a title stands behind a name and its state: "X of Chad, the foreign minister"."""
    opens = officewords.OPENS.match(around.text, end)
    return opens is not None and opens.end() in around.title_at


def _remits(title: str) -> list[str]:
    """The offices of two, in order: "foreign and defence minister", "minister of A and B"."""
    before, behind = _TWO_BEFORE.fullmatch(title), _TWO_BEHIND.fullmatch(title)
    if before:
        return [f"{before[remit]} {before['head']}" for remit in ("one", "two")]
    if behind:
        return [f"{behind['head']} {behind[remit]}" for remit in ("one", "two")]
    return []


def _end_of_name(around: Around, at: int) -> int | None:
    mention = around.name_at.get(at)
    return mention.span.end if mention else None


def _is_one_of(around: Around, title: Title) -> bool:
    """Whether one of several is named: "one of Iraq's vice presidents, X", "Ministers X"."""
    before = around.text[max(title.span.start - 12, 0) : title.span.start]
    alone = title.body is not None and title.text[0].isupper()
    return alone or bool(re.search(r"(?i)\bone of[ ]+(?:the[ ]+)?$", before))


def _names_from(around: Around, start: int) -> Iterator[PersonMention]:
    match = officewords.BEFORE_NAME.match(around.text, start)
    while match and (mention := around.name_at.get(match.end())):
        yield mention
        place = around.origin(mention)
        end = place[1] if place else mention.span.end
        match = officewords.AND_NAME.match(around.text, end)
