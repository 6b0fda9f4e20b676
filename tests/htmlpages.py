"""Pages of HTML as tests look at them: their elements, links, ids and words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect", "line"}


@dataclass
class Element:
    """An element, and all words within it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    parent: Element | None = None

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def classes(self) -> set[str]:
        return set(self.get("class").split())


@dataclass
class Page(HTMLParser):
    """A page, parsed; what is not well-formed is an error."""

    source: str
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()
        assert not self.open, f"left open: {[e.tag for e in self.open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"an attribute twice: {tag} {names}"
        parent = self.open[-1] if self.open else None
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=parent)
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, tag: str = "", of: str = "") -> list[Element]:
        """The elements of a tag and a class, in order."""
        return [e for e in self.elements if tag in ("", e.tag) and (not of or of in e.classes)]

    def one(self, tag: str = "", of: str = "") -> Element:
        found = self.all(tag, of)
        assert len(found) == 1, f"{len(found)} of {tag}.{of}"
        return found[0]

    def by_id(self, name: str) -> Element:
        found = [element for element in self.elements if element.get("id") == name]
        assert len(found) == 1, f"{len(found)} of #{name}"
        return found[0]

    @property
    def ids(self) -> list[str]:
        return [element.get("id") for element in self.elements if element.get("id")]

    @property
    def links(self) -> list[str]:
        return [element.get("href") for element in self.all("a")]

    @property
    def words(self) -> str:
        """All that is read in it, with single spaces."""
        return " ".join(self.one("body").text.split())

    def link(self, words: str) -> str:
        """Where the first link that has these words leads."""
        found = [e.get("href") for e in self.all("a") if words in " ".join(e.text.split())]
        assert found, f"no link says {words!r}"
        return found[0]
