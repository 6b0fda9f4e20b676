"""A small build for pages: a disagreement, a statement that two outlets tell, a denial."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from htmlpages import Page
from served import Server, serving

from comity.build import build

FIVE = (
    "The Melanesian Spearhead Group has five members.\n\n"
    "Fiji joined the Melanesian Spearhead Group in 1996. "
    "Vanuatu is a member of the Melanesian Spearhead Group. "
    "Jonas Musterfrau, Secretary General of the Melanesian Spearhead Group, told reporters: "
    "“We will open a new office for trade in Suva and invite all of our members to it.”\n"
)
FOUR = (
    "The Melanesian Spearhead Group has four members.\n\n"
    "Secretary General of the Melanesian Spearhead Group Jonas Musterfrau said: "
    "“We will open a new office for trade in Suva and invite all our members to it.”\n"
    "Jonas Musterfrau denied that Kiribati had applied to the Melanesian Spearhead Group. "
    "Jonas Musterfrau said that Tonga may join the Melanesian Spearhead Group.\n"
)
HOSTILE = (
    "Samoa =cmd|calc <script>alert(1)</script>\n\n"
    "Samoa joined the Pacific Islands Forum on 5 August 1971. "
    "“</title></svg><img src=x onerror=alert(2)>,” the spokesperson of Samoa said.\n"
)
_ABOUT = {
    "five": (FIVE, "outlet: The Reef Courier\npublished: 2004-03-05\n"),
    "four": (FOUR, "outlet: Lagoon News\npublished: 2004-03-05\n"),
    "hostile": (HOSTILE, "outlet: '=2+5+cmd'\n"),
}


def built(folder: Path) -> Path:
    """The build of these articles, in a folder of its own."""
    news = folder / "news"
    news.mkdir()
    for name, (text, about) in _ABOUT.items():
        (news / f"{name}.txt").write_text(text, encoding="utf-8")
        (news / f"{name}.yaml").write_text(about, encoding="utf-8")
    build([news], folder / "build", waiting=lambda: None)
    return folder / "build"


@contextmanager
def world(folder: Path) -> Iterator[Server]:
    """A server of that build."""
    with serving(built(folder)) as server:
        yield server


def page(server: Server, path: str) -> Page:
    """A page that is answered, parsed."""
    reply = server.send("GET", path, headers={"Accept": "text/html"})
    assert reply.status == 200, (path, reply.status, reply.text[:300])
    return Page(reply.text)


def refused(server: Server, path: str) -> str:
    """The words, in small letters, of the page that says why a request cannot be answered."""
    reply = server.send("GET", path, headers={"Accept": "text/html"})
    assert reply.status in {400, 404}, (path, reply.status)
    return Page(reply.text).words.casefold()
