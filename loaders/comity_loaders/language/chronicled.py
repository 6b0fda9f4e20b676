"""Lines of a chronology that is a table: "1 May 2004 | Malta (25) joins".

A colon in the place of the bar makes a sentence of the line, with its date for a label. How many
there are by then, in brackets, is left out.
"""

from __future__ import annotations

import re

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATE = rf"(?:(?:\d{{1,2}} )?{_MONTH} {_YEAR}|{_MONTH} \d{{1,2}}, {_YEAR}|{_YEAR})"
_LINE = re.compile(
    rf"^(?P<first>[ \t]*\|?)(?P<date>[ \t*_]*{_DATE}[ \t*_]*)\|"
    r"(?P<rest>[ \t]*[A-Z][^|\n]*[a-z][^|\n]*)(?P<last>\|?)[ \t]*$",
    re.MULTILINE,
)
_COUNT = re.compile(r"(?<=\w) ?\( ?\d{1,3} ?\)")


def without_bars(text: str) -> str:
    """A text of the same length with a colon for the bar behind the date of such a line."""
    return _LINE.sub(_as_sentence, text) if "|" in text else text


def _as_sentence(line: re.Match[str]) -> str:
    rest = _COUNT.sub(lambda count: " " * len(count[0]), line["rest"])
    said = " " * len(line["first"]) + line["date"] + ":" + rest + " " * len(line["last"])
    return said + line[0][len(said) :]
