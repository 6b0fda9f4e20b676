"""How templates write what comes from articles, and addresses: safe for eyes and for browsers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

from comity.report.marks import plain
from comity.report.sources import safe_url
from comity.show.cells import visible

PART = 40_000
"""How many code points of an article's text a page shows, about."""


def shown(text: object) -> str:
    """A text with its control characters, and those of direction, made visible."""
    return visible(str(text))


def code(text: str) -> Markup:
    """A text of ours in which what stands between backticks is code."""
    parts = re.split(r"`([^`]*)`", text)
    pieces = (Markup("<code>{}</code>") if n % 2 else Markup("{}") for n in range(len(parts)))
    return Markup("").join(piece.format(part) for piece, part in zip(pieces, parts, strict=True))


def page_of(key: str) -> str:
    """The path of a thing's page, by its path below `id/`; of an article the article's."""
    whose = f"/{key.replace('article/', 'articles/', 1)}" if _is_article(key) else f"/page/{key}"
    return quote(whose, safe="/-._~!$&'()*+,;=:@")


def place_of(article: str, start: int, end: int) -> str:
    """The path of the mark of a passage in its article's text, by the article's key."""
    # Only in a long article need it be said which part of the text is to be shown.
    part = f"?at={start}" if start >= PART // 2 else ""
    return f"{page_of(article)}{part}#p{start}-{end}"


def _is_article(key: str) -> bool:
    return key.startswith("article/") and key.count("/") == 1


def with_query(path: str, values: Mapping[str, Any]) -> str:
    """A path with a query of these values; those that are none or empty are left out."""
    given = {name: str(value) for name, value in values.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def merge(values: Mapping[str, Any], **further: Any) -> dict[str, Any]:
    """Values and further ones."""
    return {**values, **further}


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun: "1 article", "1,204 articles"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "shown": shown,
    "text": plain,
    "code": code,
    "page_of": page_of,
    "place_of": place_of,
    "safe_url": safe_url,
    "with_query": with_query,
    "merge": merge,
    "counted": counted,
}
"""`text` is for stored texts, which are read back as they were; `shown` is for all else."""
