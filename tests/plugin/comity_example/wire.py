"""Articles in one file, each under a line such as `=== 2009-07-23 Example Wire`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from comity.dates import DateBasis, PartialDate, When
from comity.errors import DateError, SourceError
from comity.gazetteer import Gazetteer
from comity.model import Article, Metadata, Reading

_HEAD = re.compile(r"^=== (?P<day>\S+) (?P<outlet>.+)\n", re.MULTILINE)


class WireLoader:
    suffixes: tuple[str, ...] = (".wire",)

    def articles(self, path: Path, given: Metadata) -> Iterator[Article | SourceError]:
        _, *pieces = _HEAD.split(path.read_text(encoding="utf-8"))
        for day, outlet, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
            try:
                published = When(PartialDate(day), DateBasis.METADATA)
            except DateError as error:
                yield SourceError(error.what, where=f"{path}, {day}", hint=error.hint)
                continue
            said = given.or_else(Metadata(published, outlet))
            yield Article(text, path.stem, said.published, said.outlet, said.url)

    def reader(self, gazetteer: Gazetteer) -> Callable[[Article], Reading]:
        from comity_loaders.reading import reader  # comity's own rules, and the installed ones

        return reader(gazetteer)
