"""A page of HTML as a tree, or a clear refusal: bytes to text to elements, within limits.

Whatever a page holds, reading it takes seconds and not minutes, and nothing is fetched.
"""

from __future__ import annotations

import codecs
import importlib.util
import re
from typing import Any

from comity.errors import SourceError
from comity_loaders.sources.decoding import check_size

MAX_ELEMENTS = 20_000
"""The most elements of a page; extraction takes time by their square, some seconds at this many."""
MAX_ATTRIBUTES = 2_000
"""The most attributes of an element; parsing takes time by their square."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096
_UTF8 = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# What a page's own label means to browsers (https://encoding.spec.whatwg.org/#names-and-labels).
_AS_WINDOWS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gbk"}
_KNOWN = re.compile(
    r"cp125\d|cp866|cp874|cp932|cp949|iso8859-\d+|koi8-[ru]|mac-roman|gbk|gb18030|big5|euc_jp"
    r"|euc_kr|shift_jis|tis-620"
)
# A tag as browsers cut it up (https://html.spec.whatwg.org/multipage/parsing.html#tokenization).
_ATTRIBUTE = (
    r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
)  # fmt: skip
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+((?:[\s/]++|{_ATTRIBUTE})*+)")


def page_text(data: bytes, where: str) -> str:
    """The characters of a page.

    By its byte order mark; else UTF-8 where it is that, whatever it says of itself; else what it
    says; else windows-1252, as in browsers. Detectors by frequency were tried, and took English
    pages of windows-1252 for others, which puts wrong letters into names.

    Raises:
        SourceError: where it is too large, empty, binary, or in no encoding that fits.
    """
    check_size(len(data), where)
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", ""))
    if not encoding and b"\0" in data:
        raise SourceError(
            f"byte {data.index(0)} is zero, as in no page of HTML",
            where=where,
            hint="is it a page at all? save it again",
        )
    if not data.strip():
        raise SourceError("there is no text in it", where=where, hint="remove the file")
    try:
        return data[len(mark) :].decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if not encoding and (name := _declared(data)):
            return _labelled(data, name, where)
        raise SourceError(
            f"byte {len(mark) + error.start} is not {(encoding or 'utf-8').upper()}",
            where=where,
            hint="it is damaged: save it again",
        ) from error


def parsed(text: str, where: str) -> Any:
    """The root element of a page.

    Raises:
        SourceError: where there is no element, or more than can be read in a bounded time.
    """
    if importlib.util.find_spec("lxml") is None:
        raise SourceError(
            "pages of HTML need packages that are not installed",
            where=where,
            hint='pip install "comity[html]"',
        )
    from lxml import etree, html

    for tag in _TAG.finditer(text):
        if len(tag[1]) > MAX_ATTRIBUTES and len(re.findall(_ATTRIBUTE, tag[1])) > MAX_ATTRIBUTES:
            raise _too_much(f"an element has more than {MAX_ATTRIBUTES:,} attributes", where)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(f"it is no HTML: {error}", where=where, hint="save it again") from error
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise _too_much(f"it has more than {MAX_ELEMENTS:,} elements", where)
    return root


def _labelled(data: bytes, name: str, where: str) -> str:
    """The characters of a page that is not UTF-8."""
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"byte {error.start} is neither UTF-8 nor {name}",
            where=where,
            hint="convert the file to UTF-8 first, e.g. iconv -f WINDOWS-1252 -t UTF-8",
        ) from error


def _declared(data: bytes) -> str:
    """The encoding of a page that is not UTF-8, as Python calls it: that which it names.

    If it names none, windows-1252; but empty if there are characters of UTF-8 in it.
    """
    for label in _CHARSET.findall(data[:_HEAD]):
        try:
            name = codecs.lookup(label.decode("ascii")).name
        except (LookupError, UnicodeDecodeError):
            continue
        name = _AS_WINDOWS.get(name, name)
        if _KNOWN.fullmatch(name):  # others decode to no text, or slowly
            return name
    return "" if _UTF8.search(data) else "cp1252"


def _too_much(what: str, where: str) -> SourceError:
    return SourceError(what, where=where, hint="save the article alone, or its text as .txt")
