"""Whether a meeting took place, will, may, or did not: by the words before and behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from comity.model import Modality, Polarity
from comity_loaders.dates.founddates import DateKind
from comity_loaders.document import Sentence
from comity_loaders.meetings.meetingwords import either_case, words
from comity_loaders.meetings.names import Head
from comity_loaders.meetings.tail import Tail
from comity_loaders.meetings.tocome import is_history, is_to_come, may_be_ahead, tells_year
from comity_loaders.sentences import stance as clauses
from comity_loaders.sentences.masking import Masked

Stance = tuple[Polarity, Modality]

HELD: Stance = (Polarity.AFFIRMED, Modality.ASSERTED)
PLANNED: Stance = (Polarity.AFFIRMED, Modality.PLANNED)
HEDGED: Stance = (Polarity.AFFIRMED, Modality.HEDGED)
DENIED: Stance = (Polarity.DENIED, Modality.ASSERTED)
DATED = (DateKind.ON, DateKind.MODIFIER, DateKind.RANGE)

BOUNDARY = re.compile(
    r"[;:\"()]|\s(?:-|--|–|—)\s|,? \b(?:that|which|who|while|although|though|whereas|because|where"
    r"|when|after|but|saying|adding|and (?=(?:it|he|she|they|the(?! <[BOS]\d+>)) )"
    r"|(?<!> )(?<!>, )and (?=(?:the )?<[BOS]\d+>[ ,]))\b"
)
"""What parts clauses, and not the last two of a list."""

_KINDS = {
    "held_preposition": "held_prepositions",
    "planned_preposition": "planned_prepositions",
    "held_verb": "held_verbs",
    "holding_verb": "holding_verbs",
    "planned_verb": "planned_verbs",
    "denied_verb": "denied_verbs",
}
_ATTENDING = re.compile(
    r"(?i)attend|skip|boycott|miss|address|join|take part|taking part|participat|stayed|absent"
)
_GATHERED = re.compile(
    r"\b(?P<verb>gathered|met|convened|assembled|came together|sat down"
    r"|(?:was|were)(?= (?:here|in))|flew|travelled|traveled|went|came|returned|arrived|visited)"
    r"(?: here|(?: in| to|(?<=visited)) (?:the )?"
    r"(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?:, <S\d+>,?)?|<[SC]\d+>))?"
    r"(?:,? <D\d+>)? for\s*$"
)
_SPAN = re.compile(
    r"(?:(?:an?|the|another) (?:[\w-]+ )?|(?:[\w-]+ )?)"
    r"(?:rounds?|days?|nights?|hours?|evening|series) of (?:[\w-]+ )?$"
)
"""What of the meeting: "two days of talks"."""
_ARRIVED = {
    "by": re.compile(r"\b(?:[a-z]{3,}ed|taken|made|given|chosen|set up)\b[^,;:]*$"),
    "to": re.compile(r"\b(?:sent|flew|came|went|travelled|traveled)\b[^,;:.]*$"),
}
"""What makes "by the summit" and "to the summit" tell of one that takes place."""
_HOLDING = frozenset(
    {"held", "took place", "taken place", "hosted", "convened", "happened", "occurred"}
)
_FINITE = frozenset({"took place", "occurred"})
_BEGUN = frozenset({"began", "started", "opened", "ended", "closed", "concluded", "took place"})
_IS_HOST = re.compile(r"(?:, |, (?:the|and|also|who is|who was) |\b(?:is|was) (?:the |also )?)$")
"""What makes somebody host of a meeting that goes on or is over: "Borg, host of the summit"."""
# "The plan, unveiled by the minister at the summit of 2014, is new."
_DONE = re.compile(
    r", (?:first |originally |initially )?"
    r"(?!(?:expected|scheduled|planned|slated|invited|supposed|meant|intended|designed|delayed)\b)"
    r"(?:[a-z]+ed|drawn up|set out|made) [^,;:]*$"
)
_NOT = re.compile(r"\b(?:not|never|cannot)\b|n't\b")
_NEGATIVE = re.compile(
    r"(?i)\b(?:no|not|never|neither|nor|none|nobody|without|cannot|den[yi]\w*|refus\w*|fail\w*|declin\w*"
    r"|reject\w*|avoid\w*|cancel\w*|unable|rule[ds]? out|stop\w*|prevent\w*|oppos\w*)\b|n't\b"
)
_IF = re.compile(r"\b(?:[Ii]f|[Uu]nless|[Ww]hether)\s*$")
_MAYBE = re.compile(r"\b(?:may|might|could|can)\b")
_TO_COME = re.compile(r"\b(?:will|would|shall|should|must|to|wo)\b|won't|'ll")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before a meeting's noun phrase.

    Args:
        kind: what sort of words: a key of the six lists; empty where none of them.
        words: the words.
        before: the masked text before those words.
        is_gathering: whether those who meet came together "for" it.
    """

    kind: str
    words: str
    before: str
    is_gathering: bool = False


def context(masked: Masked, head: Head) -> Context:
    """The preposition or verb that the meeting's noun phrase hangs on."""
    before = _SPAN.sub("", masked.text[: head.start])
    dated = next((s.date for s in head.marks(masked) if s.date), None)
    if dated and re.match(r"(?i)(?:at|during|in|throughout) ", dated.words):
        return Context("held_preposition", dated.words.split()[0].lower(), before)
    gathered = _GATHERED.search(before)
    if gathered:
        return Context("held_verb", gathered["verb"], before[: gathered.start()], is_gathering=True)
    match = _before().search(before)
    if not match:
        return Context("", "", before)
    phrase = " ".join(match["phrase"].lower().split())
    if phrase in ("by", "to") and not _ARRIVED[phrase].search(before[: match.start()]):
        return Context("planned_preposition", phrase, before[: match.start()])
    if phrase == "to":
        return Context("held_preposition", phrase, before[: match.start()])
    kind = next(k for k, name in _KINDS.items() if phrase in words(name))
    return Context(kind, phrase, before[: match.start()])


def decide(
    sentence: Sentence, masked: Masked, head: Head, tail: Tail, found: Context
) -> Stance | None:
    """Whether the meeting took place; None where nothing tells."""
    named = _by_name(head, found)
    if named:
        return named
    if found.kind == "held_preposition" and _is_in_aside(masked, head, found):
        return HELD
    behind = _behind(tail)
    if behind == HELD and (tail.verb in _FINITE or _is_presupposed(head, tail, found)):
        return HELD
    if _leaves_open(found, behind) and is_history(sentence, masked, head):
        return HELD
    if behind == HELD and tail.verb_at and tail.verb in _HOLDING:
        behind = clauses.stance(sentence, masked.place(*tail.verb_at))
    if behind is not None and (behind != HELD or _is_said(tail, found)):
        return behind
    ahead = _ahead(sentence, masked, head, tail, found)
    return ahead if ahead or found.kind else behind or _as_subject(sentence, masked, tail)


def _is_in_aside(masked: Masked, head: Head, found: Context) -> bool:
    """Whether it ends an aside that tells of what was done there."""
    return bool(_DONE.search(found.before)) and masked.text.startswith(",", head.end)


def _is_said(tail: Tail, found: Context) -> bool:
    """Whether the verb behind settles it: "before the summit began" it had not, but it did."""
    is_aim = found.kind == "holding_verb" and re.search(r"\bto (?:\w+ly )?$", found.before)
    begun = found.words == "before" and tail.verb in _BEGUN
    return not is_aim and bool(tail.auxiliaries or begun)


def _by_name(head: Head, found: Context) -> Stance | None:
    """By what the noun phrase itself says, or "if": "no summit", "the coming summit"."""
    lower = {word.lower() for word in head.words}
    if head.determiner == "no":
        return DENIED
    if lower & words("planned_before"):
        return PLANNED
    is_open = not found.kind and _IF.search(found.before)
    return HEDGED if is_open or lower & words("hedged_before") else None


def _leaves_open(found: Context, behind: Stance | None) -> bool:
    return found.kind in ("", "planned_preposition") and behind in (None, HELD)


def _is_presupposed(head: Head, tail: Tail, found: Context) -> bool:
    """Whether it is taken for granted: "the session held at Kampala in July 1975"."""
    is_reduced = tail.verb in {"held", "convened", "hosted"} and not tail.auxiliaries
    stated = tail.date.stated if tail.date else None
    is_dated = head.determiner == "the" and stated is not None and bool(stated.date.year)
    return is_reduced and (is_dated or found.kind == "held_preposition")


def _behind(tail: Tail) -> Stance | None:
    """By the verb that follows."""
    if not tail.verb:
        return None
    if tail.verb in words("cancelled"):
        return DENIED
    if tail.verb in words("postponed") | words("scheduled"):
        return PLANNED
    negated = bool(_NOT.search(tail.auxiliaries))
    if _MAYBE.search(tail.auxiliaries):
        return HEDGED
    if _TO_COME.search(tail.auxiliaries):
        return PLANNED
    if re.search(r"\bbeing ?$", tail.auxiliaries):
        is_now = tail.verb in _HOLDING and not (tail.date and may_be_ahead(tail.date))
        return HELD if is_now else None  # "plans for the summit are being made"
    if tail.verb in words("happened"):
        return DENIED if negated else HELD
    return DENIED if negated else PLANNED


def _ahead(
    sentence: Sentence, masked: Masked, head: Head, tail: Tail, found: Context
) -> Stance | None:
    """By what it hangs on."""
    if found.kind == "held_preposition":
        dates = [s.date for s in head.marks(masked) if s.date] + [tail.date] * bool(tail.date)
        is_dated = any(tells_year(date) for date in dates if date)
        return PLANNED if _is_to_come(sentence, masked, tail, found, is_dated=is_dated) else HELD
    if found.words in ("host of", "hosts of") and _IS_HOST.search(found.before):
        return None if _is_dated(masked, head, tail) else HELD
    if found.kind in ("planned_preposition", "planned_verb"):
        return PLANNED
    if found.kind == "denied_verb":
        return DENIED
    if found.kind in ("held_verb", "holding_verb"):
        return _held(sentence, masked, found)
    return None


def _is_dated(masked: Masked, head: Head, tail: Tail) -> bool:
    return bool(tail.date) or any(slot.date for slot in head.marks(masked))


def _held(sentence: Sentence, masked: Masked, found: Context) -> Stance | None:
    start = len(found.before)
    verb = masked.place(start, start + len(found.words))
    polarity, modality = clauses.stance(sentence, verb)
    if not _NEGATIVE.search(found.before + found.words):
        polarity = Polarity.AFFIRMED  # "opened a meeting without them" denies no meeting
    if modality is not Modality.ASSERTED:
        return polarity, modality
    if _ATTENDING.search(found.words):
        is_bare = found.kind == "holding_verb" and not found.words.endswith("ing")
        return HELD if polarity is Polarity.DENIED or not is_bare else PLANNED
    if polarity is Polarity.DENIED:
        return DENIED
    is_gerund = re.match(r"\w+ing\b", found.words)
    return HELD if found.kind == "held_verb" or is_gerund else PLANNED


def _is_to_come(
    sentence: Sentence, masked: Masked, tail: Tail, found: Context, *, is_dated: bool
) -> bool:
    """Whether what happens at the meeting is yet to happen."""
    clause = BOUNDARY.split(found.before)[-1]
    behind = BOUNDARY.split(masked.text[tail.end :].lstrip(", "))[0][:120]
    return is_to_come(sentence, masked, clause, behind, tail.end, is_dated=is_dated)


def _as_subject(sentence: Sentence, masked: Masked, tail: Tail) -> Stance | None:
    """By any verb in the past that follows."""
    after = re.match(
        r" (?:also |had |has )?(?P<verb>[a-z]+)\b(?! by| to be)", masked.text[tail.end :]
    )
    if after is None:
        return None
    if after["verb"] in words("becoming") or after.group().strip().startswith("came true"):
        return None
    place = masked.place(tail.end + after.start("verb"), tail.end + after.end("verb"))
    is_past = any(t.tag_ == "VBD" for t in sentence.tokens_in(place))
    known = after["verb"].endswith("ed") or after["verb"] in words("irregular")
    return HELD if known or is_past else None


@cache
def _before() -> re.Pattern[str]:
    phrases = either_case(phrase for name in _KINDS.values() for phrase in words(name))
    return re.compile(rf"(?<![\w'’-])(?P<phrase>{phrases})\s*$")
