"""Whether a list of members is the whole of it: nothing stands behind it, and no body in it."""

from __future__ import annotations

import re

from comity.model import Entity, Kind
from comity_loaders.document import Sentence
from comity_loaders.memberships.finds import WORDS, Find
from comity_loaders.sentences import patterns
from comity_loaders.sentences.masking import Slot

_GLUE = re.compile(r"(?:,|(?:,|\s*(?:--|–|—|-|\)))?\s+(?:and|plus|as well as))\s+(?:the\s+)?")

# "It also groups" and "besides Chad, it groups" name those that were not named before.
_THE_REST = re.compile(
    r"(?:^|[,;] )(?i:besides|in addition to|apart from|aside from|other than) <S\d+>"
    r"|\balso (?:group|compris|consist|includ|bring|unit)"
)


def is_complete(found: Find, listed: Slot) -> bool:
    """Whether a roster names all members: its wording closes the list, and all are states."""
    rest = found.masked.text[found.match.end("s") :]
    return (
        found.pattern.complete
        and all(mention.entity for mention in listed.mentions)
        and not patterns.expression(WORDS, "open_ends").search(rest)
        and not found.entities("bodied")
        and not _THE_REST.search(found.masked.text[: found.match.start("s")])
        and not _goes_on(found.sentence, listed)
    )


def bodied(found: Find) -> tuple[Entity, ...]:
    """The members in a list that are bodies themselves: "the G7 and Russia"."""
    return (*found.entities("bodied"), *found.entities("more"))


def _goes_on(sentence: Sentence, listed: Slot) -> bool:
    """Whether a body stands behind the states as the next of a list."""
    end = listed.span.end
    following = next((m for m in sentence.mentions if m.span.start >= end), None)
    return bool(
        following
        and following.can_be(Kind.ORGANISATION)
        and _GLUE.fullmatch(sentence.document.text, end, following.span.start)
    )
