"""Offices whose verb is left out: "named X premier and Y finance minister"; "… and Y as envoy"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity_loaders.offices.chosen import clause_link, counts
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import People
from comity_loaders.titles import officewords
from comity_loaders.titles.starts import by_start
from comity_loaders.titles.titles import Title

_AND_NAME = re.compile(
    r"(?:[ ]+(?:in|from|for|until|since|between)[ ]+[^,.;\"\n]{3,30}?)?(?:,|,?[ ]+and|;)[ ]+"
    rf"(?:{officewords.HONORIFICS}[ ]+)*"
)
_TO_TITLE = re.compile(r",?[ ]+(?:as[ ]+|was[ ]+)?(?:(?:the|its|his|her|an?)[ ]+)?")


def gapped(people: People, found: Sequence[OfficeMention]) -> Iterator[OfficeMention]:
    """The offices that go on from those that verbs tell.

    Args:
        people: those of one article.
        found: the offices that verbs give somebody.
    """
    finder = _Gapped(people)
    for link in found:
        if link.predicated and link.trigger.end <= link.span.end:
            yield from finder.after(link)


class _Gapped:
    def __init__(self, people: People) -> None:
        self.text = people.document.text
        self._titles = by_start(self.text, people.titles)
        self._ends = {t.core.start: t for t in people.titles}
        self._names = {m.span.start: m for m in people.mentions}

    def after(self, link: OfficeMention) -> Iterator[OfficeMention]:
        """The office behind one that a verb gives: of the next name in the list."""
        for match in self._gaps(link.span.end):
            name = self._names[match.end()]
            to_title = _TO_TITLE.match(self.text, name.span.end)
            title = self._titles.get(to_title.end()) if to_title else None
            if title and counts(title) and name.entity != link.person and self._is_bare(title):
                told = clause_link(name.entity, title, link.trigger, link.status)
                body = title.body or (link.body if title.scope == link.scope else None)
                yield replace(told, body=body, span=title.span)
            return

    def _gaps(self, at: int) -> Iterator[re.Match[str]]:
        match = _AND_NAME.match(self.text, at)
        if match and match.end() in self._names:
            yield match

    def _is_bare(self, title: Title) -> bool:
        """Whether no name stands behind the title, and no verb: "and Y, the premier, left"."""
        behind = officewords.BEFORE_NAME.match(self.text, title.span.end)
        named = behind and "," not in behind.group() and behind.end() in self._names
        return not named and officewords.CLOSES_LIST.match(self.text, title.span.end) is not None
