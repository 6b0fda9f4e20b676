"""Gold annotations: what a careful reader finds in an article, as a folder has them.

`NAME.json` is the annotation, `NAME.txt`, or the file that its `text_file` names, the article.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comity.dates import DateBasis
from comity.errors import GoldError
from comity.evaluate.fitting import Item
from comity.given import metadata_of
from comity.model import Metadata
from comity.plugins import Loader

REQUIRED = {
    "memberships": ("state", "organisation", "event"),
    "offices": ("person", "office", "body"),
    "statements": ("speaker", "content"),
    "events": ("kind",),
    "hypothetical": ("kind", "span"),
}
"""The lists of an annotation, and what each of their items has."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated article.

    Args:
        name: the annotation's file name without its ending.
        text: the article's file.
        given: its outlet and day of publication: all that a reader is told.
        items: the annotated items, by kind; "hypothetical" too.
        ignored: persons whose statements count neither way, for the text is all theirs.
    """

    name: str
    text: Path
    given: Metadata
    items: dict[str, list[Item]]
    ignored: tuple[str, ...] = ()

    @property
    def published(self) -> str | None:
        """The day of publication, as EDTF."""
        return self.given.published.date.edtf if self.given.published else None


def read_gold(folder: Path, loaders: Sequence[Loader], only: str = "") -> list[Gold]:
    """The annotated articles of a folder, by name.

    Args:
        folder: the folder.
        loaders: those that can read the articles.
        only: what the names of those wanted begin with.

    Raises:
        GoldError: where there is none, or an annotation is broken, or has no article.
        MetadataError: where its outlet or day of publication is wrong.
    """
    endings = tuple(ending for loader in loaders for ending in loader.suffixes)
    files = sorted(folder.glob(f"{only}*.json"))
    if not files:
        hint = "an annotated article is two files, NAME.json and NAME.txt"
        raise GoldError("it has no gold annotations", where=str(folder), hint=hint)
    return [_gold(file, endings) for file in files]


def _gold(file: Path, endings: tuple[str, ...]) -> Gold:
    content = _content(file)
    told = {key: content.get(key) for key in ("published", "outlet")}
    return Gold(
        name=file.stem,
        text=_text(file, content.get("text_file"), endings),
        given=metadata_of(told, str(file), DateBasis.EXTERNAL),
        items={kind: _items(content, kind, file) for kind in REQUIRED},
        ignored=tuple(content.get("ignore_statements_by") or ()),
    )


def _content(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        raise GoldError(f"the annotation cannot be read: {error}", where=str(file)) from error
    if not isinstance(content, dict):
        raise GoldError("the annotation is no JSON object", where=str(file))
    return content


def _text(file: Path, named: str | None, endings: tuple[str, ...]) -> Path:
    """The article's file: the one that is named, or the one beside the annotation."""
    if named:
        beside = [file.parent / named]
    else:
        beside = [file.with_name(file.stem + ending) for ending in endings]
    found = [path for path in beside if path.is_file() and path != file]
    if not found:
        lacking = named or f"{file.stem}{' or '.join(endings)}"
        raise GoldError(
            f"its article is not there: {lacking}",
            where=str(file),
            hint="put it beside the annotation, or name it in text_file",
        )
    return found[0]


def _items(content: dict[str, Any], kind: str, file: Path) -> list[Item]:
    items = content.get(kind) or []
    for number, item in enumerate(items, start=1):
        lacks = [key for key in REQUIRED[kind] if not (isinstance(item, dict) and key in item)]
        if lacks:
            raise GoldError(
                f"number {number} of the {kind} lacks {', '.join(lacks)}", where=str(file)
            )
    return list(items)
