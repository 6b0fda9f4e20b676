"""What people and files say of an article's publication, checked: day, outlet, address."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from comity.dates import DateBasis, PartialDate, When
from comity.errors import DateError, MetadataError
from comity.model import Metadata

KEYS = ("published", "outlet", "url")
"""The names of what can be said, in every format in which it is said."""
URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
"""An address as RDF can hold it (https://www.w3.org/TR/turtle/#grammar-production-IRIREF)."""
_STAMP = re.compile(r"(?<=^\d{4}-\d\d-\d\d)[T ]\d\d:\d\d\S*(?: ?[+-]\d\d:?\d\d| ?Z)?$", re.ASCII)


def metadata_of(
    content: Mapping[str, Any], where: str, basis: DateBasis, text: str = ""
) -> Metadata:
    """What the keys `published`, `outlet` and `url` of a mapping say; others are let pass.

    Args:
        content: the mapping.
        where: the file, and the place in it, for errors.
        basis: how such a date is known.
        text: the words in which it stands in the article's text, if it does.

    Raises:
        MetadataError: where one of them has a bad value.
    """
    value = content.get("published")
    words = str(value) if str(value) in text else ""
    return Metadata(
        published=None if value is None else When(_published(value, where), basis, words),
        outlet=_text_of(content, "outlet", where),
        url=_url_of(content, where),
    )


def _published(value: object, where: str) -> PartialDate:
    try:
        # YAML makes a date of 2024-03-15, and a datetime of a time stamp: its time is of no use.
        edtf = value.isoformat() if isinstance(value, dt.date) else str(value)
        date = PartialDate(_STAMP.sub("", edtf))
    except DateError as error:
        raise _bad("published", value, where, "write the day as 2024-03-15") from error
    if date.year is None:
        raise _bad("published", value, where, "it needs a year, as in 2024-03-15")
    return date


def _text_of(content: Mapping[str, Any], key: str, where: str) -> str | None:
    value = content.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise _bad(key, value, where, "write some text, in quotation marks if need be")
    return " ".join(value.split())


def _url_of(content: Mapping[str, Any], where: str) -> str | None:
    url = _text_of(content, "url", where)
    if url is not None and not URL.fullmatch(url):
        raise _bad("url", url, where, "write it in full, with https:// and without blanks")
    return url


def _bad(key: str, value: object, where: str, hint: str) -> MetadataError:
    return MetadataError(f"{value!r} is no value of {key!r}", where=where, hint=hint)
