"""What an article says of somebody's office: the words, whose it is, and how sure."""

from __future__ import annotations

from dataclasses import dataclass

from comity.dates import When
from comity.model import Entity, OfficeStatus, Span
from comity_loaders.titles.titles import Title


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """Words that say that somebody holds, held or is to hold an office.

    Args:
        person: who.
        title: the title, without the body's name.
        head: its head: "secretary general", "minister".
        classes: the classes of offices that one can refer to by the head.
        scope: what kind of body has such an office where none is named.
        body: whose office it is; None where that cannot be told.
        status: how the person stands to it.
        span: the title and the name.
        trigger: the words that say so: a verb, or the title itself.
        pattern: by which pattern it was found.
        name: the place of the name; None where the words refer to somebody named elsewhere.
        back: how the title refers to a body named elsewhere: "country", "its", "his", or empty.
        predicated: whether a verb says so, which can be negated or only hoped for.
        since: when it began, where the article says so.
        until: when it ended.
    """

    person: Entity
    title: str
    head: str
    classes: frozenset[str]
    scope: str
    body: Entity | None
    status: OfficeStatus
    span: Span
    trigger: Span
    pattern: str
    name: Span | None = None
    back: str = ""
    predicated: bool = False
    since: When | None = None
    until: When | None = None


def office_of(person: Entity, title: Title, pattern: str = "title") -> OfficeMention:
    """The office that a title says that a person holds, as the title alone tells it."""
    return OfficeMention(
        person=person,
        title=title.text,
        head=title.head,
        classes=title.classes,
        scope=title.scope,
        body=title.body,
        status=title.status,
        span=title.span,
        trigger=title.core,
        pattern=pattern,
        back=title.back,
    )
