"""Verbs between a name and a title: "X is the head of Y", "appointed X director", "X chairs Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from comity.model import Kind, OfficeStatus, Span
from comity_loaders.offices.around import Around, deciding, or_said, sharing
from comity_loaders.offices.beforenames import name_after
from comity_loaders.offices.joined import is_one_of, paired, titles_from
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import PersonMention
from comity_loaders.titles import officewords, titlewords
from comity_loaders.titles.titles import Title

# "Who chaired the NATO summit" has no office.
_MEETING = re.compile(r"(?i)\b(?:summit|conference|meeting|session|talks)$")
_OPENS_ASIDE = re.compile(rf",[ ]+(?:{officewords.HONORIFICS}[ ]+)*$")


def title_is(around: Around, title: Title) -> Iterator[OfficeMention]:
    """Of "its Secretary General is X"; "the president at that time was X"."""
    match = officewords.TITLE_IS.match(around.text, title.span.end)
    mention = around.name_at.get(match.end()) if match else None
    if match and mention:
        status = or_said(title.status, officewords.status_of(match["verb"]))
        yield replace(
            around.link(title, mention, "title-is", status),
            trigger=Span(match.start("verb"), match.end("verb")),
            predicated=True,
        )


def predicated(around: Around, mention: PersonMention, end: int) -> Iterator[OfficeMention]:
    """Of "X is the head of the OSCE", "X was elected president", "named X foreign minister"."""
    match = officewords.person_is().match(around.text, end + _closes_aside(around, mention, end))
    title = around.title_at.get(match.end()) if match else None
    if match and (not title or title.scope == "none"):
        ends = officewords.past_profession(around.text, match.end())
        title = next((around.title_at[at] for at in ends if at in around.title_at), None)
    if not match or not title or title.plural or title.scope == "none":
        return
    if name_after(around, title) or _is_anothers(around, mention, match):
        return
    verb = Span(match.start("verb"), len(around.text[: match.end()].rstrip()))
    pairs = list(paired(around, mention, title, match["verb"]))
    if not pairs and is_one_of(around, mention, match["verb"]):
        return
    named = pairs or [(mention, told) for told in titles_from(around, title)]
    found = [
        around.link(
            told, name, "person-is", or_said(told.status, officewords.status_of(match["verb"]))
        )
        for name, told in named
    ]
    for link in sharing(found):
        yield replace(link, trigger=verb, predicated=True)


def participles(around: Around, mention: PersonMention) -> Iterator[OfficeMention]:
    """Of "X, sworn in as president in May, …"; "X, sacked last year as army chief, …"."""
    match = officewords.participle().match(around.text, mention.span.end)
    title = around.title_at.get(match.end()) if match else None
    if not match or not title or title.plural or title.scope == "none":
        return
    if not name_after(around, title):
        verb = OfficeStatus.FORMER if match["out"] else OfficeStatus.CURRENT
        link = around.link(title, mention, "person-is", or_said(title.status, verb))
        trigger = Span(match.start("verb"), match.end("verb"))
        yield replace(link, trigger=trigger, predicated=True)


def _closes_aside(around: Around, mention: PersonMention, end: int) -> int:
    """One, where a comma behind a name closes an aside: "a retired judge, X, is the chair"."""
    before = around.text[max(mention.span.start - 40, 0) : mention.span.start]
    is_aside = end == mention.span.end and _OPENS_ASIDE.search(before)
    return int(bool(is_aside) and around.text.startswith(", ", end))


def _is_anothers(around: Around, mention: PersonMention, match: re.Match[str]) -> bool:
    """Whether a verb behind "and" is the sentence's subject's: "He met X, and became premier"."""
    between = around.text[match.start() : match.start("verb")]
    if not re.search(r"\band\b", between):
        return False
    sentence = around.document.sentence_at(mention.span.start)
    if sentence is None or not around.document.parses:
        return sentence is None
    named = sentence.tokens_in(mention.span)
    token = named[-1] if len(named) else None
    while token is not None and token.dep_ in {"appos", "compound", "flat"}:
        token = token.head
    return token is not None and token.dep_ in {"pobj", "dobj"}


def heads(around: Around, mention: PersonMention, end: int) -> Iterator[OfficeMention]:
    """Of "X, who has headed the OAS since 1994", "X chairs the African Union"."""
    match = officewords.HEADS.match(around.text, end)
    body = around.body_at.get(match.end()) if match else None
    if not match or not body or body[0].kind not in (Kind.ORGANISATION, Kind.ORGAN):
        return
    is_meeting = _MEETING.search(around.text, match.end(), body[1])
    if officewords.HEADED_ENDS.match(around.text, body[1]) and not is_meeting:
        verb = Span(match.start("verb"), match.end("verb"))
        head = "chair" if match["chairs"] else "head"
        is_past = match["past"] and not re.match(r"[ ]+since\b", around.text[body[1] :])
        yield OfficeMention(
            person=mention.entity,
            title=head,
            head=head,
            classes=titlewords.classes().get(head, frozenset()),
            scope="named",
            body=body[0],
            status=OfficeStatus.FORMER if is_past else OfficeStatus.CURRENT,
            span=Span(mention.span.start, body[1]),
            trigger=verb,
            pattern="heads",
            name=mention.span,
            predicated=True,
        )


def put_into_office(around: Around, mention: PersonMention) -> Iterator[OfficeMention]:
    """Of "the council appointed X director"."""
    before = officewords.PUT_INTO_OFFICE.search(
        around.text, max(mention.span.start - 40, 0), mention.span.start
    )
    came = around.origin(mention) if before else None
    ends = (mention.span.end, came[1]) if came else (mention.span.end,)
    gaps = [officewords.AS_TITLE.match(around.text, at) for at in ends] if before else []
    title = next((t for g in gaps if g and (t := around.title_at.get(g.end()))), None)
    if before and title and title.scope != "none" and not title.plural:
        status = or_said(title.status, officewords.put_status(before["verb"]))
        link = around.link(title, mention, "put-into-office", status)
        yield replace(
            link,
            body=link.body or deciding(around.document, before.start("verb"), title),
            trigger=Span(before.start("verb"), before.end("verb")),
            predicated=True,
        )
