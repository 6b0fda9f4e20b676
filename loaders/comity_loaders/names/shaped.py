"""Bodies that the reference does not know, by the forms of their names alone.

"Organisation of Lake States" is one where the article says that something is a member of it. A
name of any other form needs clearer words: "admitted to the Great Reef Fisheries Council".
National agencies, parties, firms and clubs are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from comity.model import Kind, Span, local_entity
from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.named import BODIES, Mention, Use

_WORD = r"[A-Z][\w'.-]*"
_GAP = re.compile(r"\s+")
_OF = re.compile(r" (?:of|on|for)(?: the)? ")


def find_shaped(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions of bodies by their names alone, in no order.

    Args:
        text: the text.
        known: the mentions of what is known already.
    """
    taken = [m.span for m in known if m.entity and m.can_be(*BODIES, Kind.ORGAN)]
    # The capital in "the Lisbon Water Forum" tells where it was set up.
    named = [m for m in known if m.can_be(Kind.STATE, Kind.TERRITORY)]
    places = [m.span for m in named if m.use is not Use.CAPITAL]
    by_form = _spans(text, _shapes(), taken)
    by_cue = [s for s in _spans(text, _wide(), [*taken, *places]) if _is_own(_name(text, s))]
    joined = {_name(text, s) for s in by_form if _is_told(text, s, _membership())}
    joined |= {_name(text, s) for s in by_cue if _is_told(text, s, _sure())}
    wider = (s for s in by_cue if not any(s.overlaps(form) for form in by_form))
    for span in (*by_form, *wider):
        if (name := _name(text, span)) in joined:
            yield Mention(span, local_entity(Kind.ORGANISATION, name), Use.NAME)


def _spans(text: str, shape: re.Pattern[str], taken: Sequence[Span]) -> list[Span]:
    """Where a form of name stands in what is not taken, and is no national body's."""
    found = (Span(match.start(), match.end()) for match in shape.finditer(text))
    free = (span for span in found if not any(span.overlaps(other) for other in taken))
    return [span for span in free if not _national().search(_name(text, span))]


def _name(text: str, span: Span) -> str:
    return _GAP.sub(" ", span.of(text))


def _is_told(text: str, span: Span, cues: re.Pattern[str]) -> bool:
    """Whether the words around a name are those for a body that has members."""
    return bool(cues.search(text, max(span.start - 60, 0), span.start)) or _admits(text, span.end)


def _is_own(name: str) -> bool:
    """Whether a name has a word of its own, and none of what is of one state or of persons."""
    lists = wordlists.load("bodies.yaml")
    before, _, behind = _OF.sub("\n", name, count=1).partition("\n")
    own = re.findall(r"[A-Z][\w'-]*", behind if before in lists["shaped_heads"] else before)
    telling = set(own) - {*lists["shaped_heads"], *lists["generic"]}
    return bool(telling) and not set(re.findall(r"[\w'-]+", name)) & set(lists["of_one_state"])


def _admits(text: str, at: int) -> bool:
    """Whether a body does to somebody what is done to members only."""
    behind = re.compile(wordlists.load("bodies.yaml")["behind_shaped_body"])
    return behind.match(text, at) is not None


@cache
def _wide() -> re.Pattern[str]:
    """Such as "Great Reef Fisheries Council": what only clear words of membership make a body."""
    heads = any_of(wordlists.load("bodies.yaml")["shaped_heads"])
    word = r"(?!(?:The|This|That|Its|His|Their)\b)[A-Z](?:[\w'.-]*\w)?"
    return re.compile(
        rf"\b{word}(?:\s+(?:(?:and|of|of the|for)\s+)?{word}){{0,5}}?\s+{heads}\b(?!-)"
        rf"(?:\s+(?:for|of|on)\s+(?:the\s+)?{word}(?:\s+(?:and\s+)?{word}){{0,4}})?"
        rf"|\b{heads}\s+(?:for|of|on)\s+(?:the\s+)?{word}(?:\s+(?:and\s+)?{word}){{0,5}}"
    )


@cache
def _sure() -> re.Pattern[str]:
    return re.compile(wordlists.load("bodies.yaml")["before_wide_body"])


@cache
def _shapes() -> re.Pattern[str]:
    """Such as "Lower Danube Cooperation Council" and "Union of Lake Republics"."""
    shape = wordlists.load("names.yaml")["body_shapes"]
    head, members, region = (any_of(shape[key]) for key in ("heads", "members", "regions"))
    return re.compile(
        rf"\b(?:{region}(?:\s+(?:and\s+)?{_WORD}){{0,4}}\s+{head}"
        rf"(?:\s+(?:for|of|on)\s+(?:the\s+)?{_WORD}(?:\s+(?:and\s+)?{_WORD}){{0,4}})?"
        rf"|{head}\s+of(?:\s+the)?(?:\s+(?:and\s+|of\s+(?:the\s+)?)?{_WORD}){{0,5}}?\s+{members})\b"
        r"(?!-)"
    )


@cache
def _membership() -> re.Pattern[str]:
    """What stands before a body that one is a member of, and of no club, firm or party."""
    return re.compile(wordlists.load("names.yaml")["before_shaped_body"])


@cache
def _national() -> re.Pattern[str]:
    """Words in the names of what is no body of states."""
    return re.compile(rf"\b{any_of(wordlists.load('names.yaml')['no_body'])}\b")
