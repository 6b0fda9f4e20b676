"""Where titles begin: with the article of whose they are, or right behind it.

"The country's president" begins with "the", and yet a pattern that leads to a title may have read
that article before it gets there: "X, the country's president, …".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from comity_loaders.titles.titles import Title

_ARTICLE = re.compile(r"(?i)(?:the|an?|its|their|his|her|then|formerly|previously|now)[ ]+")


def by_start(text: str, titles: Iterable[Title]) -> dict[int, Title]:
    """Titles by the offsets at which one may look for them, with their article and without."""
    found = {title.span.start: title for title in titles}
    for start, title in list(found.items()):
        article = _ARTICLE.match(text, start)
        if article and article.end() < title.core.start:
            found.setdefault(article.end(), title)
    return found
