"""Whether a name stands in an insertion that ends behind it: "Malta, south of Italy, is in it".

What follows such an insertion is told of what stands before it, and never of the name in it.
"""

from __future__ import annotations

import re

# Of a relative clause unfolded with all that stands behind it, the subject takes the comma's place.
_PIECES = {
    ",": re.compile(r"(?:[\w>)], |^<S\d+> )(?P<piece>[^,;:.()]+)$"),
    " -": re.compile(r" [-–—]+ ?(?P<piece>[^;:.()]+?)$"),
    ")": re.compile(r" \((?P<piece>[^;:()]+)$"),
}
"""What stands between the beginning of an insertion and a name, by what ends it behind the name."""
_END = re.compile(r",| (?=[-–—]+ )|\)")
_CLAUSE = re.compile(
    r"(?i)(?:and |but |once |long |now |still )*(?:which|who|whose|whom|where|unlike|\w{2,}ing)\b"
)
_HELD = re.compile(
    r"(?i)\b(?:about|against|at|behind|below|beside|between|by|for|from|in|inside|into|near|of|off"
    r"|on|opposite|outside|over|to|toward|towards|under|with|within)"
    r"(?: (?:the|both|its|neighbou?ring|nearby|former|then))*\s*$"
)
_SHARED = re.compile(r"(?i)(?:just |much )?(?:like|along with|together with|as with|with)\b")
"""An insertion that names others of whom the same is told."""
_SAID = re.compile(
    r"(?i)\b(?:sa(?:id|ys?)|that|told \w+|adds?|added|noted|claim\w*|and|but|or)\s*$"
)
_STYLED = re.compile(
    r"(?i)\b(?:republic|kingdom|state|islands?|nation|country|emirate|sultanate|principality"
    r"|federation|union|government|people|grand duchy) of (?:the )?$"
)
_APPOSED = re.compile(
    r",? ?(?:[-–—]+ )?(?:both |all |each |itself |themselves |also |now |still |now also )*"
    r"(?:<P\d|(?:an?|the|one|its?|their|which|who|whose|as|being|now|<[BO]\d+>(?:'s?)?)(?: |$))"
)
"""What is told of the name itself, as a further insertion."""
_WHERE = re.compile(r", (?:where|in which|with which|whose|while)(?: (?:the|both))* $")


def is_inserted(text: str, start: int, end: int, *, shared: bool = True) -> bool:
    """Whether `text[start:end]` is the last name of an insertion, and what follows is not of it.

    Args:
        text: a sentence, or a masked one.
        start: where the name begins.
        end: where it ends.
        shared: whether the same is told of one named behind "like" or "along with".
    """
    mark = _END.match(text, end)
    if mark is None or _APPOSED.match(text, end):
        return False
    found = _PIECES[mark[0] if mark[0].strip() else " -"].search(text, 0, start)
    piece = found["piece"] if found else ""
    if not piece or (shared and _SHARED.match(piece)) or _STYLED.search(piece):
        return False
    unfolded = bool(found and found[0].startswith("<") and not _SAID.search(piece))
    likened = not shared and _SHARED.match(piece)
    return unfolded or bool(likened or _CLAUSE.match(piece) or _HELD.search(piece))


def is_in_clause_before(text: str, start: int, end: int, told: int) -> bool:
    """Whether a name's own clause is over before `told`: "Peru, where Chad has troops, is"."""
    return bool(_WHERE.search(text, 0, start)) and "," in text[end:told]
