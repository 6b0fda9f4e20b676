"""Headings that say whose words a text is: "Statement by …", "TRANSCRIPT OF THE PREMIER, …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity.model import Entity, Kind, local_entity
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import words

_LINES = 8
_HELD = r"(?P<title>PRIME MINISTER|PRESIDENT|PREMIER|CHANCELLOR|(?:[A-Z]+ )?MINISTER)"
_NAME = r"(?P<name>(?:[A-Z]{1,2}\.?\s?){0,3}(?:[A-Z]{3,12}\s+)?[A-Z][A-Z'-]{2,})"


@cache
def own_text() -> re.Pattern[str]:
    """A heading that says that a text is somebody's own: "Statement by …"."""
    kinds = any_of(words("own_text"))
    return re.compile(rf"(?:[A-Z][\w'-]*\s+){{0,2}}?(?i:{kinds})\s+(?:by|from|of)\s+")


def headed(document: Document, title: str) -> Entity | None:
    """Whom the heading names, in capitals, by a title in lower case."""
    found = (e for held, e in document.once(_headings) if held.endswith(title))
    return next(found, None)


def headed_by_name(document: Document, surname: str) -> Entity | None:
    """Whom the heading names, in capitals, by that surname in lower case."""
    known = (e for _, e in document.once(_headings))
    return next((e for e in known if e.name.split()[-1].casefold() == surname), None)


def _headings(document: Document) -> list[tuple[str, Entity]]:
    """The titles and the people that the heading names in capitals."""
    title = document.article.title
    lines = (*((title,) if title else ()), *document.paragraphs[:_LINES])
    text = "\n".join(line.of(document.text) for line in lines)
    found = (match for pattern in _headed() for match in pattern.finditer(text))
    return [
        (match["title"].lower(), local_entity(Kind.PERSON, " ".join(_cased(match["name"]))))
        for match in found
    ]


@cache
def _headed() -> tuple[re.Pattern[str], ...]:
    """Whose words a heading in capitals announces, by a title before or behind the name.

    Such as "… OF THE PRIME MINISTER, THE HON J R ROE, MP", "THE HON. JANE ROE MP PRIME MINISTER".
    """
    name = rf"(?!(?:{any_of(w.upper() for w in words('heading_words'))})\b){_NAME}"
    before = (
        rf"\b{_HELD}(?: FOR [A-Z ,]+?| OF [A-Z]+)?,?\s+"
        r"(?:THE\s+)?(?:RT\.?\s+)?(?:HON(?:OURABLE)?\b\.?\s+)?(?:SIR\s+|MR\.?\s+|DR\.?\s+|MRS\.?\s+)?"
        rf"{name}(?=,?\s+M\.?P\b|,|\s*$|\n| -)"
    )
    behind = rf"\bHON(?:OURABLE)?\b\.?\s+{name},?\s+(?:A\.?[CMO]\.?,?\s+)?M\.?P\.?,?\s+{_HELD}\b"
    return re.compile(before), re.compile(behind)


def _cased(name: str) -> Iterator[str]:
    """The words of a name in capitals as names are written: "J R ROE" as "J R Roe"."""
    for word in re.findall(r"[A-Z]+(?:['-][A-Z]+)*\.?", name):
        initials = len(word.rstrip(".")) <= 2 and not word.endswith("'")
        yield " ".join(word) if initials and "." not in word else word.title()
