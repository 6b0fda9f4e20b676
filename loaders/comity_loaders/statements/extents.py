"""Where what was said ends: where its stretch does, or where another cue clause begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cueclauses import SUBORDINATE, CueClause, is_phrase
from comity_loaders.statements.cues import CueKind
from comity_loaders.statements.cuewords import Frame, words
from comity_loaders.statements.frames import has_finite
from comity_loaders.statements.speech import MASK, Stretch
from comity_loaders.statements.voice import VoiceKind


@dataclass(frozen=True)
class Extents:
    """Finds the ends of the contents of one stretch.

    Args:
        masked: the article's text, its quotations masked.
        stretch: the stretch.
        clauses: its cue clauses.
        end: where the last content ends at the latest.
    """

    masked: str
    stretch: Stretch
    clauses: Sequence[CueClause]
    end: int

    def end_of(self, clause: CueClause, start: int) -> int:
        """Where a content that starts at `start` ends."""
        later = [c for c in self.clauses if c.cue.span.start > start and not _is_idle(c)]
        cuts = [self._cut(clause, c, start) for c in later]
        cuts += self._subordinate(clause, start)
        cuts.append(clause.cue.limit)
        cuts.append(self._relative(clause, start))
        cuts += [m.start() for m in situation().finditer(self.masked, start, self.end)]
        cuts += [m.start() for m in _HOWEVER.finditer(self.masked, start, self.end)]
        if clause.follows.frame in _OBJECTS:
            cuts += [m.start() for m in _WHERE.finditer(self.masked, start, self.end)]
        if clause.follows.frame is Frame.NAMED:
            cuts += [m.start() for m in _DOING.finditer(self.masked, start, self.end)]
        if clause.follows.frame is Frame.AS:
            cuts += [m.start() for m in _AND_HAS.finditer(self.masked, start, self.end)]
        if is_phrase(clause):
            cuts += [m.start() for m in _CITING.finditer(self.masked, start, self.end)]
            cuts += [m.start() for m in _aside_of_phrase().finditer(self.masked, start, self.end)]
            cuts += [m.start() for m in _AND_ANOTHER.finditer(self.masked, start, self.end)]
        opening = self.masked[self.stretch.span.start : clause.cue.span.start].strip(" ,")
        if clause.cue.kind is CueKind.PARTICIPLE and not opening and is_phrase(clause):
            cuts += [m.start() for m in _NEXT_PHRASE.finditer(self.masked, start, self.end)]
        if clause.shares and clause.subject and not opening:
            cuts.append(max(clause.subject.span.start, start))
        return min([self.end, *(cut for cut in cuts if cut is not None)])

    def _subordinate(self, clause: CueClause, start: int) -> list[int]:
        """Where an opening clause ends: "After Chad said that it would leave, Mali stayed"."""
        opening = self.masked[self.stretch.span.start : clause.cue.span.start]
        if not SUBORDINATE.match(opening) or "," in opening:
            return []
        ends = re.compile(rf",\s|(?<={MASK})\s(?=[A-Z])").search(self.masked, start, self.end)
        is_whole = ends and (is_phrase(clause) or has_finite(self.masked[start : ends.start()]))
        return [ends.start()] if ends and is_whole else []

    def _relative(self, clause: CueClause, start: int) -> int | None:
        """Where a relative clause ends: "Roe, who said it was empty, resigned"."""
        if not _WHO.search(self.masked, self.stretch.span.start, clause.cue.span.start):
            return None
        main = _MAIN_VERB.search(self.masked, start + 2, self.end)
        return main.start() if main else None

    def _cut(self, clause: CueClause, later: CueClause, start: int) -> int | None:
        """Where the words of a later cue begin, if they are no part of this content."""
        before = self.masked[start : later.start]
        if colon := QUOTE_BEHIND_COLON.match(before):
            return start + colon.end()
        is_inserted = before.endswith(", ") and self.masked.startswith(",", later.cue.span.end)
        if is_inserted and "; " in before:
            return start + before.rfind("; ")  # "it was old; the fund, she added, was new"
        opening = self.masked[self.stretch.span.start : self.stretch.span.start + _LEAD]
        if later.shares:
            match = _JOINED.search(before)
        elif later.cue.kind is CueKind.ACCORDING or (later.voice and later.voice.is_open):
            match = re.search(r",\s*$", before)
        elif is_phrase(clause) or clause.follows.frame in _OBJECTS or SUBORDINATE.match(opening):
            between = r"[\w'.-]+" if later.is_said and later.follows.frame else "[a-z]+"
            most = 7 if later.is_said and later.follows.frame else 1
            match = re.search(rf"[,;]\s+(?:{between}\s+){{0,{most}}}$", before)
        else:
            match = re.search(
                rf"(?:[,{MASK}]\s*(?:while|whilst|but|whereas|and)|;)\s+(?:the\s+)?$", before
            ) or (_WHILE.search(before) if later.is_personal and later.is_said else None)
            match = match or _LATER.search(before)
            match = match or (_AND.search(before) if _speaks_besides(clause, later) else None)
        return start + match.start() + (match.group()[:1] == MASK) if match else None


def _speaks_besides(clause: CueClause, later: CueClause) -> bool:
    """Whether another person says another thing: "Roe said it sank and Doe said it swam"."""
    named = later.voice is not None and later.voice.kind is VoiceKind.PERSON
    return named and clause.is_personal and later.is_said and later.follows.frame is Frame.CLAUSE


def _is_idle(clause: CueClause) -> bool:
    """Whether a verb tells nothing: "Chad should think again"."""
    return clause.cue.unsaid and not clause.follows.frame


_LEAD = 40
"""So many code points may open a clause of time: "Only a couple of weeks after"."""
_WHO = re.compile(r",\s+(?:who|which)\s+(?:[a-z]+\s+){0,3}$")
_MAIN_VERB = re.compile(
    r",\s+(?=(?:(?:also|then|later|now|never|still|[a-z]+ly)\s+)?(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should"
    r"|did|does|do|took|left|came|made|gave|led|went|became|won|lost|met|held|kept|told|said|says|began|fell|rose|got|sent|stood|spoke"
    r"|[a-z]+ed)\b(?!\s+by\b))"
)
# ", while the minister of Mali, Roe, said"
_WHILE = re.compile(r",\s+(?:while|whilst|but|whereas|and)\s+(?:[\w'.-]+\s+){0,7}[\w'.-]+,\s+$")
_AND = re.compile(r"\s+(?:and|but|while)\s+(?:the\s+)?(?:[A-Z][\w.'-]*\s+){0,4}$")
# "called it his "mission," meeting the envoy"
_DOING = re.compile(rf"(?<={MASK})(?:\s+(?=[a-z]+ing\s|(?:earlier|later|last|this)\s)|,(?=\s))")
# "sees it as a threat and has led"
_AND_HAS = re.compile(r"\s+and\s+(?=(?:has|have|had|is|was|were|will|would)\s)")
# "ruled out a pact, citing its cost"
_CITING = re.compile(r",?\s+(?=citing\s)")
_WHERE = re.compile(r",\s+(?:where|which)\b")
_OBJECTS = frozenset({Frame.OBJECT, Frame.ORDER, Frame.ON, Frame.MESSAGE, Frame.SUM, Frame.LIKENED})
QUOTE_BEHIND_COLON = re.compile(rf"(?s:.*):\s*(?=[{MASK}]+,?\s*$)")
"""The words before a colon that a quotation follows, up to the end."""
# "denied that it sank, however, a report found that it had"
_HOWEVER = re.compile(r",\s+however,\s+(?=(?:the|an?|his|her|its|their|[A-Z])[\s\w])")
# ", a week after the minister rejected it"
_LATER = re.compile(
    r",\s+(?:(?:just|only|shortly|soon|immediately|an?|one|two|three|several|some|few|minutes?|hours?|days?"
    r"|weeks?|months?|years?)\s+){0,4}(?:after|before)\s+(?:the\s+)?$"
)
# "proposed a fund, and the house passed the bill"
_AND_ANOTHER = re.compile(
    r",\s+(?:and|but|so|yet)\s+(?:(?:it|he|she|they|there)\b"
    r"|(?:(?:the|an?|another|this|these|its|his|her|their)\s+|(?=[A-Z]))"
    r"(?:(?!that\b|which\b|who\b|to\b)[\w'.-]+\s+){1,7}?"
    r"(?:is|are|was|were|has|had|will|would|could|did|does"
    r"|[a-z]+ed\s+(?:the|an?|its|his|her|their))\b)"
)
# "Praising the bill, another senator said"
_NEXT_PHRASE = re.compile(r",\s+(?=(?:the|an?|another|its|his|her|their|he|she|they|it)\s)")
_JOINED = re.compile(
    rf"[,{MASK}–—-]\s*(?:(?:and|but|while|yet|then)\s+)?(?:[a-z]+ly\s+|also\s+|later\s+)*$"
    r"|\s+(?:and|but|while)\s+(?:also\s+|then\s+|[a-z]+ly\s+)*$"
)


@cache
def situation() -> re.Pattern[str]:
    """A clause that tells of the speaking: ", responding to a question"."""
    return re.compile(rf",\s+(?:{any_of(words('situations'))})\b", re.IGNORECASE)


@cache
def _aside_of_phrase() -> re.Pattern[str]:
    return re.compile(
        r",\s+(?:amid|just|after|before|as|while|when|following|despite|days|hours|weeks|months|a\s+"
        r"(?:day|week|month|year)|during|one|two|only|although|though|even|hoping|who|where|with|may|might|will|would|has|had|is|was|were)\b"
        r"|\s+as\s+(?:he|she|they|it|[A-Z][\w-]+(?:\s+[A-Z][\w-]+){0,3})\s+(?:became|sought|met|left|began|took|spoke|[a-z]+ed)\b"
    )
