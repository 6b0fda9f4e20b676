"""Metadata as YAML: in a file beside the text, or as front matter at its beginning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from comity.dates import DateBasis
from comity.errors import MetadataError
from comity.given import KEYS, metadata_of
from comity.model import Metadata, Span
from comity_loaders.sources.decoding import decode

_FRONT = re.compile(r"---[^\S\n]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[^\S\n]*$", re.DOTALL | re.MULTILINE)
# /news/malta or news/malta: where the page lies in its site, whichever that is.
_SITE_PATH = re.compile(r"(?:/|[^\s:/.]+/)[^\s:]*")
_OURS = re.compile(r"^(?:published|date|outlet|url|title)[^\S\n]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML block at the beginning of a text.

    Args:
        span: its place, both rules included.
        metadata: what it says of publication.
        title: the headline's place within it, if it has one.
    """

    span: Span
    metadata: Metadata
    title: Span | None


def read_sidecar(path: Path) -> Metadata:
    """What the YAML file beside a text says; nothing where there is none.

    Raises:
        MetadataError: where it is no YAML mapping, or has an unknown key or a bad value.
        SourceError: where it cannot be read as text.
    """
    if not path.is_file():
        return Metadata()
    where = str(path)
    content = _mapping(decode(path.read_bytes(), where), where)
    for key in content:
        if key not in KEYS:
            raise MetadataError(
                f"{key!r} is not a key of an article's metadata",
                where=where,
                hint=f"the keys are {', '.join(KEYS)}",
            )
    return metadata_of(content, where, DateBasis.EXTERNAL)


def front_matter(text: str, where: str) -> FrontMatter | None:
    """The front matter of a text; None where it begins otherwise.

    Other keys than comity's are let pass: blogs keep many things there. `date` is `published`; a
    `url` that is a path within the site, as site generators write it, is no address.

    Raises:
        MetadataError: where it is no YAML, or one of comity's keys has a bad value.
    """
    match = _FRONT.match(text)
    if not match or not _OURS.search(match["yaml"]):
        return None  # a text may begin with a rule
    content = _mapping(match["yaml"], where)
    if "published" not in content and "date" in content:
        content = {**content, "published": content["date"]}
    if _is_site_path(content.get("url")):
        content = {**content, "url": None}
    metadata = metadata_of(content, where, DateBasis.METADATA, match["yaml"])
    return FrontMatter(Span(0, match.end()), metadata, _title(text, match, content))


def _is_site_path(url: object) -> bool:
    return isinstance(url, str) and _SITE_PATH.fullmatch(url.strip()) is not None


def _title(text: str, match: re.Match[str], content: Mapping[str, Any]) -> Span | None:
    title = content.get("title")
    start = text.find(title, 0, match.end()) if isinstance(title, str) and title else -1
    return Span(start, start + len(title)) if isinstance(title, str) and start >= 0 else None


def _mapping(source: str, where: str) -> Mapping[str, Any]:
    try:
        content = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # ValueError: PyYAML lets the calendar's own error through, for 2024-02-30.
        raise MetadataError(
            f"its metadata are not YAML: {' '.join(str(error).split())}",
            where=where,
            hint="write lines such as published: 2024-03-15",
        ) from error
    if not isinstance(content, dict):
        raise MetadataError(
            "its metadata are no mapping", where=where, hint="write lines such as outlet: NAME"
        )
    return content
