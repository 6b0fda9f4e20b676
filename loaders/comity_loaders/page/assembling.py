"""An article from a text and all that is known about it, whatever the format it came in."""

from __future__ import annotations

from comity.model import Article, Metadata, Span
from comity_loaders.page.furniture import find_furniture
from comity_loaders.page.head import read_head


def assemble(
    text: str,
    stem: str,
    where: str,
    given: Metadata,
    beside: Metadata,
    title: Span | None = None,
) -> Article:
    """The article that a text and the metadata around it make.

    Args:
        text: the text to store; offsets will count its code points.
        stem: what to call the article; its id begins with it.
        where: the name of the file, and the place in it, for errors.
        given: what the user says; it wins over all else.
        beside: what stands beside the text, in the same file or another; it wins over the text.
        title: the headline's place, where the format tells it; else the first lines are looked at.

    Raises:
        MetadataError: where the text has front matter that cannot be read.
    """
    head = read_head(text, where, given, beside)
    title = title or head.title
    return Article(
        text=text,
        stem=stem,
        published=head.published,
        outlet=head.outlet,
        url=head.url,
        title=title,
        furniture=find_furniture(text, head.spans, title),
        place=head.place,
        written=head.written,
    )
