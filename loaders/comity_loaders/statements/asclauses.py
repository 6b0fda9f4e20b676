"""What "as the minister said" stands beside: "As Roe put it, the pact is dead"."""

from __future__ import annotations

import re

from comity.model import Span
from comity_loaders.statements.complements import as_span
from comity_loaders.statements.cueclauses import CueClause
from comity_loaders.statements.cues import CueKind
from comity_loaders.statements.cuewords import word_set
from comity_loaders.statements.frames import has_finite

_OPENS = re.compile(r"\W*(?:(?:[Bb]ut|[Aa]nd|[Ss]o|[Hh]owever),?\s+)?[Aa]s\s+(?:the\s+)?$")
_BEHIND = re.compile(r",\s+(?:just\s+|exactly\s+)?as(?:\s+the)?\s*$")
_COMMA = re.compile(r"(?:\s*\b(?:in|at|on|to|during|from|before|after)\s[^,.;:]{2,60})?,\s+")


def content_behind(masked: str, start: int, end: int, clause: CueClause) -> Span | None:
    """Of "As X said, Y" Y.

    Args:
        masked: the article, quotations masked.
        start: where the stretch starts.
        end: where what was said ends at the latest.
        clause: the cue clause.
    """
    if not _may_stand_beside(clause) or not _OPENS.fullmatch(masked, start, clause.start):
        return None
    comma = _COMMA.match(masked, clause.follows.start, end)
    content = as_span(comma.end(), end, masked) if comma else None
    return content if content and has_finite(content.of(masked)) else None


def without_as(before: str, clause: CueClause, rest: str) -> str:
    """What stands before "…, as X said", without the "as"; other words before a cue as they are.

    Args:
        before: what stands before the cue clause.
        clause: the cue clause.
        rest: what stands behind it, up to the end of the stretch.
    """
    is_last = not rest.strip(" .") or (clause.follows.ends and not re.search(r"[,;]", rest))
    match = _BEHIND.search(before) if is_last and _may_stand_beside(clause) else None
    return before[: match.start() + 1] if match else before


def _may_stand_beside(clause: CueClause) -> bool:
    """Whether a verb of saying has nothing behind it that was said."""
    is_plain = clause.cue.kind is CueKind.FINITE and not clause.cue.not_said
    is_said = clause.cue.verb.lemma in word_set("parenthetic") and clause.voice is not None
    return is_plain and is_said and not clause.follows.frame and not clause.shares
