"""Through whom words came: the sources between a speaker and the reader, nearest first.

"The minister told the Example agency", "was quoted by Interfax as saying", "Example.Az reports via
Russian media". The article's own outlet is no part of a chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.relaying import relayed
from comity_loaders.statements.relays import Source, find_sources, is_descriptive, list_of
from comity_loaders.statements.speech import Speech, Stretch

_WEBSITE = re.compile(
    r"\bon\s+(?:(?P<whose>its|his|her|their)|(?P<owner>the\s+[\w\s-]{2,40}?'s?|[A-Z][\w\s-]{2,40}?'s?))\s+"
    r"(?:official\s+)?(?:website|web\s+site|Web\s+site|site|web\s?page)\b"
)


@dataclass(frozen=True)
class Chains:
    """Finds chains in one article."""

    speech: Speech

    @cached_property
    def _sources(self) -> tuple[Source, ...]:
        document = self.speech.document
        return tuple(
            s
            for s in (*document.once(find_sources), *_platforms(self.speech.masked))
            if not self._is_own(s.name)
        )

    def chain(self, stretch: Stretch, contents: Iterable[Span], speaker: str) -> tuple[str, ...]:
        """The sources that a stretch names outside of what is said in it.

        Args:
            stretch: where the words stand.
            contents: the places of what is said.
            speaker: the name of who said it, whose own website it may be.
        """
        outside = list(contents)
        relay = self.relay(stretch)
        found = [
            s
            for s in self._sources
            if stretch.span.contains(s.span)
            and not any(c.overlaps(s.span) for c in outside)
            and not any(q.span.contains(s.span) for q in stretch.quotes)
        ]
        named = [s.name for s in sorted(found, key=lambda s: s.span)]
        named += _websites(self.speech.masked, stretch.span, outside, speaker)
        return tuple(dict.fromkeys((*relay, *(n for n in named if n not in relay))))

    def relay(self, stretch: Stretch) -> tuple[str, ...]:
        """The chain that a relaying clause at the end of a stretch gives."""
        clause = relayed(self.speech, stretch)
        if not clause:
            return ()
        steps = (clause.outlet, re.sub(r"^the\s+", "", clause.via))
        return tuple(step for step in steps if step and not self._is_own(step))

    def outlet(self, span: Span) -> Entity | None:
        """The paper, agency or broadcaster named at a place; not the article's own."""
        source = next((s for s in self._sources if s.span.overlaps(span)), None)
        if source and source.name.lower() in list_of("states_own"):
            return local_entity(Kind.GROUP, source.name)
        if source is None or not source.name[:1].isupper() or is_descriptive(source.name):
            return None
        return local_entity(Kind.GROUP, source.name)

    def _is_own(self, name: str) -> bool:
        outlet = self.speech.document.article.outlet
        return bool(outlet) and _plain(name) == _plain(outlet or "")


def _platforms(text: str) -> Iterator[Source]:
    for match in _platform().finditer(text):
        yield Source(Span(match.start("name"), match.end("name")), match["name"])


def _websites(text: str, span: Span, contents: Iterable[Span], speaker: str) -> Iterator[str]:
    for match in _WEBSITE.finditer(text, span.start, span.end):
        place = Span(match.start(), match.end())
        if not any(c.overlaps(place) for c in contents):
            owner = match["owner"] or f"{speaker}'s"
            yield f"{re.sub(r'^the ', '', ' '.join(owner.split()))} website"


def _plain(name: str) -> str:
    name = re.sub(r"(?i)^the\s+|\s+(?:news agency|agency|newspaper)$", "", name.strip())
    return re.sub(r"\W+", "", name).lower()


@cache
def _platform() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:on|via|to)\s+(?:(?:the\s+)?social\s+(?:media\s+)?(?:platform|network)\s+)?(?:his\s+|her\s+|its\s+|their\s+|the\s+)?"
        rf"(?:official\s+)?(?P<name>{any_of(list_of('platforms'))})(?=[\s,.]|$)"
    )
