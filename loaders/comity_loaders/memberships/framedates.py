"""Which date belongs to what a word tells: behind it, before it, or at the clause's head."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from comity_loaders.dates.founddates import DateKind, FoundDate
from comity_loaders.memberships import clauses
from comity_loaders.memberships.datesbehind import behind as dates_behind
from comity_loaders.memberships.datesbehind import is_event
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.marked import Marked
from comity_loaders.memberships.told import Told
from comity_loaders.sentences.masking import Slot

_INSIDE = {DateKind.MODIFIER, DateKind.ON}
_LABEL = 2
"""So far from its beginning, a colon closes the year that a line of a chronology begins with."""
_BEFORE_AFTER = 5
"""So many words may count the time: "a few short weeks after"."""
_PHRASE = 6
"""So far before a date stands what makes it that of something else."""
_OTHERS = words("dates_of_others")
_MARKS = {"after", "before", "because", "although", "though", "once", "until"}
_RELATIVES = {"which", "who", "that"}


def dates(told: Told) -> list[tuple[FoundDate, Slot]]:
    """The date of what is told, or several that belong to its states one by one."""
    marked = told.marked
    behind = _opened_by(told) or dates_behind(marked, told.end + 1)
    if not behind and told.end > marked.place(told.word):
        between = _between(marked, marked.place(told.word) + 1, told.end)
        behind = [between] if between else []
    if not behind and (told.is_noun or "enlargement" in told.frame.body):
        behind = _inside(marked, told.word if told.is_noun else clauses.subject(told.word))
    above = set(_sharing(told))
    if not behind and told.is_noun and told.word.dep_ in {"nsubj", "nsubjpass"}:
        behind = dates_behind(marked, marked.place(told.word.head) + 1)
    if told.is_noun and told.word.dep_ not in {"nsubj", "nsubjpass"}:
        behind = behind or _of_verb_before(told) or _not_until(told)
        return [(slot.date, slot) for slot in behind if slot.date]
    own = {told.word.head.i} if told.word.dep_ == "conj" else set()
    least = _relative(told)
    apart = behind or _each_has_own(told)
    before = [] if apart else _before(marked, marked.place(told.word) - 1, above, own, least)
    found = behind or _not_until(told) or before or _of_same_time(told) or _at_end(told)
    return [(slot.date, slot) for slot in found if slot.date]


def _each_has_own(told: Told) -> bool:
    """Whether states have a date each: "Peru in 1972, Chad in 1961, left", "and, in 2009, Chad"."""
    marked, at = told.marked, told.marked.place(told.states)
    units = marked.units[at : marked.place(told.word)]
    marks = [unit.mark for unit in units if isinstance(unit, Slot)]
    words_ = [unit.mark if isinstance(unit, Slot) else unit.text for unit in units]
    return marks == ["S", "D", "S", "D"] or words_[1:6] == ["and", ",", "D", ",", "S"]


def _opened_by(told: Told) -> list[Slot]:
    """The date that "when" follows: "had 15 members in 1955, when it was admitted"."""
    marked = told.marked
    opening = [c for c in told.word.children if c.lower_ == "when" and c.dep_ == "advmod"]
    for at in (marked.place(token) for token in opening):
        date = marked.unit(at - 1 - (marked.word(at - 1) == ","))
        if isinstance(date, Slot) and date.date and (is_event(date) or _lasted(date.date)):
            return [date]
    return []


def _lasted(date: FoundDate) -> bool:
    """Whether something lasted until a date: "was an observer until 1999, when it joined"."""
    return date.kind is DateKind.UNTIL


def _inside(marked: Marked, noun: Token | None) -> list[Slot]:
    """The date in a noun's own phrase: "Peru's 1995 entry", "the January 2019 exit of Chad"."""
    at = marked.place(noun) - 1 if noun is not None else -1
    while isinstance(unit := marked.unit(at), Token) and unit.pos_ in {"ADJ", "ADV"}:
        at -= 1
    unit = marked.unit(at)
    if not isinstance(unit, Slot) or unit.date is None:
        return []
    return [unit] if unit.date.kind in _INSIDE else []


def _of_verb_before(told: Told) -> list[Slot]:
    """The date of what came with it: "on Monday the summit ended with the admission of"."""
    preposition = told.word.head
    verb = preposition.head
    if preposition.lower_ != "with" or verb.tag_ != "VBD" or verb.i > told.word.i:
        return []
    marked, at = told.marked, told.marked.place(verb)
    between = _between(marked, at + 1, marked.place(told.word))
    return [between] if between else _before(marked, at - 1, {verb.i}, set())


def _at_end(told: Told) -> list[Slot]:
    """The one date of a sentence, in brackets at its end: "joined it to be safe (1955)"."""
    dates = list(told.marked.slots("D"))
    if len(dates) != 1 or told.word.dep_ != "ROOT":
        return []
    date, at = dates[0], told.marked.place(dates[0])
    closed = [told.marked.word(p) for p in (at - 1, at + 1, at + 2)]
    return [date] if closed[:2] == ["(", ")"] and closed[2] in {"", "."} else []


def _not_until(told: Told) -> list[Slot]:
    """The date in "it was not until 1955 that it joined", "not until 1955 did it join"."""
    marked = told.marked
    for at in range(1, marked.place(told.word)):
        behind = marked.word(at + 1 + (marked.word(at + 1) == ","))
        unit, opens = marked.unit(at), behind in {"that", "did", "was", "were"}
        until = isinstance(unit, Slot) and unit.date and unit.date.kind is DateKind.UNTIL
        if until and opens and marked.word(at - 1) == "not" and isinstance(unit, Slot):
            return [unit]
    return []


def _of_same_time(told: Told) -> list[Slot]:
    """The date of what was done meanwhile: "the king spoke on Tuesday as it took its seat"."""
    word = told.word
    meanwhile = any(c.lower_ == "as" and c.dep_ == "mark" for c in word.children)
    if word.dep_ != "advcl" or not meanwhile or word.head.i > word.i:
        return []
    between = _between(told.marked, 0, told.marked.place(word))
    # A day of the week is the day of the news; "founded in 1957" is not.
    return [between] if between and between.date and not between.date.stated else []


def _sharing(told: Told) -> Iterator[int]:
    """The verbs above the word in whose clause it stands, up to a clause of its own."""
    token = told.word
    while token.head.i != token.i:
        own = token.dep_ in {"relcl", "acl"} and told.meant_at == told.trigger
        if own or token.dep_ == "ccomp":
            return
        token = token.head
        yield token.i


def until(told: Told) -> FoundDate | None:
    """The date in "did not join until 1995", on which it did."""
    marked = told.marked
    units = marked.units[marked.place(told.word) + 1 : told.end + 5]
    found = [u.date for u in units if isinstance(u, Slot) and u.date]
    return next((d for d in found if d.kind in (DateKind.UNTIL, DateKind.BEFORE)), None)


def _between(marked: Marked, start: int, stop: int) -> Slot | None:
    """A date among the words that tell it: "applied in 2011 to join"."""
    found = [u for u in marked.units[start:stop] if is_event(u)]
    return found[0] if len(found) == 1 and isinstance(found[0], Slot) else None


def _relative(told: Told) -> int:
    """The place of the "which" or "after" that opens the word's own clause; 0 where none does."""
    if told.word.dep_ == "advcl":
        marks = (c for c in told.word.children if c.dep_ == "mark" and c.lower_ in _MARKS)
        return next((told.marked.place(c) for c in marks), 0)
    if told.word.dep_ != "relcl" or told.meant_at != told.trigger:
        return 0
    opens = (c for c in told.word.children if c.lower_ in _RELATIVES and "nsubj" in c.dep_)
    return next((told.marked.place(c) for c in opens), 0)


def _before(
    marked: Marked, at: int, above: set[int], beside: set[int], least: int = 0
) -> list[Slot]:
    """The date between the subject and the verb, or at the head of their clause.

    Verbs `above` the one that tells it share its clause: "became the first to join"; those
    `beside` it have the dates behind them for their own. No date stands before `least`.
    """
    while at >= least:
        unit = marked.unit(at)
        if isinstance(unit, Slot):
            if is_event(unit):
                ours = _fits(marked, at) and not _taken(marked, unit, beside)
                return [unit] if ours and not _is_of_other(marked, at) else []
        elif unit is not None and (label := _label(marked, at, unit)):
            return [label]
        elif unit is not None and unit.text in {",", ")", "-", "--", "–", "—"}:
            at = _over_aside(marked, at, unit.text)
        elif unit is not None and (
            unit.text in {";", ":"} or (_is_finite(unit) and unit.i not in above)
        ):
            return []
        at -= 1
    return []


def _label(marked: Marked, at: int, unit: Token) -> Slot | None:
    """The date that a line of a chronology or a table begins with: "1973: ", "1 May 2004 | "."""
    if at > _LABEL or unit.text not in {":", "-", "--", "–", "—", "|"}:
        return None
    label = marked.unit(at - 1)
    return label if isinstance(label, Slot) and is_event(label) else None


def _taken(marked: Marked, date: Slot, beside: set[int]) -> bool:
    """Whether the date hangs on a verb beside this one, which has it for its own."""
    token = marked.head(date)
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return token.i in beside and token.i < marked.head(date).i


def _fits(marked: Marked, at: int) -> bool:
    """Whether a date before the verb is the clause's: no full clause stands before it."""
    unit = marked.unit(at + 1)
    return not (isinstance(unit, Token) and unit.lower_ in {"'s", "-"})


def _is_of_other(marked: Marked, at: int) -> bool:
    """Whether it is the day of something else: "after a vote in 1994", ", free since 1960,"."""
    said = [marked.word(place) for place in range(max(at - _PHRASE, 0), at)]
    phrase = said[max((i + 1 for i, word in enumerate(said) if word == ","), default=0) :]
    return _ends_aside(marked, at) or not _OTHERS.isdisjoint(phrase)


def _ends_aside(marked: Marked, at: int) -> bool:
    """Whether it says how long an aside has been so: "Chad, at peace since 1996, joined"."""
    date, before = marked.unit(at), marked.unit(at - 1)
    lasts = isinstance(date, Slot) and date.date is not None and date.date.kind is DateKind.SINCE
    inside = isinstance(before, Token) and before.text != ","
    return lasts and inside and marked.word(at + 1) == ","


def _is_finite(unit: Token) -> bool:
    return unit.pos_ == "VERB" and unit.tag_ in {"VBD", "VBZ", "VBP", "VBG"} and unit.dep_ != "amod"


def _over_aside(marked: Marked, at: int, mark: str) -> int:
    """The place before an aside that a comma, bracket or dash closes; the same where it is none."""
    opening = {")": "("}.get(mark, mark)
    for place in range(at - 1, max(at - 45, -1), -1):
        unit = marked.unit(place)
        opens = isinstance(unit, Token) and unit.text == opening
        if opens and (mark != "," or _opens_aside(marked, place + 1)):
            return place
    return at


def _opens_aside(marked: Marked, at: int) -> bool:
    """Whether an aside opens at a place: "which left it", "a year after a vote in which it"."""
    if {marked.word(place) for place in range(at, at + _BEFORE_AFTER)} & {"after", "before"}:
        return True
    unit = marked.unit(at)
    if isinstance(unit, Slot):
        return unit.date is not None and unit.date.words.endswith((" after", " before"))
    if unit is None:
        return False
    return unit.lower_ in {"which", "who", "whose", "where"} or unit.tag_ in {"VBG", "VBN"}
