"""One value among others: what a terminal, a spreadsheet or a table must not take for its own.

Each way of writing keeps the value whole: what reads the form by its own rules gets it back. Only
`visible`, which is for eyes, does not.
"""

from __future__ import annotations

import re
from typing import Any

_BIDI = "\u202a-\u202e\u2066-\u2069"
"""Controls of direction, which let a text show in another order than it has."""

_HOSTILE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_BIDI}]")
_IN_JSON = re.compile(f"[\x7f-\x9f\u2028\u2029{_BIDI}]")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~$]|&(?=#?\w+;))")
_TSV = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_TSV_BACK = {escaped: plain for plain, escaped in _TSV.items()}


def visible(text: str) -> str:
    """A text that a terminal only shows: its control characters stand as pictures of themselves.

    Line ends and tabs stay. The pictures are Unicode's (U+2400 to U+2421); a control that has none
    is U+FFFD.
    """
    return _HOSTILE.sub(lambda m: _picture(ord(m[0])), text)


def json_safe(text: str) -> str:
    """JSON that means the same, with no control character left to move a terminal."""
    return _IN_JSON.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def plain(value: Any) -> str:
    """A value as people write it: nothing for none, yes and no for true and false."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def one_line(text: str) -> str:
    """A text without line ends and with single spaces."""
    return " ".join(text.split())


def csv_cell(value: Any) -> Any:
    """A value that no spreadsheet runs: a text that would be a formula has an apostrophe before it.

    `csv_value` takes it away. Numbers are no texts: -5 stays -5. See OWASP, CSV Injection.
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def csv_value(cell: str) -> str:
    """The text that `csv_cell` wrote."""
    return cell[1:] if _GUARDED.match(cell) else cell


def tsv_cell(value: Any) -> str:
    r"""A value for tab-separated lines, where IANA's text/tab-separated-values has no escapes.

    So tabs, line ends and backslashes are `\t`, `\n`, `\r` and `\\`, as SPARQL 1.1's results have
    them in their literals.
    """
    return "".join(_TSV.get(character, character) for character in for_programs(value))


def tsv_value(cell: str) -> str:
    """The text that `tsv_cell` wrote."""
    return re.sub(r"\\[\\tnr]", lambda m: _TSV_BACK[m[0]], cell)


def for_programs(value: Any) -> str:
    """A value for programs: JSON's own words for true and false, nothing for none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def markdown(text: str) -> str:
    """A text as Markdown shows it, in one line, whatever it would mean there."""
    return _opens_no_block(_MARKDOWN.sub(r"\\\1", visible(one_line(text))))


def _opens_no_block(line: str) -> str:
    """A line that is no heading, rule or item of a list, though it begins like one."""
    if re.match(r"[-+=#]", line):
        return f"\\{line}"
    return re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", line)


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
