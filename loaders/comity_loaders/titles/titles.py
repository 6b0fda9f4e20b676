"""Titles of office in running text: "the former Uruguayan foreign minister".

A title is found by its head ("minister", "secretary general") and grown to both sides: ranks and
remits are part of it, a state or body named beside it is whose office it is, and words such as
"acting" or "former" say how a person stands to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.model import Entity, Kind, OfficeStatus, Span
from comity_loaders.document import Document
from comity_loaders.names.mentions import Use
from comity_loaders.titles import titlewords
from comity_loaders.titles.behindwords import FOR_REGION, NATIONS_BODY
from comity_loaders.titles.namedof import of_states
from comity_loaders.titles.ownbodies import named_like, own_body
from comity_loaders.titles.remits import end_of_remit
from comity_loaders.titles.titlebehind import Right
from comity_loaders.titles.titlesides import Left, Places

BODIES = (Kind.STATE, Kind.TERRITORY, Kind.ORGANISATION, Kind.ORGAN)
"""The kinds of what a person can hold an office of."""
_REBEL = re.compile(r"(?i)\b(?:rebel|militia|guerrilla|separatist|opposition|insurgent)[ ]+$")
_CHIEF_NAME = re.compile(r"Chief[ ]+[A-Z]")  # an honorific: "Chief Emeka Anyaoku"


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
    named += of_states(document, named)
    places = Places({m.span.end: m for m in named}, {m.span.start: m for m in named})
    found: list[Title] = []
    for match in titlewords.core().finditer(document.text):
        if not (found and match.start() < found[-1].span.end) and _is_word(document.text, match):
            found.append(_grown(document, match, places))
    return tuple(found)


def _is_word(text: str, match: re.Match[str]) -> bool:
    """Whether the match is a title and no part of another word."""
    before = text[max(match.start() - 5, 0) : match.start()]
    if match.group().lower() == "joint chiefs of staff":
        return False
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


def _grown(document: Document, match: re.Match[str], places: Places) -> Title:
    text, (head, plural) = document.text, _head(match)
    end = _end(match, head, places)
    around = named_like(document, match, head)
    start = _past_body(match, places)
    left = Left(text, around.span.start if around else start, places.by_end, head)
    left.body = around.entity if around else None
    left.grow()
    left.core = match.start() if around else left.core
    right = Right(text, end, places.by_start)
    if head in map(titlewords.plain, titlewords.words("posted")):
        right.take_posting(has_body=left.body is not None)
        if not left.body:
            right.take_nation()
    elif not left.body or _is_bearers(left, right):
        right.take_ministry()
        right.take_house(head)
        right.take_committee()
        right.take_organ(head)
        right.take_region()
        right.take_part()
        right.take_bodies()
        right.take_short(document)
        right.take_state()
        right.take_nation()
        if titlewords.scopes()[head] == "state" and not plural and not left.back:
            right.take_bracket()
        left.back = left.back or right.take_country()
    else:
        right.take_ministry()
        right.take_house(head)
        right.take_part()
        right.take_region()
    right.take_remit()
    core = Span(left.core, right.core)
    bodies = left.bodies() if plural and left.body else right.bodies
    return Title(
        span=Span(left.start, right.end),
        core=core,
        text=_text(text, left.kept, core, match["suffix"]),
        head=head,
        scope=_scope(head, match, left, right),
        body=_body(left, right) or own_body(document, core.of(text), head),
        back="whose" if left.determiner == "whose" else left.back,
        status=OfficeStatus.ELECT if match["suffix"] else left.status,
        determiner=left.determiner,
        plural=plural,
        bodies=bodies if len(bodies) > 1 else (),
    )


def _holds_body(match: re.Match[str], places: Places) -> bool:
    """Whether the remit behind a title names whose it is: "of Chad Affairs", not "of Asian"."""
    return any(
        match.start("behind") < at < match.end("behind")
        and (mention.use is not Use.DEMONYM or NATIONS_BODY.match(match.string, mention.span.end))
        for at, mention in places.by_start.items()
    )


def _end(match: re.Match[str], head: str, places: Places) -> int:
    """Where a title ends with its remit, which no part of the world is, nor one of a state."""
    text, holds_body = match.string, _holds_body(match, places)
    if match["head"] and FOR_REGION.match(text, match.end("head")):
        return match.end("head")
    if match["behind"] and not holds_body and titlewords.part().match(text, match.end()):
        return match.start("behind")
    known = match.start("behind") if holds_body else match.end()
    return end_of_remit(text, match, head, known, places.by_start)


def _past_body(match: re.Match[str], places: Places) -> int:
    """Where the title starts, of which a body's last word is no part: "European Union chief"."""
    for gap in re.finditer(r"[ ]+", match.group()):
        body = places.by_end.get(match.start() + gap.start())
        if body and body.span.start <= match.start():
            return match.start() + gap.end()
    of_department = re.match(r"State[ ]+(?=[A-Z])", match.group())
    if of_department and match.string.endswith("Department of ", 0, match.start()):
        return match.start() + of_department.end()
    return match.start()


def _head(match: re.Match[str]) -> tuple[str, bool]:
    """The head, and whether it is a plural."""
    if match["acronym"]:
        return titlewords.acronyms()[match["acronym"]], False
    head = titlewords.plain(match["head"])
    singular = titlewords.singulars().get(head)
    return (singular, True) if singular else (_whole_head(match, head), False)


def _whole_head(match: re.Match[str], head: str) -> str:
    """The head with the ranks that belong to it: "high representative"."""
    before = match.string[match.start() : match.start("head")].lower().split()
    longer = (titlewords.plain(" ".join([*before[i:], head])) for i in range(len(before)))
    return next((known for known in longer if known in titlewords.scopes()), head)


def _scope(head: str, match: re.Match[str], left: Left, right: Right) -> str:
    is_of_remit = head == "director general" and match["behind"] and not left.body
    # A "director general of trade negotiations" may be a ministry's.
    scope = "named" if is_of_remit else titlewords.scopes()[head]
    if _is_no_office(head, match, left) or _is_partys(head, left, right):
        return "none"
    if left.is_of_state or right.is_of_state:
        return "state"
    bearers = _is_bearers(left, right)
    if right.is_part or left.is_other or _is_of_unknown(scope, right, bearers=bearers):
        return "none"
    if right.has_part and scope == "state":
        return "none"  # "the president of the Supreme Court" is no president
    if right.has_organ or left.has_organ:
        return "named" if scope == "none" else "org"
    if right.is_posted and not left.body and not right.bodies:
        return "named"  # "the High Representative for Bosnia" may be anybody's
    if scope == "named" and _is_only_states(head, match):
        return "none" if _REBEL.search(right.text[: match.start()][-20:]) else "state"
    remit = re.search(r"(?i)\b(?:union|party)$", match["domain"] or "")
    return "none" if remit else scope


def _is_of_unknown(scope: str, right: Right, *, bearers: bool) -> bool:
    """Whether what stands behind is no body that is known: "president of the hockey club"."""
    if scope == "org" and right.is_of_acronym():
        return True
    return (scope == "state" or bearers) and right.is_of_unknown()


def _is_only_states(head: str, match: re.Match[str]) -> bool:
    """Whether only a state has such an office: "army chief", "secretary for trade"."""
    of_forces = titlewords.plain(match["domain"] or "") in titlewords.words("state_domains")
    parliaments = head == "speaker" and titlewords.plain(match["domain"] or "") == "parliamentary"
    return (
        of_forces
        or parliaments
        or (head == "secretary" and bool(match["domain"] or match["behind"]))
    )


def _is_bearers(left: Left, right: Right) -> bool:
    """Whether the state before a title is the bearer's: "the German president of the assembly"."""
    return left.is_demonym and bool(titlewords.OF_OTHER.match(right.text, right.end))


def _body(left: Left, right: Right) -> Entity | None:
    """Whose the office is: what stands behind it says more than its bearer's nation."""
    if left.is_demonym and (right.bodies or right.has_organ):
        return next(iter(right.bodies), None)
    return left.body or next(iter(right.bodies), None)


def _is_partys(head: str, left: Left, right: Right) -> bool:
    """Whether it is a party's or a union's: a general secretary's who is of no organisation."""
    kinds = {body.kind for body in (left.body, *right.bodies) if body}
    return head == "general secretary" and Kind.ORGANISATION not in kinds


def _is_no_office(head: str, match: re.Match[str], left: Left) -> bool:
    """Whether it is sought, or only what somebody is: "a candidate", "a South Korean judge"."""
    of_state = left.body is not None and left.body.kind is Kind.STATE
    is_profession = of_state and head in titlewords.words("professions")
    is_named = left.body is None and head == "chief"
    is_honorific = is_named and bool(_CHIEF_NAME.match(match.string, match.start()))
    is_sought = head == "candidate" or "shadow" in match.group().lower()
    return is_profession or is_honorific or is_sought


def _text(text: str, kept: str, core: Span, suffix: str | None) -> str:
    words = re.sub(r"- (?=\S)", "-", re.sub(r"\s+", " ", core.of(text)))
    if suffix:
        words = words[: -len(suffix)].rstrip(" -")
    return f"{kept} {words}".strip()
