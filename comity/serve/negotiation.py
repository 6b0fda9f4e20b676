"""Which of several formats a client would rather have (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request

_QUALITY = re.compile(r"(?:0?(?:\.\d*)?|1(?:\.0*)?)")
_RANGE = re.compile(r"(?:\*|[\w!#$&^.+-]+)/(?:\*|[\w!#$&^.+-]+)")

_LONGEST = 2000
"""Characters of a header that are read: no client has more to wish."""

_CHARSETS = {"utf-8", "utf8", "us-ascii", "*"}
"""What may be asked of a text in UTF-8; ASCII by those who ask for no more."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One element of an Accept header.

    Args:
        media: a media type, `type/*` or `*/*`, in small letters.
        quality: from 0, not at all, to 1.
        charset: the encoding asked for; empty where none is.
    """

    media: str
    quality: float
    charset: str = ""

    def fits(self, offer: str) -> bool:
        """Whether a media type is what is meant; all that is offered is UTF-8."""
        kind, _, sub = self.media.partition("/")
        offered, _, its = offer.partition("/")
        named = kind in ("*", offered) and sub in ("*", its)
        return named and (not self.charset or self.charset in _CHARSETS)

    @property
    def specificity(self) -> int:
        """The more, the closer it is to one media type."""
        return 2 - self.media.count("*")


def wishes(accept: str) -> list[Wish]:
    """What an Accept header asks for, in its order; what is no wish is left out."""
    found = (_wish(element) for element in _split(accept[:_LONGEST], ","))
    return [wish for wish in found if wish]


def chosen(accept: str, offers: Sequence[str]) -> str | None:
    """The media type to answer with; None where no offer is acceptable.

    Of two that are as good, the one that the header names, and names first; else the first offer.

    Args:
        accept: the Accept header; empty where there is none, and anything will do.
        offers: media types without parameters, the best first; all in UTF-8.
    """
    asked = wishes(accept)
    if not accept.strip():
        return offers[0]
    ranked = [
        (wish.quality, wish.specificity, -asked.index(wish), -number)
        for number, offer in enumerate(offers)
        if (wish := _closest(asked, offer)) and wish.quality
    ]
    return offers[-max(ranked)[3]] if ranked else None


def prefers_html(request: Request) -> bool:
    """Whether a browser asks: HTML is wanted most, and nothing that is as good is named before."""
    asked = wishes(request.headers.get("accept", ""))
    best = max(asked, key=lambda wish: (wish.quality, -asked.index(wish)), default=None)
    return bool(best and best.quality and best.media in ("text/html", "application/xhtml+xml"))


def _closest(asked: Sequence[Wish], offer: str) -> Wish | None:
    """The wish that speaks of an offer: a media type goes before a range of them."""
    fitting = [wish for wish in asked if wish.fits(offer)]
    return max(fitting, key=lambda wish: (wish.specificity, wish.quality), default=None)


def _wish(element: str) -> Wish | None:
    media, *parameters = [part.strip() for part in _split(element, ";")]
    media = "*/*" if media == "*" else media.lower()
    given = dict(_parameter(part) for part in parameters)
    quality = given.get("q", "1")
    if not _RANGE.fullmatch(media) or not _QUALITY.fullmatch(quality) or quality in ("", "."):
        return None
    return Wish(media, float(quality), given.get("charset", ""))


def _split(text: str, mark: str) -> list[str]:
    """A text in the parts between marks; what stands in quotation marks is one with its part."""
    parts, quoted, escaped = [""], False, False
    for character in text:
        if character == mark and not quoted:
            parts.append("")
            continue
        parts[-1] += character
        quoted ^= character == '"' and not escaped
        escaped = quoted and character == "\\" and not escaped
    return parts


def _parameter(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name.strip().lower(), value.strip().strip('"').lower()
