"""A loader of a few lines, for tests of what is around loaders.

An article's first line says when it was published; then "Sweden joined NATO in 2024." is a claim.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from comity.dates import PartialDate, When
from comity.errors import SourceError
from comity.gazetteer import Gazetteer
from comity.model import Article, Claim, Metadata, Predicate, Reading, Span

_JOINED = re.compile(r"([A-Z]\w+) joined (?:the )?([A-Z][\w ]+?) in (\d{4})\.")


class TinyLoader:
    suffixes: tuple[str, ...] = (".txt", ".many")

    def __init__(self) -> None:
        self.read: list[str] = []

    def articles(self, path: Path, given: Metadata) -> Iterable[Article]:
        data = path.read_bytes()
        if b"\0" in data:
            raise SourceError("it is no text", where=str(path), hint="give a text file")
        for number, text in enumerate(data.decode().split("\n====\n")):
            stem = path.stem if path.suffix == ".txt" else f"{path.stem} {number}"
            sidecar = path.with_suffix(".yaml")
            outlet = sidecar.read_text().strip() if sidecar.is_file() else given.outlet
            day = When(PartialDate(text.splitlines()[0]))
            yield Article(text, stem, published=given.published or day, outlet=outlet)

    def reader(self, gazetteer: Gazetteer) -> Callable[[Article], Reading]:
        return lambda article: self._reading(article, gazetteer)

    def _reading(self, article: Article, gazetteer: Gazetteer) -> Reading:
        self.read.append(article.stem)
        if "KILL" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        while "CIRCLE" in article.text:
            pass
        if "BROKEN" in article.text:
            raise LookupError("no such word")
        claims = tuple(_claims(article, gazetteer))
        return Reading(article, (Span(0, len(article.text)),), (), claims, reader="tiny 1")


def _claims(article: Article, gazetteer: Gazetteer) -> Iterator[Claim]:
    for match in _JOINED.finditer(article.text):
        subject, body = (gazetteer.lookup(match[n])[0].entity for n in (1, 2))
        yield Claim(
            predicate=Predicate.JOINED,
            subject=None if "NOBODY" in article.text else subject,
            object=body,
            passage=Span(*match.span()),
            rule="tiny/joined",
            when=When(PartialDate(match[3]), words=f"in {match[3]}"),
        )
