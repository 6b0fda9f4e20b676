"""Titles before the name: "NATO Secretary General X", "Deputy Premier and Foreign Minister X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from comity.model import Kind
from comity_loaders.offices.around import STATES, Around
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import PersonMention
from comity_loaders.titles import officewords, titlewords
from comity_loaders.titles.titles import Title

# What parts a title from the name that fills the line below it, as in letterheads.
_UNDER_TITLE = re.compile(
    rf"[ ]*\n[ ]*(?:{officewords.HONORIFICS}[ ]+)+"
    r"(?=[A-Z][\w'-]+(?:[ ]+[A-Z][\w.'-]+){1,3}[ ]*(?:,|\n|$))"
)
_AND_PARTY = re.compile(r"[ ]+and[ ]+(?:[A-Z][\w-]+[ ]+){1,4}")
# "Under President X, NATO's secretary general, Y, stayed": what opens so is over at the comma.
_OPENING = re.compile(
    r"\W*(?:(?:under|after|before|since|during|unlike|besides|following|at)[ ]+[^,.;:\"\n]*"
    r"|in[ ]+(?:an?|the|his|her|their)[ ]+(?:open[ ]+|joint[ ]+)?"
    r"(?:letter|message|note|call|phone call|reply|appeal)[ ]+(?:to|with)[ ]+[^.;:\"\n]*),[ ]+",
    re.IGNORECASE,
)
# "(WTO)", behind the name of the body.
_SHORT = re.compile(r"\([A-Z][A-Za-z-]*[A-Z]\)$")
# "A, who was then chancellor, and party leader B": A was chancellor.
_TOLD_BEFORE = re.compile(r"\b(?:who|whom|is|was|were)[ ]+(?:then|now|also)?[ ]*(?:the[ ]+)?$")

_ORGANISATIONS = (Kind.ORGANISATION, Kind.ORGAN)


def before_name(around: Around, title: Title) -> Iterator[OfficeMention]:
    """Of "NATO Secretary General X", and both of "Deputy Premier and Foreign Minister X"."""
    mention = name_after(around, title)
    if not mention:
        return
    chained = _chained(around, title)
    body = title.body or (chained.body if chained else None)
    link = around.link(title, mention, "before-name")
    yield replace(link, body=link.body or body)
    if chained:
        shared = link.body if chained.scope == "state" else body
        own = chained.body or (None if chained.back else body or shared)
        yield replace(around.link(chained, mention, "before-name"), body=own)


def beside_party(around: Around, title: Title) -> Iterator[OfficeMention]:
    """Of "Prime Minister and Liberal leader X": the first alone, the second is a party's."""
    mention = name_after(around, title)
    for other in around.titles if mention else ():
        between = around.text[other.span.end : title.core.start]
        own = other.determiner == "" and other.scope == "state" and not other.plural
        if mention and own and _AND_PARTY.fullmatch(between):
            yield around.link(other, mention, "before-name")


def name_after(around: Around, title: Title) -> PersonMention | None:
    """The name behind a title, where it is the bearer's."""
    match = officewords.BEFORE_NAME.match(around.text, title.span.end) or _under(around, title)
    start = _past_origin(around, match.end()) if match else 0
    mention = around.name_at.get(start) if match else None
    if not match or not mention or _is_anothers(around, title):
        return None
    if "," not in match.group():
        return mention
    if _ends_in_state(around, title):
        return None  # "A, Minister for Trade (Chad), B, Minister for Sport (Mali)"
    if _is_behind_name(around, title) or not _is_apposition(around, title, mention):
        return None
    return mention


def _ends_in_state(around: Around, title: Title) -> bool:
    """Whether brackets end a title, with anything but how its organisation is called for short."""
    words = around.text[title.span.start : title.span.end]
    is_short = title.body and title.body.kind in _ORGANISATIONS and _SHORT.search(words)
    return words.endswith(")") and not is_short


def _under(around: Around, title: Title) -> re.Match[str] | None:
    """The end of the line that a title fills, where a name with an honorific fills the next."""
    opens = around.text.rfind("\n", 0, title.span.start) + 1
    alone = not around.text[opens : title.span.start].strip(" *#_").lower().removeprefix("the")
    return _UNDER_TITLE.match(around.text, title.span.end) if alone else None


def _is_behind_name(around: Around, title: Title) -> bool:
    """Whether a title is that of the name before: "X, Commissioner for Trade, Y, Chair"."""
    if title.span.start < title.core.start and _is_behind_opening(around, title):
        return False
    before = around.text[max(title.span.start - 3, 0) : title.span.start]
    ends = {m.span.end for m in around.names}
    return title.determiner == "" and (
        re.search(r",[ ]+$", before) is not None
        and title.span.start - len(before) + len(before.rstrip(", ")) in ends
    )


def _is_behind_opening(around: Around, title: Title) -> bool:
    """Whether only an adverbial stands before: "After talks with X, NATO's chief, Y, left"."""
    sentence = around.document.sentence_at(title.span.start)
    start = sentence.span.start if sentence else title.span.start
    return _OPENING.fullmatch(around.text, start, title.span.start) is not None


def _past_origin(around: Around, at: int) -> int:
    """Where the name starts in "the secretary general, Norway's X", "the chair, the Chadian X"."""
    lead = officewords.BEFORE_ORIGIN.match(around.text, at)
    body = None if at in around.name_at else around.body_at.get(lead.end() if lead else at)
    match = officewords.ORIGIN_GAP.match(around.text, body[1]) if body else None
    return match.end() if match else at


def _is_anothers(around: Around, title: Title) -> bool:
    """Whether the name behind may be that of the bearer's spokesman."""
    start = title.span.start - len(title.determiner) - bool(title.determiner)
    before = around.text[max(start - 20, 0) : start]
    return title.determiner == "the" and bool(officewords.SPEAKS_FOR.search(before))


def _is_apposition(around: Around, title: Title, mention: PersonMention) -> bool:
    """Whether a name behind a title and a comma is the title's, and opens no new clause."""
    of = titlewords.OF_ONLY.match(around.text, mention.span.end)
    origin = around.body_at.get(of.end()) if of else None
    if officewords.CLOSES.match(around.text, origin[1] if origin else mention.span.end):
        return True
    if title.determiner in {"a", "an"}:
        return False
    owned = title.determiner == "the" or title.span.start < title.core.start
    if owned and title.body and _opens_clause(around, title, mention):
        return True
    sentence = around.document.sentence_at(title.span.start)
    return sentence is not None and not re.search(
        r"\w{4}", around.text[sentence.span.start : title.span.start]
    )


def _opens_clause(around: Around, title: Title, mention: PersonMention) -> bool:
    """Whether title and name are its subject: "…, the Malian premier, X said that …"."""
    before = around.text[max(title.span.start - 8, 0) : title.span.start]
    acts = officewords.ACTS.match(around.text, mention.span.end)
    return acts is not None and re.search(r"[,\n]\s*(?:the[ ]+)?$", before) is not None


def _chained(around: Around, title: Title) -> Title | None:
    """The title that is joined to this one from before, with the same bearer."""
    for other in around.titles:
        between = around.text[other.span.end : title.span.start]
        if _is_told_before(around, other) or _is_throne(other, title) or _are_two(other, title):
            continue
        joined = between == " " and other.body and title.core.start == title.span.start
        if (joined or officewords.JOINS.fullmatch(between)) and not other.plural:
            same_case = other.core.of(around.text)[0].isupper() == title.text[0].isupper()
            own = title.body is not None and title.span.start < title.core.start
            if own and between == ", " and _is_chair(around, other):
                return other
            if title.determiner or (own and other.head not in titlewords.words("rotating")):
                continue
            if own and (re.match(r",[ ]+and", between) or _is_behind_name(around, other)):
                continue
            is_one = other.body and other.determiner == "" and between == " and "
            if (
                (same_case or joined or own or is_one)
                and other.scope != "none"
                and not (own and other.determiner not in {"", "its"})
            ):
                return other
    return None


def _is_told_before(around: Around, title: Title) -> bool:
    """Whether it is somebody's of whom a clause tells that stands before."""
    start = title.span.start
    return _TOLD_BEFORE.search(around.text[max(start - 20, 0) : start]) is not None


def _is_throne(other: Title, title: Title) -> bool:
    """Whether it is a king's or a queen's, who is no minister: "the Queen, and Premier X"."""
    is_another = not title.body and title.head != other.head
    return is_another and other.head in titlewords.words("thrones")


def _are_two(other: Title, title: Title) -> bool:
    """Whether no state has one person for both: "the Prime Minister and President X"."""
    heads = titlewords.words("heads_of_states")
    both = other.head in heads and title.head in heads and not (other.body or title.body)
    return both and other.head != title.head and other.determiner == "the"


def _is_chair(around: Around, title: Title) -> bool:
    """Whether it is a body's chair, of which the state's office behind is the bearer's."""
    rotating = title.head in titlewords.words("rotating") and title.scope != "none"
    is_of_body = title.body is not None and title.body.kind not in STATES
    opens = title.determiner == "the" and (is_of_body or title.back == "body")
    return rotating and not _is_behind_name(around, title) and (opens or title.back == "body")
