"""Titles behind the name: "X, secretary general of NATO", "X (the Thai foreign minister)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.model import OfficeStatus
from comity_loaders.offices.around import Around, sharing
from comity_loaders.offices.beforenames import name_after
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.offices.verbs import predicated
from comity_loaders.people.people import PersonMention
from comity_loaders.titles import officewords
from comity_loaders.titles.titles import Title

_PARTYS = re.compile(
    r"(?:members?|(?:[a-z-]+[ ]+)?(?:secretary|chairman|leader|head|chief|chair|president))"
    r"[ ]+of[ ]+"
)
_OPENS_RELEASE = re.compile(
    r"(?i)(?:media release[ ]+)?(?:the[ ]+)?(?:(?:right[ ]+)?hon(?:ourable)?\.?[ ]+)?"
    r"(?:(?:dr|mr|ms|mrs|senator)\.?[ ]+)*(?:the[ ]+hon(?:ourable)?\.?[ ]+)?"
)
_HONOURED = re.compile(rf"(?:{officewords.HONORIFICS}[ ]+)+")
_OWNED = re.compile(r"'s?[ ]+")
_CLAUSE = re.compile(r"[,.;:\n\"]|$")
_HELD = re.compile(
    r"(?i)\b(?:with|about|by|to|from|of|for|on|against|unlike|like|beside|behind)[ ]+"
    r"(?:(?:the|former|mr|mrs|ms|dr|president|minister)\.?[ ]+)*$"
)
_AND = re.compile(r"(?<=[\w)])[ ]+and[ ]+")
# The bearer's own name: "Roe, the deputy secretary-general for culture H.E. Doe and".
_NAMED_NEXT = re.compile(
    rf"(?:[ ]+(?:for|of|on)[ ]+[^,.;:\n\"]{{3,60}}?)?[ ]+(?:{officewords.HONORIFICS}[ ]+)+"
)


def behind_name(around: Around, mention: PersonMention) -> Iterator[OfficeMention]:
    """Of "X, secretary general of NATO", "X (the Thai foreign minister)"."""
    lettered = list(_lettered(around, mention))
    if lettered:
        yield from lettered
        return
    match = officewords.OPENS.match(around.text, mention.span.end)
    signed = officewords.SIGNED.match(around.text, mention.span.end)
    title = _behind_owner(around, match.end()) if match else None
    if match and (title is None or title.scope == "none"):
        yield from _beside_party(around, mention, match.end())
    if signed and not title:
        match, title = signed, _signed_as(around, mention, signed)
    if (
        not match
        or not title
        or _is_next_subject(around, mention, title)
        or _is_named_next(around, title)
        or not (_is_apposed(around, title) or _is_subject(around, mention, title))
    ):
        return
    status = OfficeStatus.FORMER if match.groupdict().get("past") else title.status
    found = [around.link(title, mention, "behind-name", status)]
    yield from predicated(around, mention, title.span.end)
    for further, joint in _joined_to(around, title):
        carried = status if joint == "and" and status is OfficeStatus.FORMER else further.status
        found.append(around.link(further, mention, "behind-name", carried))
        yield from predicated(around, mention, further.span.end)
    yield from sharing(found)


def _is_named_next(around: Around, title: Title) -> bool:
    """Whether an honorific and a name end what the title begins: it is of the next in a list."""
    named = _NAMED_NEXT.match(around.text, title.span.end)
    return named is not None and named.end() in around.name_at


def _behind_owner(around: Around, at: int) -> Title | None:
    """The title that starts here, or behind whose it is: "X, President Y's minister"."""
    title = around.title_at.get(at)
    start = title.span.end + 1 if title else at
    honoured = _HONOURED.match(around.text, start)
    owner = around.name_at.get(honoured.end() if honoured else start)
    owned = _OWNED.match(around.text, owner.span.end) if owner else None
    return around.title_at.get(owned.end(), title) if owned else title


def _lettered(around: Around, mention: PersonMention) -> Iterator[OfficeMention]:
    """The offices at a release's head: "The Hon X MP Minister for Health Minister for Sport"."""
    text, at = around.text, mention.span.end
    before = text[text.rfind("\n", 0, mention.span.start) + 1 : mention.span.start]
    gap = officewords.LETTERED.match(text, at)
    title = around.title_at.get(gap.end()) if gap else None
    if not _OPENS_RELEASE.fullmatch(before):
        return
    while title and title.text[:1].isupper() and not title.plural and title.scope != "none":
        yield around.link(title, mention, "behind-name")
        joined = re.compile(r"[ ]+").match(text, title.span.end)
        title = around.title_at.get(joined.end()) if joined else None


def _beside_party(around: Around, mention: PersonMention, at: int) -> Iterator[OfficeMention]:
    """The second of "X, general secretary of the party's Central Committee and Laotian premier"."""
    party = _PARTYS.match(around.text, at)
    ends = _CLAUSE.search(around.text, at) if party else None
    for match in _AND.finditer(around.text, at, ends.start() if ends else at):
        title = around.title_at.get(match.end())
        if title and title.body and title.determiner == "" and _is_apposed(around, title):
            yield around.link(title, mention, "behind-name")


def _joined_to(around: Around, title: Title) -> Iterator[tuple[Title, str]]:
    """The titles that follow in one apposition, and what joins each."""
    while joined := officewords.AND_TITLE.match(around.text, title.span.end):
        following = around.title_at.get(joined.end())
        if not following or not _is_apposed(around, following) or _leads_on(around, following):
            return
        if _acts_elsewhere(around, title, following):
            return
        yield following, joined.group().strip(" ,")
        title = following


def _leads_on(around: Around, title: Title) -> bool:
    """Whether it is of another, named behind the next: "X, judge, and Chad's A and B, Mr Y"."""
    joined = re.compile(r"[ ]+and[ ]+").match(around.text, title.span.end)
    following = around.title_at.get(joined.end()) if joined and title.body else None
    return following is not None and name_after(around, following) is not None


def _acts_elsewhere(around: Around, title: Title, following: Title) -> bool:
    """Whether it is another's, who acts: "With X, NATO's chief, Mali's premier said"."""
    other = title.body is not None and following.body not in {None, title.body}
    return other and officewords.ACTS.match(around.text, following.span.end) is not None


def _is_apposed(around: Around, title: Title) -> bool:
    """Whether a title behind a name and a comma can be that name's."""
    if title.plural or title.scope == "none" or name_after(around, title):
        return False
    if title.determiner in {"his", "her", "their"}:
        return False  # "they arrested X, his prime minister and others"
    return title.determiner == "" or bool(officewords.ENDS.match(around.text, title.span.end))


def _is_next_subject(around: Around, mention: PersonMention, title: Title) -> bool:
    """Whether a title has a verb of its own: "after talks with X, Chad's premier said"."""
    held = _HELD.search(around.text, max(mention.span.start - 30, 0), mention.span.start)
    return held is not None and officewords.ACTS.match(around.text, title.span.end) is not None


def _is_subject(around: Around, mention: PersonMention, title: Title) -> bool:
    """Whether only the closing comma is missing: "X, the premier of Peru said that …".

    So where the name opens the sentence, or what stands behind a clause that opens it with "-ing".
    """
    sentence = around.document.sentence_at(mention.span.start)
    before = around.text[sentence.span.start : mention.span.start] if sentence else "x"
    acts = officewords.ACTS.match(around.text, title.span.end)
    named = title.body is not None and not title.plural and title.scope != "none"
    return named and acts is not None and officewords.OPENS_SENTENCE.fullmatch(before) is not None


def _signed_as(around: Around, mention: PersonMention, match: re.Match[str]) -> Title | None:
    """The title that fills the line below a name that ends a line, as below a letter."""
    title = around.title_at.get(match.end())
    start = around.text.rfind("\n", 0, mention.span.start) + 1
    before = around.text[start : mention.span.start]
    if not title or not officewords.OPENS_LINE.fullmatch(before):
        return None
    ends = re.match(r"[ ]*[,.]?[ ]*(?:\n|$)", around.text[title.span.end :])
    return title if ends else None
