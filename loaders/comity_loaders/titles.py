"""Titles of office in running text: "the former Uruguayan foreign minister".

A title is found by its head ("minister", "secretary general") and grown to both sides: ranks and
remits are part of it, a state or body named beside it is whose office it is, and words such as
"acting" or "former" say how a person stands to it. Who the person is, is no matter here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.model import Entity, Kind, OfficeStatus, Span
from comity_loaders import titlewords
from comity_loaders.mentions import Mention, Use

if TYPE_CHECKING:
    from comity_loaders.document import Document

BODIES = (Kind.STATE, Kind.TERRITORY, Kind.ORGANISATION, Kind.ORGAN)
"""The kinds of what a person can hold an office of."""

# "The head of the UN mission" is not the head of the UN.
_PART_OF_BODY = re.compile(
    r"(?:'s)?[ ]+(?:[a-z-]+[ ]+){0,2}(?:mission|team|delegation|office|agency|force|forces|"
    r"department|bureau|programme|program|branch|chapter|club|bank|university|company|association|"
    r"party|panel|group|task force|committee|troops|contingent|peacekeeping|observers?|football)\b"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title of office, grown to both sides.

    Args:
        span: its place, from the body or the first adjective to the body or remit behind it.
        core: the place of the title alone, with ranks and remit.
        text: the title without the body's name.
        head: its head in lower case, without hyphens: "secretary general", "minister".
        scope: what kind of body has such an office where none is named; see offices.yaml.
        body: the body named with it, if one is.
        back: how it refers to a body named elsewhere: "country" or "its"; empty where it does not.
        status: how the words beside it say that the person stands to the office.
        determiner: the article or pronoun before it, in lower case.
        plural: whether several people have it.
        bodies: where it is of several bodies ("the presidents of Chad and Mali"), in order.
    """

    span: Span
    core: Span
    text: str
    head: str
    scope: str
    body: Entity | None
    back: str = ""
    status: OfficeStatus = OfficeStatus.CURRENT
    determiner: str = ""
    plural: bool = False
    bodies: tuple[Entity, ...] = ()

    @property
    def classes(self) -> frozenset[str]:
        """The classes of offices that one can refer to by this title."""
        return titlewords.classes().get(self.head, frozenset())


def find_titles(document: Document) -> tuple[Title, ...]:
    """Every title of office, in order of place."""
    named = [m for m in document.mentions if m.entity and m.entity.kind in BODIES]
    places = _Places({m.span.end: m for m in named}, {m.span.start: m for m in named})
    found: list[Title] = []
    for match in titlewords.core().finditer(document.text):
        if not (found and match.start() < found[-1].span.end) and _is_word(document.text, match):
            found.append(_grown(document, match, places))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Places:
    """The bodies that are named, by where they end and where they start."""

    by_end: dict[int, Mention]
    by_start: dict[int, Mention]


def _is_word(text: str, match: re.Match[str]) -> bool:
    """Whether the match is a title and no part of another word."""
    before = text[max(match.start() - 5, 0) : match.start()]
    if before.endswith("-") and not re.search(r"(?i)(?:ex|then|mid|vice)-$", before):
        return False
    return text[match.end() : match.end() + 1] != "-" and not _is_verb(text, match)


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Whether "head" or "chair" is something that somebody does: "will head the commission"."""
    return match.group().lower() in {"head", "chair", "heads", "chairs"} and bool(
        re.search(
            r"(?i)\b(?:to|will|would|who|and|he|she|it|also|currently)[ ]+$",
            text[: match.start()][-12:],
        )
    )


def _grown(document: Document, match: re.Match[str], places: _Places) -> Title:
    text, (head, plural) = document.text, _head(match)
    left = _Left(text, match.start(), places.by_end)
    left.grow()
    right = _Right(text, match.end(), places.by_start)
    if head in map(titlewords.plain, titlewords.words("posted")):
        right.take_posting(has_body=left.body is not None)
    elif not left.body:
        right.take_organ()
        right.take_bodies()
    core = Span(left.core, right.core)
    return Title(
        span=Span(left.start, right.end),
        core=core,
        text=_text(text, left.kept, core, match["suffix"]),
        head=head,
        scope=_scope(head, match, right),
        body=left.body or next(iter(right.bodies), None) or _own_body(document, head),
        back=left.back,
        status=OfficeStatus.ELECT if match["suffix"] else left.status,
        determiner=left.determiner,
        plural=plural,
        bodies=right.bodies if len(right.bodies) > 1 else (),
    )


class _Left:
    """What stands before a title, read from right to left.

    Attributes:
        start: where all of it starts.
        core: where the title itself starts: with an organ, "Commission President".
        kept: adjectives that belong to the title, such as "interim".
    """

    def __init__(self, text: str, start: int, by_end: dict[int, Mention]) -> None:
        self.text, self.by_end = text, by_end
        self.start = self.core = start
        self.body: Entity | None = None
        self.back = self.determiner = self.kept = ""
        self.status = OfficeStatus.CURRENT

    def grow(self) -> None:
        """Take what belongs to the title, until something does not."""
        while self._organ() or self._adjective() or self._body() or self._noun():
            pass
        match = self._before(titlewords.DETERMINER)
        if match:
            self.determiner = match["word"].lower()
            if self.determiner in {"its", "their"} and not self.body:
                self.back = self.back or "its"

    def _organ(self) -> bool:
        match = self._before(titlewords.organ())
        if not match or self.body or self.start != self.core:
            return False
        if not self._mention_before(match.start()):
            return False
        self.start = self.core = match.start("organ")
        return True

    def _adjective(self) -> bool:
        match = self._before(titlewords.adjective())
        if not match:
            return False
        word = match["word"].lower()
        status = titlewords.statuses().get(word)
        if status and self.status is not OfficeStatus.FORMER:
            self.status = status
        if word in titlewords.words("kept_in_title"):
            self.kept = f"{match['word']} {self.kept}".strip()
        self.start = match.start("word")
        return True

    def _body(self) -> bool:
        mention = None if self.body or self.back else self._mention_before(self.start)
        if not mention:
            return False
        self.body, self.start = mention.entity, mention.span.start
        return True

    def _noun(self) -> bool:
        match = None if self.body or self.back else self._before(titlewords.back())
        if not match:
            return False
        self.back, self.start = "country", match.start()
        return True

    def _mention_before(self, at: int) -> Mention | None:
        match = titlewords.GAP_BEFORE.search(self.text, max(at - 4, 0), at)
        return self.by_end.get(match.start()) if match else None

    def _before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.search(self.text, max(self.start - 50, 0), self.start)


class _Right:
    """What stands behind a title.

    Attributes:
        end: where all of it ends.
        core: where the title itself ends; an envoy's post is part of the title.
        bodies: whose office it is.
        is_part: whether the office is one of a part of the body only.
        has_organ: whether the office is one of an organ that has no name of its own.
    """

    def __init__(self, text: str, end: int, by_start: dict[int, Mention]) -> None:
        self.text, self.by_start = text, by_start
        self.end = self.core = end
        self.bodies: tuple[Entity, ...] = ()
        self.is_part = self.has_organ = False

    def take_organ(self) -> None:
        """Take "of the Parliamentary Assembly", which is part of the title."""
        match = titlewords.of_organ().match(self.text, self.end)
        if match and match.end("the") not in self.by_start:
            self.core = self.end = match.end()
            self.has_organ = True

    def take_bodies(self, link: re.Pattern[str] = titlewords.OF) -> None:
        """Take "of Chad and Mali"."""
        match = link.match(self.text, self.end)
        found, end = self._listed(match.end()) if match else ((), 0)
        if found:
            self.bodies, self.end = found, end
            self.is_part = bool(_PART_OF_BODY.match(self.text, end))

    def take_posting(self, *, has_body: bool) -> None:
        """Take "of France to the United Nations"; only France is whose office it is."""
        if not has_body:
            self.take_bodies(titlewords.OF_ONLY)
        match = titlewords.POSTING.match(self.text, self.end)
        found, end = self._listed(match.end()) if match else ((), 0)
        if found:
            self.core, self.end = (end, end) if not self.bodies else (self.core, end)

    def _listed(self, start: int) -> tuple[tuple[Entity, ...], int]:
        found: list[Entity] = []
        end = start
        while mention := self.by_start.get(start):
            if mention.entity is None or mention.use is Use.DEMONYM:
                break
            found.append(mention.entity)
            end = mention.span.end
            link = titlewords.AND.match(self.text, end)
            if not link:
                break
            start = link.end()
        return tuple(found), end


def _head(match: re.Match[str]) -> tuple[str, bool]:
    """The head, and whether it is a plural."""
    if match["acronym"]:
        return {"PM": "prime minister"}.get(match["acronym"], "minister"), False
    head = titlewords.plain(match["head"])
    singular = titlewords.singulars().get(head)
    return (singular, True) if singular else (head, False)


def _scope(head: str, match: re.Match[str], right: _Right) -> str:
    if right.is_part:
        return "none"
    if right.has_organ:
        return "named" if titlewords.scopes()[head] == "none" else "org"
    if head == "secretary" and not (match["domain"] or match["behind"]):
        return "named"
    remit = re.search(r"(?i)\b(?:union|party)$", match["domain"] or "")
    return "none" if remit else titlewords.scopes()[head]


def _own_body(document: Document, head: str) -> Entity | None:
    """The Holy See, for the pope."""
    senses = document.gazetteer.lookup("Holy See") if head == "pope" else ()
    return senses[0].entity if len(senses) == 1 else None


def _text(text: str, kept: str, core: Span, suffix: str | None) -> str:
    words = re.sub(r"\s+", " ", core.of(text))
    if suffix:
        words = words[: -len(suffix)].rstrip(" -")
    return f"{kept} {words}".strip()
