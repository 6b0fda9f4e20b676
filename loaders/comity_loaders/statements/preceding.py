"""What was said before its cue: "it will leave, the minister said"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from comity.model import Span
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.asclauses import without_as
from comity_loaders.statements.complements import as_span
from comity_loaders.statements.cueclauses import CueClause
from comity_loaders.statements.cues import CueKind
from comity_loaders.statements.cuewords import Frame, word_set, words
from comity_loaders.statements.extents import QUOTE_BEHIND_COLON
from comity_loaders.statements.frames import has_finite
from comity_loaders.statements.speech import MASK, Stretch
from comity_loaders.statements.voice import VoiceKind

# What describes a speaker before the name, and no second clause: "…", Oslo party leader Roe said.
_MODIFIERS = re.compile(
    rf"(?<=[{MASK},])\s+(?!(?:and|but|or|nor|while|as|at|in|on|for|of|to|when|which|who|that|after"
    r"|before|if|because|though|although|so|then|yet|by|with|from|is|was|were|are"
    r"|[a-z][\w-]*(?:ing|ed)(?!\s+(?:[a-z]+\s+)?[A-Z]))\b)"
    r"(?:(?!(?:that|which|who|whom|whose|this|these|those|he|she|it|they|after|before|since|until"
    r"|when|while|because|if)\b)[A-Za-z][\w.'&-]*\s+){1,6}$"
)
_ARTICLE = re.compile(r"(?:\s|\b(?:the|a|an|and|but)\b)+$", re.IGNORECASE)
# The end of a quotation whose beginning is lost, or stands in another paragraph.
_LOST = re.compile(r"(?<=[,?!])\"$")
# Not "the minister of trade", who the person is that tells it.
# "according to Roe, the first of": no aside tells who Roe is.
_RANKED = re.compile(r"\s*,\s+the\s+(?:[a-z]+est|first|most|only)\s")
_OBJECT = re.compile(r"\s*,\s+(?:the|its|their|more|some)\s")
# "The minister puts it plainly: exports will grow", before "she said".
_TOLD_BEFORE = re.compile(rf"[A-Z][^:;{MASK}]{{8,90}}[a-z]:\s+(?=\w+\s+\w+\s)")
_PAUSE = re.compile(rf"(?:[,{MASK}?!—–]|--)$")


def content_before(
    masked: str, stretch: Stretch, clauses: Sequence[CueClause], clause: CueClause
) -> Span | None:
    """The words before a cue clause, if a comma or a quotation ends them.

    Args:
        masked: the article's text, its quotations masked.
        stretch: the stretch.
        clauses: its cue clauses.
        clause: the one of them that the words stand before.
    """
    start = stretch.span.start
    before = masked[start : clause.start]
    if clause.subject and not clause.subject.behind:
        before = _modified(before)
    before = _LOST.sub("", _ARTICLE.sub("", before))
    before = without_as(before, clause, masked[clause.follows.start : stretch.span.end])
    is_parted = _is_parted(masked, stretch, clause, before)
    is_parted = is_parted and not _is_broken(masked, clause, before)
    if not is_parted or not _takes(masked, stretch, clause, before):
        return None
    is_nested = clause.cue.kind is CueKind.ACCORDING and any(
        c.is_said for c in clauses if c.cue.span.end <= clause.start and c.follows.frame
    )
    opening = QUOTE_BEHIND_COLON.match(before) or opener().match(before)
    if clause.voice and clause.voice.kind is VoiceKind.PRONOUN:
        opening = _TOLD_BEFORE.match(before) or opening
    first = start + (opening.end() if opening else 0)
    earlier = [c.cue.span.end for c in clauses if c.is_said and c.cue.span.end <= clause.start]
    apart = masked.rfind("; ", earlier[-1], clause.start) if earlier else -1
    first = max(first, apart + 2) if apart >= 0 else first
    return None if is_nested else as_span(first, start + len(before), masked)


def _is_parted(masked: str, stretch: Stretch, clause: CueClause, before: str) -> bool:
    """Whether what was said ends before the clause; a last "according to" needs no comma."""
    if not (clause.follows.ends or _is_inverted(clause, before)):
        return False
    if clause.cue.kind is CueKind.ACCORDING and not clause.follows.frame:
        return _is_last(masked, stretch, clause) or bool(_PAUSE.search(before))
    return bool(_PAUSE.search(before))


def _is_broken(masked: str, clause: CueClause, before: str) -> bool:
    """Whether the verb before has its object behind: "Roe led, according to the paper, the"."""
    at = clause.follows.start
    if clause.cue.kind is not CueKind.ACCORDING or MASK in before[-2:]:
        return False
    rest = (_RANKED if clause.is_personal else _OBJECT).match(masked, at)
    return rest is not None and has_finite(before.rstrip(" ,").split(" ")[-1])


def _is_last(masked: str, stretch: Stretch, clause: CueClause) -> bool:
    """Whether nothing follows a cue clause."""
    return not masked[clause.follows.start : stretch.span.end].strip(" .")


def _takes(masked: str, stretch: Stretch, clause: CueClause, before: str) -> bool:
    """Whether the verb can have its content before it, and has none behind it."""
    frames, frame, is_quote = clause.cue.verb.frames, clause.follows.frame, MASK in before[-2:]
    is_felt = clause.is_personal and masked[clause.follows.start :][:1] == ","
    is_end = is_felt or _is_last(masked, stretch, clause)
    trails = clause.cue.verb.lemma in word_set("trailing") and is_end
    trails = trails or (clause.cue.verb.lemma in {"ask", "wonder"} and bool(_ASKS.match(before)))
    if not (trails or Frame.CLAUSE in frames) and not (Frame.QUOTE in frames and is_quote):
        return False
    if opens_quote(masked, clause):
        is_clause = MASK not in before and not _LEADS_IN.match(before)
        return is_clause and _PAUSE.search(before) is not None
    return not frame or (is_quote and (frame is Frame.QUOTE or _is_inverted(clause, before)))


# "Why should it pay", before "she asked"
_ASKS = re.compile(
    r"\s*(?:(?:But|And|So)\s+)?(?:[Ww](?:hy|ho|hat|here|hen)|[Hh]ow|[Ii]s|[Aa]re|[Ww]as|[Cc]an|[Cc]ould|[Ss]hould|[Ww]ould|[Ww]ill)\s"
)
# "On the vote, he said: …", "Asked about the vote, he said: …"
_LEADS_IN = re.compile(
    r"\s*(?:and|but|so)?\s*(?:\w+(?:ing|ed)\b|(?:on|in|at|by|for|with|to|of|from|as|when|while|after|before|about|during|under|over"
    r"|despite|if|since|although|though|because|amid|until|unless|once|given|whether|how|why|what|who)\b)",
    re.IGNORECASE,
)


def opens_quote(masked: str, clause: CueClause) -> bool:
    """Whether a colon and a quotation follow: "The harvest was late, he said: "…"."""
    start = clause.follows.start
    return masked[start : start + 1] == MASK and masked[:start].rstrip()[-1:] == ":"


def _is_inverted(clause: CueClause, before: str) -> bool:
    """Whether the speaker stands behind the verb and the quotation: "…", said Roe."""
    if clause.subject is None or clause.subject.voice.kind is VoiceKind.PRONOUN:
        return False
    return clause.cue.kind is CueKind.FINITE and clause.subject.behind and MASK in before[-2:]


def _modified(before: str) -> str:
    """What stands before a speaker, without what describes the speaker: "…", party leader Roe."""
    match = _MODIFIERS.search(before) or _role_before().search(before)
    return before[: match.start()] if match and not has_finite(match.group()) else before


@cache
def _role_before() -> re.Pattern[str]:
    """An office in apposition to a name: "…", the minister of trade, Roe, said."""
    offices = any_of([*words("appointments"), *words("spokespeople")])
    whose = r"(?:the|an?|its|his|her|their|[A-Z][\w.-]*(?:'s)?)"
    return re.compile(
        rf"(?<=[{MASK},])\s+{whose}\s(?:[\w'-]+\s){{0,6}}?(?:{offices})"
        rf"(?:\s+(?:of|for|to|at|in)\s[^,;.{MASK}]{{2,60}})?,\s*$"
    )


@cache
def opener() -> re.Pattern[str]:
    """What a sentence may begin with that is no part of what was said."""
    return re.compile(rf"\s*(?:{any_of(words('openers'))})\b,?\s*", re.IGNORECASE)
