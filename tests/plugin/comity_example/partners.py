"""Lines such as "Dialogue partners of ASEAN: Australia, Canada and Japan"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.model import Claim, Kind, Predicate
from comity_loaders.document import Document

_LINE = re.compile(r"(?:dialogue )?partners of (?:the )?(?P<body>[^:]+): ", re.IGNORECASE)


def find(document: Document) -> Iterator[Claim]:
    for sentence in document.sentences:
        head = _LINE.match(sentence.text)
        named = [mention.entity for mention in sentence.mentions if mention.entity]
        bodies = [entity for entity in named if entity.kind is Kind.ORGANISATION]
        if head and len(bodies) == 1 and bodies[0] is named[0]:
            for state in named[1:]:
                yield Claim(
                    predicate=Predicate.PARTNER,
                    subject=state,
                    object=bodies[0],
                    passage=sentence.span,
                    rule="example/partners",
                )
