"""A clause that its cue breaks: "The vote, she said, was a farce" is one content, cue and all."""

from __future__ import annotations

import re

from comity.model import Span
from comity_loaders.statements.complements import as_span
from comity_loaders.statements.cueclauses import CueClause
from comity_loaders.statements.cues import CueKind
from comity_loaders.statements.frames import has_finite
from comity_loaders.statements.speech import MASK

# "It would be wrong", before "to leave now".
_IT = re.compile(
    r"(?:(?:[\w-]+,\s+)?(?:[Ii]t|[Tt]here)\s+(?:[a-z]+\s+){0,2}?(?:is|was|be|been|makes?|made|remains?|remained|seems?|seemed|has|had)"
    r"|[Tt]he\s+[a-z]+\s+(?:is|was))\s+(?:[\w-]+\s+){0,4}[\w-]+"
)
_OF_IT = re.compile(r",\s+(?=(?:to|for|whether|how|not\s+to)\s+[a-z])")
# What cannot end a clause.
_OPEN_END = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did|more|less"
    r"|rather|not|as|than|of|to|with|for|that|became|become|becomes|remains?|remained|means|meant|seems?|seemed)$"
)
# "a bill that will", before ", she said, cost".
_RELATIVE = re.compile(r"\b(?:that|which|who)(?:\s+\w+)?$")
_BEHIND = re.compile(rf",\s+(?=[\w{MASK}])")
_THAT = re.compile(r",\s+(?=that\s)")
_PREDICATE = re.compile(
    r",\s+(?=(?:(?:also|now|still|already|never|always|only|simply|rather|[a-z]+ly|again|no\s+longer)\s+)?"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|cannot|won't|isn't|aren't|wasn't"
    r"|weren't|hasn't|haven't|hadn't|can't|couldn't|wouldn't|didn't|doesn't|don't"
    r"|(?!as\b|yes\b|perhaps\b|unless\b|whereas\b|besides\b|always\b|this\b|its\b|his\b|towards\b|afterwards\b|thus\b)[a-z]{2,}(?:s|ed)\b|[a-z]+ed\b"
    r"|became|took|left|came|made|gave|led|went|cost|brought|meant|kept|held|stood|lost|won|knew|saw|felt|lay|ran|rose|fell|spoke|got"
    r"|needs?|deserve|remain|want|seek|belong|depend)\b)"
)
_CLAUSE_AS_SUBJECT = re.compile(r"(?:what|whoever|whatever|whether|that|how|why)\s", re.IGNORECASE)
# What a clause may begin with that is no subject of the words behind the cue.
_LEADS_IN = re.compile(
    r"(?:in|on|at|by|for|with|to|of|from|as|when|while|after|before|about|during|under|over|despite|if|since|although|though|because"
    r"|amid|until|unless|once|given|asked|meanwhile|but|and|so|yet|or)\b",
    re.IGNORECASE,
)


# What goes on with a pronoun is of the same speaker.
_SEMICOLON = re.compile(
    rf"[^.;:{MASK}]{{0,60}};\s+(?=(?:it|this|that|these|those|there|they|nobody|no\s+one|none|nothing|what|all)\s)"
)


def whole(masked: str, start: int, end: int, clause: CueClause) -> Span | None:
    """The clause that a cue clause stands in the middle of; None where none goes on behind it.

    Args:
        masked: the article, quotations masked.
        start: where the clause starts.
        end: where it ends at the latest.
        clause: the cue clause.
    """
    before, at = masked[start : clause.start].rstrip(), _pause(masked, clause.follows.start)
    if clause.cue.kind not in {CueKind.FINITE, CueKind.ACCORDING} or not before.endswith(","):
        return None
    first = before.rstrip(" ,")
    if not first or MASK in first or (masked[at : at + 1] != "," and not _is_that(clause, masked)):
        return None
    is_one = (
        (_PREDICATE.match(masked, at, end) and _is_subject(first))
        or (
            _OPEN_END.search(first)
            and not _RELATIVE.search(first)
            and _BEHIND.match(masked, at, end)
        )
        or (_IT.fullmatch(first) and _OF_IT.match(masked, at, end))
        or _is_that(clause, masked)
    )
    return as_span(start, end, masked) if is_one else None


def behind_semicolon(masked: str, end: int, clause: CueClause) -> Span | None:
    """What goes on being said: "The harbour was safe, she said; it had two new piers".

    Args:
        masked: the article, quotations masked.
        end: where the stretch ends.
        clause: the cue clause, behind what was said.
    """
    match = _SEMICOLON.match(masked, clause.follows.start, end)
    if match is None or clause.cue.kind is not CueKind.FINITE:
        return None
    return as_span(match.end(), end, masked) if has_finite(masked[match.end() : end]) else None


def _pause(masked: str, at: int) -> int:
    """The comma behind a cue clause, before what follows it."""
    is_quote = masked[at : at + 1] == MASK and masked[:at].rstrip().endswith(",")
    return masked.rfind(",", 0, at) if is_quote else at


def _is_subject(words_: str) -> bool:
    """Whether words without a verb of their own may be what the verb behind tells of."""
    if _CLAUSE_AS_SUBJECT.match(words_):
        return "," not in words_
    return not has_finite(words_) and not _LEADS_IN.match(words_)


def _is_that(clause: CueClause, masked: str) -> bool:
    """Whether "that" takes up a noun before: "sends a signal, in her words, that"."""
    if clause.cue.kind is not CueKind.ACCORDING or not clause.voice:
        return False
    end = max(clause.voice.span.end, clause.cue.span.end)
    return bool(_THAT.match(masked, end))
