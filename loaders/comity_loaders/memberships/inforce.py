"""The entry into force of agreements: which, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comity.dates import When
from comity.model import Entity, Span
from comity_loaders.dates.founddates import DateKind, FoundDate
from comity_loaders.document import Sentence
from comity_loaders.meetings import meetingstance
from comity_loaders.meetings.places import Place
from comity_loaders.meetings.tail import read_tail
from comity_loaders.memberships.agreements import Agreement, agreements_in, told_before, unions_in
from comity_loaders.sentences.masking import Masked, mask

_VERB = re.compile(
    r"\b(?P<verb>(?:entry|coming|going) into (?:force|effect) of"
    r"|(?<=['’]s )(?:entry|coming) into (?:force|effect)"
    r"|(?:enter(?:ed|ing|s)|c[ao]m(?:e|es|ing)|go(?:ne|es|ing)|went|brought|put) in ?to"
    r" (?:full |legal |formal )?(?:force|effect|operation|being)|entered force"
    r"|(?:took|tak(?:e[ns]?|ing)) (?:full |legal |formal )?(?:effect|force)|(?:became|was|were"
    r"|has been|have been) (?:effective"
    r"|operational|legally binding|binding|operative)"
    r"|in (?:force|effect)(?=(?: with [^;:,.<]{3,60}| with (?:the )?<[SBN]\d+>)? <D))\b"
)
# "came into force from 2010" as well as "in 2010".
_DATED = (*meetingstance.DATED, DateKind.SINCE)
_FROM = re.compile(r" (?:as )?(?:from |since )?<(?P<date>D\d+)>")
_BEFORE_VERB = re.compile(
    r"(?:^|[,)>\"]|\b(?:and|which|that|it|formally|officially|finally|then|later|subsequently|also|only"
    r"|provisionally|duly|eventually|has|had|have|was|were|be|been|did|not|never|yet|will|would"
    r"|to|in turn|\w+ly)) ?$"
)
"""What may stand before the verb: a noun there is its subject, and no agreement."""
_NEW_CLAUSE = re.compile(
    r"[;:\"]|\b(?:while|whereas|when|after|before|because|although|though|but|if|and)"
    r" (?:a |an |the |its |their |his |it |they |he |she |[A-Z]|<[SBO])"
)
_IT = re.compile(
    r"(?:[;,:]|\band|\bbut) (?:and |but )?(?:it|which) (?:\w+ly |finally |then |later )*$"
)
_ASIDE = re.compile(
    r" ?\([^()]*\)|, (?:which|that|who|signed|adopted|agreed|concluded)[^,]{2,120},"
)
_DATE_FIRST = re.compile(
    r"^\W*(?:(?!It\b|was\b|were\b|which\b|and\b|[a-z]+ed\b)[a-zA-Z]+ ){0,3}<(?P<date>D\d+)>[, ]"
)
_ITS_NOUN = re.compile(
    r"^ (?:treaty|agreement|accord|convention|protocol|pact|charter)\b|\bitself\b"
)
_PARTIES = re.compile(
    r"^ (?:between|among|of|with) (?:the )?<[SBNO]\d+>(?:(?:,| and|, and) (?:the )?<[SBNO]\d+>)+"
)
"""Whose the agreement is: "between Chile and the European Union"."""
_HAVE = re.compile(r"\b(?:have|has|had) $")
_HAD = re.compile(r"^[^;:]{0,80}<D\d+>,? (?:an?|the|their|its|another) $")
"""Of "they have in force since 2004 an agreement", what stands behind the verb."""
_NOT_UNTIL = re.compile(r"\b(?:did|does|had|has|have) ?n[o']t (?:\w+ly |actually )?$")
_UNTIL = re.compile(r" (?:for \w+ )?<(?P<date>D\d+)>")
_DATE_BEFORE = re.compile(
    r"(?:^|[^,\s] )<(?P<date>D\d+)> (?:(?:also|had|have|has|finally|formally) )*$"
)
_AFTER = re.compile(
    r",? (?:(?:(?:international )?law|generally|provisionally|definitively|formally|officially"
    r"|internationally|globally|for all|on (?:its|all) \w+|only|just|there|again|immediately"
    r"|fully|for \w+|at (?:midnight|noon|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?)"
    r"(?: local time| GMT)?)(?=,? )|(?:after|following|upon|with) (?:[\w'’-]+|<[SBN]\d+>)"
    r"(?:(?: |, )(?:[\w'’-]+|<[SBN]\d+>)){0,11}?)(?=,? <D)"
)

_OWN = re.compile(r"(?:entry|coming) into \w+$")
_LABEL = re.compile(
    r"^\W*(?:Date of )?(?P<verb>(?:entry|coming) into force|in force|entered into force|effective)"
    r"(?: date| since)?: <(?P<date>D\d+)>",
    re.IGNORECASE,
)
"""The line of a sheet of facts on an agreement: "Date of entry into force: 4 May 1999"."""
_SINCE = re.compile(r"(?:Since|After|Following|Upon|With) ")
"""The entry into force that is an agreement's own, and what shows that it came."""
_FOR_SOME = re.compile(r" (?:\w+ )?for (?:the )?<S\d+>")
_FRONTED = re.compile(r"(?:^|[.;] |\band )[Ff]or (?:the )?<S\d+>,? [^;.]{0,60}$")


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that tell of an agreement's entry into force.

    Args:
        treaty: the agreement.
        verb: the place of the verb.
        place: where, as far as it is said.
        when: when.
        is_given: whether it is taken for granted: "the pact, in force since May", "not until May".
    """

    treaty: Entity
    verb: Span
    place: Place | None
    when: When
    is_given: bool = False


def entries_into_force(sentence: Sentence) -> Iterator[Entry]:
    """The entries into force that a sentence dates."""
    masked = mask(sentence)
    yield from _labelled(sentence, masked)
    for match in _VERB.finditer(masked.text):
        if _FOR_SOME.match(masked.text, match.end()) or _FRONTED.search(
            masked.text[: match.start()]
        ):
            continue  # the day of those states, and not of the agreement
        agreement = _subject(masked, match, (*agreements_in(sentence), *unions_in(sentence)))
        late = _until(masked, match) if agreement else None
        if agreement and late and late.past:
            yield Entry(agreement.entity, masked.place(*match.span("verb")), None, late.past, True)
            continue
        date, place = _setting(sentence, masked, match, agreement) if agreement else (None, None)
        is_state = match["verb"] in ("in force", "in effect")
        kinds = (DateKind.SINCE,) if is_state else _DATED
        if agreement and date and date.past and date.kind in kinds:
            verb = masked.place(*match.span("verb"))
            yield Entry(agreement.entity, verb, place, date.past, _is_given(masked, match))


def _labelled(sentence: Sentence, masked: Masked) -> Iterator[Entry]:
    """The entry into force that a line of a sheet of facts dates, of the agreement named before."""
    match = _LABEL.match(masked.text)
    date = masked.slots[match["date"]].date if match else None
    treaty = told_before(sentence) if date else None
    if match and treaty and date and date.past:
        yield Entry(treaty, masked.place(*match.span("verb")), None, date.past, is_given=True)


def _is_given(masked: Masked, match: re.Match[str]) -> bool:
    """Whether it is said by the way: "the pact, in force since May", "since the pact's entry"."""
    if match["verb"] in ("in force", "in effect"):
        return masked.text[: match.start()].endswith(", ")
    return bool(_OWN.match(match["verb"]) and _SINCE.match(masked.text))


def _until(masked: Masked, match: re.Match[str]) -> FoundDate | None:
    """The date until which it was not in force: "did not come into force until 1994"."""
    found = _UNTIL.match(masked.text, match.end())
    date = masked.slots[found["date"]].date if found else None
    is_not_yet = _NOT_UNTIL.search(masked.text[: match.start()])
    return date if date and date.kind is DateKind.UNTIL and is_not_yet else None


def _subject(
    masked: Masked, match: re.Match[str], agreements: tuple[Agreement, ...]
) -> Agreement | None:
    """The agreement whose verb it is: the last one before it, where no other subject comes."""
    if match["verb"].endswith(" of"):
        behind = next((a for a in agreements if a.start >= match.end()), None)
        return (
            behind
            if behind and re.match(r" (?:the |an? )?$", masked.text[match.end() : behind.start])
            else None
        )
    if _OWN.match(match["verb"]):
        return next((a for a in agreements if a.end == match.start() - len("'s ")), None)
    if _HAVE.search(masked.text[: match.start()]):
        had = (a for a in agreements if _HAD.match(masked.text[match.end() : a.start]))
        return next(had, None)
    before = sorted((a for a in agreements if a.end <= match.start()), key=lambda a: a.start)
    for agreement in reversed(before):
        between = _ASIDE.sub(",", masked.text[agreement.end : match.start()])
        between = _PARTIES.sub("", _ITS_NOUN.sub("", between))
        if _IT.search(between):
            return agreement
        if _is_of(masked, agreement):
            continue
        if _BEFORE_VERB.search(between) and not _NEW_CLAUSE.search(between) and len(between) < 200:
            return agreement
    return None


def _is_of(masked: Masked, agreement: Agreement) -> bool:
    """Whether something of the agreement is meant: "changes to the treaty", "the treaty's ban"."""
    before = masked.text[: agreement.start]
    of = re.search(
        r"(?P<noun>[\w'’-]+) (?:to|of|from|in|with|under|by|against|for) (?:the |an? |its )?$",
        before,
    )
    return bool(of) or masked.text[agreement.end :].startswith(("'s", "’s", "-"))


def _setting(
    sentence: Sentence, masked: Masked, match: re.Match[str], agreement: Agreement
) -> tuple[FoundDate | None, Place | None]:
    """The date and the place behind the verb; else a date right before it or at the head."""
    end = agreement.end if match["verb"].endswith(" of") else match.end()
    skipped = _AFTER.match(masked.text, end)
    start = skipped.end() if skipped else end
    tail = read_tail(masked, sentence.document, start)
    before = masked.text[: match.start()]
    since = _FROM.match(masked.text, start)
    if since and not tail.date:
        return masked.slots[since["date"]].date, tail.place
    found = _DATE_BEFORE.search(before) or _DATE_FIRST.search(before)
    date = masked.slots[found["date"]].date if found else None
    return tail.date or date, tail.place
