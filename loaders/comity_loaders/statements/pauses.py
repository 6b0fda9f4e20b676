"""What was said behind a comma that no "that" follows: "said in its report, the fleet is old"."""

from __future__ import annotations

import re

from comity_loaders.statements.clauses import begins_clause
from comity_loaders.statements.cues import Cue
from comity_loaders.statements.frames import has_finite
from comity_loaders.statements.speech import MASK, Speech

# "said on Monday, the", "said in its report, the".
_BEHIND_PAUSE = re.compile(
    rf"(?P<where>\s*(?:in|at|during|with)\s+(?:[Aa]n?|the|its|his|her|their)\s[^,.;:{MASK}]{{2,60}})?,\s+"
    r"(?=(?:the|its|their|all|there|\d)\b|[a-z]+\s+(?:had|has|have|was|were|is|are|would|will)\b)"
)
# "said, although it was late, ": what follows is all of it said.
_FRONTED = re.compile(
    r"\s*,\s+(?P<first>(?:although|though|despite|unless|given|whatever|however|if|even\s+if)\b[^.;:]{5,160}?,)\s+"
    r"(?=(?:the|an?|it|there|this|these|its|his|her|their|all|no|[A-Z])\b)"
)
_PLAIN = frozenset(
    {
        "say",
        "add",
        "report",
        "announce",
        "state",
        "argue",
        "insist",
        "warn",
        "note",
        "confirm",
        "claim",
    }
)


def behind_pause(speech: Speech, cue: Cue, at: int, end: int) -> int | None:
    """Where the clause begins in "said on Monday, the fleet had sailed", behind its subject.

    Args:
        speech: the article.
        cue: the verb.
        at: where the place, date or occasion behind it ends, or the last of them starts.
        end: where the clause ends at the latest.
    """
    sentence = speech.document.sentence_at(cue.span.start)
    match = _BEHIND_PAUSE.match(speech.masked, at, end)
    if match is None or sentence is None or cue.verb.lemma not in _PLAIN:
        return None
    is_dated = any(d.span.end == at for d in speech.document.dates)
    is_told = is_dated or (bool(match["where"]) and not has_finite(match["where"]))
    is_first = not re.search(rf"[,;{MASK}]", speech.masked[sentence.span.start : cue.span.start])
    rest = speech.masked[match.end() : end]
    is_said = is_first and has_finite(rest) and begins_clause(speech, match.end(), end)
    return match.end() if is_told and is_said else None


def fronted(speech: Speech, cue: Cue, at: int, end: int) -> int | None:
    """Where what was said begins in "said, although it was late, the vote would be held"."""
    match = _FRONTED.match(speech.masked, at, end)
    if match is None or cue.verb.lemma not in _PLAIN:
        return None
    rest = speech.masked[match.end() : end]
    is_said = has_finite(rest) and begins_clause(speech, match.end(), end)
    return match.start("first") if is_said else None
