"""Which date of a sentence belongs to which match, and to which of the states in it.

In order: dates right behind the match, dates inside it, the date that opens the sentence. Where
more than one could be meant, none is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from comity.dates import DateBasis, When
from comity.model import Entity, Modality, Predicate
from comity_loaders.dates.founddates import DateKind, FoundDate
from comity_loaders.document import Document
from comity_loaders.memberships.datesbehind import is_of_occasion
from comity_loaders.memberships.finds import Find
from comity_loaders.sentences.masking import Slot

_EVENT_KINDS = {DateKind.ON, DateKind.RANGE, DateKind.SINCE}
_LASTS = {
    Predicate.MEMBERSHIP_SUSPENDED,
    Predicate.PARTICIPATION_SUSPENDED,
    Predicate.MEMBER,
    Predicate.OBSERVER,
    Predicate.ASSOCIATE,
}
_FIRST_WORDS = re.compile(r"^(?:\W|\w+ ){0,4}$")
_BEFORE_DATE = re.compile(
    r"(?!,? and <D\d+>,? (?:it|they|the) )"
    r"(?:[\"')]|'s?\b)*,?(?: (?:it|them|together|again|formally|officially|only|early|late|later"
    r"|shortly|along|alongside|with|as|at|the|a|an|its|their|full|founding|members?|summit|ceremony|former"
    r"|in|and|by|of|treaty|pact|alliance|bloc|midnight|(?!before|after|until|that|when|while|which|but"
    r"|because|since|who|if|said|says)[\w'-]+|<[SBCON]\d+>)){0,7},? ?(?P<dates><D\d+>)"
    # Not "in 1993, and in 1994 it entered into force": the second date opens a clause of its own.
    r"(?P<more>(?:(?:(?:, (?:and )?| and )<D\d+>)+(?=[.;,]|$| respectively))?)"
    r"(?P<each>,? respectively)?"
)
# "Founded in 1955 by Chad, and joined by Peru in 1960": the second date is the second verb's.
_GOES_ON = re.compile(r"\band \w+")
# "Following a referendum in March 1994": the day of the referendum, and of nothing else.
_OF_OTHER = re.compile(
    r"(?i)\b(?:after|following|since|before|despite|under|until|amid|(?!during|beginning|starting)\w+ing"
    r"|speech|interview|letter|report|statement|address|article|study|survey|message)\b"
)
_BRACKETED = re.compile(r" ?\((?P<dates><D\d+>)\)")

Pair = tuple[Entity | None, Entity | None, FoundDate | None]


def dated(found: Find, states: Sequence[Entity], bodies: Sequence[Entity]) -> list[Pair]:
    """Each state with each body and the date that belongs to the two, if any."""
    subject = found.group("s")
    own = {m.entity: date for m, date in subject.own} if subject else {}
    dates, each = _dates(found)
    one_by_one = len(dates) > 1 and len(dates) == len(states) * len(bodies)
    if each or one_by_one or "respectively" in found.rest[:20]:
        return _respectively(states, bodies, dates)
    date = dates[0] if len(dates) == 1 else None
    if len(own) > 1 and date in own.values():
        date = None  # it is the last state's own, and no other's
    return [(state, body, own.get(state, date)) for body in bodies for state in states]


def _respectively(
    states: Sequence[Entity], bodies: Sequence[Entity], dates: Sequence[FoundDate]
) -> list[Pair]:
    if len(states) == len(bodies) > 1 and len(dates) in (0, 1, len(states)):
        by_pair = dates if len(dates) == len(states) else [*dates, None][:1] * len(states)
        return list(zip(states, bodies, by_pair, strict=True))
    pairs = [(state, body) for body in bodies for state in states]
    fitting = dates if len(dates) == len(pairs) else [None] * len(pairs)
    return [(*pair, date) for pair, date in zip(pairs, fitting, strict=True)]


def _dates(found: Find) -> tuple[list[FoundDate], bool]:
    """The dates of a match, and whether they belong to its states or bodies one by one."""
    masked, match = found.masked, found.match
    if found.pattern.date == "none":
        return [], False
    inside = [s.date for s in masked.slots_in(*match.span()) if s.date]
    if found.pattern.date == "inside":
        return inside[:1] or _opening(found), False
    bracketed = _BRACKETED.match(masked.text, match.end())
    behind = _BEFORE_DATE.match(masked.text, match.end())
    if behind and _is_of_other(found, behind):
        behind = None
    events = [
        s.date for s in masked.slots_in(*match.span()) if s.date and s.date.kind in _EVENT_KINDS
    ]
    if events and behind and _GOES_ON.search(behind[0]):
        behind = None
    if bracketed:
        return _in(found, bracketed.span("dates")), False
    if behind:
        dates = _of_events(found, behind)
        if dates:
            return dates, behind["each"] is not None
    inside = [d for d in inside if d.kind in _EVENT_KINDS]
    return inside[-1:] or _opening(found), False


def _is_of_other(found: Find, match: re.Match[str]) -> bool:
    """Whether a verb between has the date for its own: "under a law passed in March 1994"."""
    start, end = match.start(), match.start("dates")
    place = found.masked.place(start, end) if found.document.parses and start < end else None
    tokens = found.sentence.tokens_in(place) if place else ()
    verbs = [t for t in tokens if t.pos_ == "VERB" and t.dep_ != "conj"]
    return any(not is_of_occasion(verb) for verb in verbs)


def _in(found: Find, stretch: tuple[int, int]) -> list[FoundDate]:
    return [slot.date for slot in found.masked.slots_in(*stretch) if slot.date]


def _of_events(found: Find, match: re.Match[str]) -> list[FoundDate]:
    first, more = _in(found, match.span("dates")), _in(found, match.span("more"))
    if first[0].kind not in _EVENT_KINDS:
        return []
    if match["each"]:
        return first + more
    # "On 2 March 2013, twelve years after" names one day.
    return first + [date for date in more if date.kind in _EVENT_KINDS and date.past]


def _opening(found: Find) -> list[FoundDate]:
    """The date with which the clause opens."""
    slots = found.masked.slots_in(0, len(found.masked.text))
    first: Slot | None = next((slot for slot in slots if slot.date), None)
    if first is None or first.date is None or first.date.kind not in _EVENT_KINDS:
        return []
    before = found.masked.text[: found.masked.text.index("<D")]
    opens = _FIRST_WORDS.match(before) and not _OF_OTHER.search(before)
    return [first.date] if opens else []


def when(date: FoundDate | None, modality: Modality) -> When | None:
    """What a date means: of what is to come, its next occurrence, else its last."""
    if date is None:
        return None
    return date.future if modality is not Modality.ASSERTED else date.past


def is_loose(date: FoundDate | None, predicate: Predicate) -> bool:
    """Whether it only narrows down a day: "acceded between 1993 and 1996"; a suspension lasts."""
    between = date is not None and date.words.lower().startswith("between")
    return between and predicate not in _LASTS


def is_future(found: Find, date: When) -> bool:
    """Whether a date lies after the article's day."""
    return is_after(found.document, date)


_FOOTNOTE = 2
"""So many years behind an article's day, the past tense is that of a later editor."""


def is_of_editor(document: Document, date: When, verb: Token) -> bool:
    """Whether a later editor tells what has happened since: "* Peru was admitted in 1961"."""
    published = document.article.published
    if published is None or published.date.latest is None or date.date.earliest is None:
        return False
    late = date.date.earliest.year - published.date.latest.year >= _FOOTNOTE
    return late and date.basis is DateBasis.STATED and _is_past_tense(verb)


def _is_past_tense(word: Token) -> bool:
    verb = next((t for t in (word, *word.ancestors) if t.pos_ in {"VERB", "AUX"}), word)
    return any(t.tag_ == "VBD" for t in (verb, *verb.children) if t.pos_ in {"VERB", "AUX"})


def is_after(document: Document, date: When) -> bool:
    """Whether a date lies after the article's day."""
    published = document.article.published
    if published is None or published.date.latest is None or date.date.earliest is None:
        return False
    return date.basis is not DateBasis.EXTERNAL and date.date.earliest > published.date.latest


def is_yearless(day: When) -> bool:
    """Whether a date lacks its year: "in April", in an article of no known date."""
    return day.date.edtf.startswith("X")
