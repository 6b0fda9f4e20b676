"""Where an article says that somebody met: "the ministers met in Lodz", "Prodi met Schuessel"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity.model import Entity
from comity_loaders.document import Sentence
from comity_loaders.meetings import meetingstance
from comity_loaders.meetings.meetingwords import MARK, either_case, noun, phrase, words
from comity_loaders.meetings.mentions import MeetingMention
from comity_loaders.meetings.names import holder_before
from comity_loaders.meetings.places import Place
from comity_loaders.meetings.setting import (
    THERE,
    WHERE,
    came_to,
    opening_place,
    read_place,
)
from comity_loaders.meetings.tail import Tail, read_tail
from comity_loaders.meetings.verbdates import date_before, without_aside
from comity_loaders.meetings.verbstance import is_gerund, is_habit, verb_stance
from comity_loaders.people.people import people_in
from comity_loaders.sentences.masking import Masked, mask

_PRIVATELY = re.compile(
    r" (?:at|in) (?:the )?(?:university|(?:law )?school|college|church|work"
    r"|a (?:bar|party|cafe|pub))\b"
)
_THING = re.compile(r"['’]s? (?:[\w-]+ )*(?!(?:minister|president|counterpart|envoy)s?$)[a-z]+$")
"""What somebody welcomes that is not somebody: "the minister's decision"."""
_DONE_TO = re.compile(r"\b(?:was|were|is|are|been|be|being)(?: not| never| \w+ly)?$")
_OF_PARLIAMENT = re.compile(
    r"\b(?:Senate|House|[Pp]arliamentary|Congressional|congressional|[Ss]elect) (?:[\w-]+ ){0,3}"
    r"(?:[Cc]ommittee|panel|[Ss]ubcommittee|[Cc]ommission) $"
)
_HAVING_BEEN = re.compile(r"(?: (?:was|were|is|are|has|have|had|been|being))+ ?$")
_CLOSED = re.compile(
    r",? (?:behind closed doors|for talks|for (?:an?|the) |to discuss|to review|to talk)"
)
_AFTER = re.compile(r",? (?:after|following|while|upon|since|before) (?:first |also )?$")
"""What stands between those who did something and "meeting with"."""
_RELATIVE = re.compile(
    r",? (?:which|who)(?: (?:had|has|have|also|were|was|are|is|last|first|then|recently|later))* $"
)


def find(sentence: Sentence) -> Iterator[MeetingMention]:
    """The meetings that verbs in a sentence tell of, in order of place."""
    masked = mask(sentence)
    for match in _met().finditer(masked.text):
        before = masked.text[: match.start()]
        if match["verb"] == "meeting" and not is_gerund(masked, match, before):
            continue
        if match["verb"] == "met" and _DONE_TO.search(before.rstrip()):
            continue  # "the conditions were met in May"
        mention = _mention(sentence, masked, match)
        if mention:
            yield mention


def _mention(sentence: Sentence, masked: Masked, match: re.Match[str]) -> MeetingMention | None:
    document = sentence.document
    ahead = _setting_ahead(sentence, masked, match)
    start, with_whom = _past_object(masked, match, ahead.end)
    if _PRIVATELY.match(masked.text, match.end()):
        return None
    both = [with_whom, *[_subject(masked, match.start())] * _is_received(masked, match)]
    if match["verb"] in words("hosted") and not all(_is_guest(sentence, masked, a) for a in both):
        return None
    tail = read_tail(masked, document, start)
    tail.partner = tail.partner or with_whom
    tail.place, tail.date = tail.place or ahead.place, tail.date or ahead.date
    subject = _subject(masked, match.start()) if match.start() else _behind(masked, tail.end)
    place = tail.place or _place(sentence, masked, match)
    date = tail.date or date_before(masked, match.start())
    is_told = bool(place or date)
    if not (
        _is_somebody(masked, tail, match, is_told=is_told)
        and _can_confer(masked.text[slice(*subject)])
    ):
        return None
    body = holder_before(masked, masked.text[: subject[1]])
    people = _people(sentence, masked, subject, match, tail)
    if not (tail.partner or body or is_told) or is_habit(masked, match, tail):
        return None
    stance = verb_stance(sentence, masked, match)
    return MeetingMention(
        sentence=sentence,
        span=masked.place(match.start("verb"), match.end("verb")),
        noun="meeting",
        name=_name(sentence, masked, body, people, tail),
        body=body,
        people=people,
        place=place,
        date=date,
        names_body=True,
        stance=stance,
    )


def _setting_ahead(sentence: Sentence, masked: Masked, match: re.Match[str]) -> Tail:
    """Where and when somebody is received, before who it is: "received in Oslo on Monday the"."""
    document = sentence.document
    if match["verb"] not in words("hosted") or _is_received(masked, match):
        return Tail(match.end())
    return read_tail(masked, document, match.end())


def _is_received(masked: Masked, match: re.Match[str]) -> bool:
    """Whether somebody "was received by" somebody."""
    before, after = masked.text[: match.start()].rstrip(), masked.text[match.end() :]
    return match["verb"] in words("hosted") and bool(
        _DONE_TO.search(before) and after.startswith(" by ")
    )


def _past_object(
    masked: Masked, match: re.Match[str], start: int
) -> tuple[int, tuple[int, int] | None]:
    """Where to read on behind somebody who is met without "with", and who that is."""
    start += len(" by") if _is_received(masked, match) else 0
    found = _object().match(masked.text, start)
    if not found or match["verb"] not in {"met", "meet", "meets", "meeting"} | words("hosted"):
        return start, None
    return found.end(), found.span("np")


def _is_guest(sentence: Sentence, masked: Masked, at: tuple[int, int] | None) -> bool:
    """Whether somebody is received, and not something."""
    if at is None:
        return False
    words_there, place = masked.text[slice(*at)], masked.place(*at)
    if noun().search(words_there) or _THING.search(words_there):
        return False
    people = any(place.overlaps(m.span) for m in people_in(sentence.document).mentions)
    return people or bool(words("guests") & set(words_there.lower().split()))


def _is_somebody(masked: Masked, tail: Tail, match: re.Match[str], *, is_told: bool) -> bool:
    """Whether those met are people, or it says where, when or what for they met."""
    if tail.partner:
        behind = masked.text[slice(*tail.partner)]
        lower = behind.lower()
        if any(lower.startswith(word) for word in words("not_met") | words("public")):
            return False
        return bool(re.search(r"[A-Z]", behind)) or bool(words("roles") & set(lower.split()))
    after = masked.text[match.end() :]
    if after.startswith(" with "):
        return False
    ends = is_told and _ends().match(after)
    return bool(tail.place or tail.date or ends or _CLOSED.match(after))


def _subject(masked: Masked, at: int) -> tuple[int, int]:
    """The words of the clause before the verb; before "which", what it refers back to."""
    before = _RELATIVE.sub("", without_aside(masked.text[:at]))
    after = _AFTER.search(before)
    before = before[: after.start()] if after else before
    return len(before) - len(meetingstance.BOUNDARY.split(before)[-1]), len(before)


def _behind(masked: Masked, end: int) -> tuple[int, int]:
    """The words behind "Meeting in Oslo on Monday, ", which are its subject."""
    comma = masked.text.find(", ", end - 1)
    return (comma + 2, min(comma + 80, len(masked.text))) if comma >= 0 else (end, end)


def _can_confer(subject: str) -> bool:
    """Whether those who meet can be officials or bodies: no crowd, and no sum of conditions."""
    found = re.findall(r"[a-z]+", _HAVING_BEEN.sub("", subject).lower())
    if (found and found[-1] in words("never_meet")) or _OF_PARLIAMENT.search(subject):
        return False
    lower = set(found)
    confer = bool(lower & (words("roles") | words("gatherings")))
    if lower & words("crowds"):
        return confer
    return confer or bool(re.search(rf"{MARK}|[A-Z]", subject) or lower & words("pronouns"))


def _people(
    sentence: Sentence, masked: Masked, subject: tuple[int, int], match: re.Match[str], tail: Tail
) -> tuple[Entity, ...]:
    """The last person named before the verb in its clause, and those named behind it."""
    mentions = people_in(sentence.document).mentions
    ahead = masked.place(*subject) if masked.text[slice(*subject)].strip() else None
    behind = masked.place(match.end(), tail.end) if tail.end > match.end() else None
    first = [m.entity for m in mentions if ahead and ahead.contains(m.span)][-1:]
    rest = (
        [m.entity for m in mentions if behind and behind.contains(m.span)] if tail.partner else []
    )
    return tuple(dict.fromkeys([*first, *rest]))


def _place(sentence: Sentence, masked: Masked, match: re.Match[str]) -> Place | None:
    before, text = masked.text[: match.start()], sentence.document.text
    came = THERE.search(before) or WHERE.search(before) or came_to(before)
    if came:
        return read_place(masked, text, came["place"])
    return opening_place(masked, text, match.start())


def _name(
    sentence: Sentence,
    masked: Masked,
    body: Entity | None,
    people: tuple[Entity, ...],
    tail: Tail,
) -> str:
    if len(people) > 1:
        return "-".join(person.name for person in people[:2]) + " meeting"
    if tail.partner:
        partner = masked.place(*tail.partner).of(sentence.document.text)
        return "meeting with " + " ".join(partner.split())
    if body:
        return f"{sentence.document.gazetteer.entry(body).acronym or body.name} meeting"
    return "meeting"


@cache
def _met() -> re.Pattern[str]:
    verbs, adverbs = (
        "|".join(sorted(found, key=len, reverse=True))
        for found in (words("met") | words("met_now") | words("hosted"), words("met_adverbs"))
    )
    opening = r"^(?:Meeting|Gathered|Gathering|Convened)(?= (?:in|at|here|on|near)\b| <)"
    return re.compile(rf"(?P<verb>{opening}|(?<![\w'’-])(?:{verbs}))(?: (?:{adverbs}))*(?![\w'’-])")


@cache
def _ends() -> re.Pattern[str]:
    """What may stand behind a verb of meeting that has its date before it."""
    purposes = "|".join(words("met_purposes"))
    return re.compile(rf"(?: again| there)?(?:\s*(?:[.,;:!?]|$)| to (?:jointly )?(?:{purposes})\b)")


@cache
def _object() -> re.Pattern[str]:
    role = either_case(words("roles"))
    who = rf"(?={MARK}|[A-Z]|(?:[\w-]+ ){{0,3}}{role}\b){phrase()}"
    the = r"(?:the |his |her |their |its |an? |several |senior |top )?"
    sent_by = r"(?: (?:from|led by|headed by) (?:the )?<[SBNO]\d+>(?![\w'’]))?"
    return re.compile(rf" {the}(?P<np>{who}){sent_by}(?= |[.,;:!?)\"]|$)")
