"""What a page of HTML says of its own publication, for machines to read.

Only what states the day of publication counts: schema.org's `datePublished` of the article, the
`<meta>` elements that mean it, and a `<time>` that is marked so or is the only one. Dates in
addresses, of changes, of copyright, of comments and of other articles do not. The first of these
places that has a date decides; where it has several days it says nothing, and the next is asked.
A time stamp's day is taken as it is written, in its own time zone.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from comity.dates import DateBasis, PartialDate, When
from comity.errors import DateError
from comity.given import URL
from comity.model import Metadata, Span
from comity_loaders.page.headparts import agency_of, date_line, outlet_of

_ARTICLE = re.compile(r"(?:https?://schema\.org/)?(?:\w*Article|\w*BlogPosting|Report)")
_DATES = {
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date",
    "sailthru.date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued",
    "citation_publication_date", "article.published",
}  # fmt: skip
_PLACEHOLDERS = {"0001-01-01", "1900-01-01", "1970-01-01"}  # a publishing system's "no date"
_ISO = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:(?<=-\d\d-\d\d)[T ]\d\d:\d\d.{0,30})?", re.ASCII)
_BARS = re.compile(r"\s+[|–—·»-]\s+")
_LONGEST_DATE, _LONGEST_NAME, _LONGEST_TITLE = 60, 100, 300


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself.

    Args:
        metadata: of its publication.
        titles: what may be its headline, the surest first.
    """

    metadata: Metadata
    titles: tuple[str, ...]


def page_of(root: Any) -> Page:
    """What a page says of itself.

    Args:
        root: its root element, as lxml has it.
    """
    articles = _Articles(root)
    url = next(filter(URL.fullmatch, _urls(root, articles)), None)
    names = [_plain(name) for name in (*articles.publishers(), *_meta(root, {"og:site_name"}))]
    name = next((one for one in names if 0 < len(one) <= _LONGEST_NAME), None)
    outlet = (agency_of(name) or name) if name else outlet_of(url or "")
    metadata = Metadata(_published(root, articles), outlet, url)
    titles = (_plain(title) for title in _titles(root, articles, [*names, outlet or ""]))
    return Page(metadata, tuple(dict.fromkeys(t for t in titles if 0 < len(t) <= _LONGEST_TITLE)))


class _Articles:
    """The article that a page describes as linked data (JSON-LD), once or several times.

    Several different ones say nothing: nobody knows which of them the page is.
    """

    def __init__(self, root: Any) -> None:
        self.nodes = list(_nodes(root))
        found = [node for node in self.nodes if _is_article(node)]
        self.found = found if len({str(node.get("headline")) for node in found}) == 1 else []

    def values(self, key: str) -> Iterator[str]:
        """The strings that it has under a key."""
        yield from (value for node in self.found if isinstance(value := node.get(key), str))

    def publishers(self) -> Iterator[str]:
        """The names of who publishes it."""
        for node in self.found:
            value = node.get("publisher")
            one = value[0] if isinstance(value, list) and value else value
            if isinstance(one, dict) and "name" not in one:
                one = next((n for n in self.nodes if n.get("@id") == one.get("@id", "")), one)
            name = one.get("name") if isinstance(one, dict) else one
            if isinstance(name, str):
                yield name

    def addresses(self) -> Iterator[str]:
        """Where it is published."""
        for node in self.found:
            for key in ("url", "mainEntityOfPage"):
                value = node.get(key)
                one = value.get("@id") if isinstance(value, dict) else value
                if isinstance(one, str):
                    yield one


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    """The nodes at the top of a page's linked data."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in found if isinstance(found, list) else [found]:
            graph = node.get("@graph") if isinstance(node, dict) else None
            inner = graph if isinstance(graph, list) else [node]
            yield from (one for one in inner if isinstance(one, dict))


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and _ARTICLE.fullmatch(name) for name in names)


def _published(root: Any, articles: _Articles) -> When | None:
    """The day that the first place with a date states."""
    for place in (articles.values("datePublished"), _meta(root, _DATES), _times(root)):
        days = {date for value in place if (date := _date(value))}
        if len(days) == 1:
            return When(days.pop(), DateBasis.METADATA)
    return None


def _date(value: str) -> PartialDate | None:
    """The day, month or year that a value states; None where it is no date, or not one."""
    value = value.strip()
    if len(value) > _LONGEST_DATE:
        return None
    if iso := _ISO.fullmatch(value):
        try:
            return None if iso[1] in _PLACEHOLDERS else PartialDate(iso[1])
        except DateError:
            return None
    part = date_line(value, Span(0, len(value))) if value else None
    return part.dates[0].date if part and len(part.dates) == 1 else None


def _times(root: Any) -> Iterator[str]:
    """The `<time>` elements that are marked as the publication's, or else all of them."""
    times = [time for time in root.iter("time") if time.get("datetime")]
    marked = [time for time in times if _is_marked(time)]
    yield from (time.get("datetime") for time in marked or times)


def _is_marked(time: Any) -> bool:
    words = f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()
    return time.get("pubdate") is not None or ("publish" in words and "update" not in words)


def _meta(root: Any, names: set[str]) -> Iterator[str]:
    """What the `<meta>` elements of these names say."""
    for meta in root.iter("meta"):
        keys = (meta.get("property"), meta.get("name"), meta.get("itemprop"))
        content = meta.get("content")
        if content and any(key and key.strip().lower() in names for key in keys):
            yield content


def _urls(root: Any, articles: _Articles) -> Iterator[str]:
    yield from (url.strip() for url in articles.addresses())
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield (link.get("href") or "").strip()
    yield from (url.strip() for url in _meta(root, {"og:url"}))


def _titles(root: Any, articles: _Articles, outlets: Iterable[str]) -> Iterator[str]:
    """What may be the headline; of titles for the window, without the outlet's name."""
    yield from articles.values("headline")
    headings = [heading.text_content() for heading in root.iter("h1")]
    if len(headings) == 1:
        yield headings[0]
    ours = {name.casefold() for name in outlets}
    windows = [title.text_content() for title in root.iter("title")][:1]
    for title in (*_meta(root, {"og:title"}), *windows):
        yield _without_site(title, ours)


def _without_site(title: str, outlets: set[str]) -> str:
    """A window's title without what follows its last bar; its last dash, if that is the outlet."""
    bars = list(_BARS.finditer(title))
    if not bars:
        return title
    site = title[bars[-1].end() :].strip().casefold() in outlets
    return title[: bars[-1].start()] if site or bars[-1][0].strip() in "|·»" else title


def _plain(text: str) -> str:
    """A text as people see it: without character references, and with single blanks."""
    return " ".join(html.unescape(text).split())
