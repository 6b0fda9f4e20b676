"""The page: what was gathered, put into templates, with its style and its script inside of it.

The page asks nothing of a network: its content security policy allows the one style sheet and the
one script that are in it, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from comity.report.collect import Report
from comity.report.marks import Block, Mark, marked, plain
from comity.report.sources import Article, Passage
from comity.report.words import wording, words

_GLYPHS = {"asserted": "", "denied": "✕"}
_FEW, _MANY = 12, 40
"""Of more bodies, speakers or articles than many, each is folded away; lists name a few."""
_EXCERPT = 160


def page(report: Report, *, build: str, version: str) -> bytes:
    """A report as a file of HTML.

    Args:
        report: what it shows.
        build: the hash that names the build; empty of an endpoint.
        version: comity's.
    """
    style, script = _file("look.css") + _file("page.css"), _file("page.js")
    html = (
        _environment()
        .get_template("page.html.j2")
        .render(
            report=report,
            build=build,
            version=version,
            style=Markup(style),  # noqa: S704 - a file of ours
            script=Markup(script),  # noqa: S704 - a file of ours
            policy=_policy(style, script),
            few=_FEW,
            many=_MANY,
        )
    )
    return html.encode()


def blocks(article: Article) -> list[tuple[Block, list[Passage]]]:
    """The paragraphs of an article, each with the passages that end in it; none without a text."""
    if article.text is None:
        return []
    by_anchor = {passage.anchor: passage for passage in article.passages}
    found = marked(article.text, (mark(passage) for passage in article.passages))
    return [(block, [by_anchor[one.anchor] for one in block.marks]) for block in found]


def looks(passage: Passage) -> str:
    """The classes of a passage: its first kind, and how it is said."""
    manners = passage.manners
    how = manners[0] if manners[0] in _GLYPHS else "unsure"
    return f"k{passage.kinds[0]} {how}"


def number(passage: Passage) -> str:
    """What stands behind a passage in a text: its number, its kinds, and a sign of its manner."""
    glyphs = dict.fromkeys(_GLYPHS.get(manner, "?") for manner in passage.manners)
    kinds = passage.kinds.rstrip("N") or passage.kinds
    return f"{passage.number} {kinds}{''.join(glyphs)}"


def excerpt(passage: Passage) -> str:
    """The beginning of its words and where they stand."""
    quote = " ".join(passage.quote.split())
    short = quote if len(quote) <= _EXCERPT else f"{quote[:_EXCERPT].rstrip()}…"
    quoted = f"“{short}”" if short else f"{passage.span.start}–{passage.span.end}"
    return " – ".join(part for part in (quoted, passage.source) if part)


def mark(passage: Passage) -> Mark:
    """A passage as it is marked in its text."""
    kinds = ", ".join(words()["kinds"][letter] for letter in passage.kinds)
    title = f"passage {passage.label}: {kinds}; {', '.join(passage.manners)}"
    return Mark(passage.span, passage.anchor, passage.note, number(passage), looks(passage), title)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("comity.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"plain": plain, "looks": looks, "excerpt": excerpt, "blocks": blocks}
    environment.filters |= {"number": number, "wording": lambda word, group: wording(group, word)}
    environment.globals["kinds"] = words()["kinds"]
    return environment


def _file(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """A content security policy that allows what is in the page, and no connection."""
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src {_hash(style)}; script-src {_hash(script)}"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
