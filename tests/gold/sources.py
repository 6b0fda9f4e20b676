"""Texts out of clones of public repositories: one reader a format, then the cut.

A source names a repository, a commit, a path, a format, an item where one file holds many texts,
and a cut: half-open ranges of code points in what the reader gives, joined by a blank line.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

from comity.errors import ComityError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class GoldError(ComityError):
    """A gold text cannot be rebuilt as it was annotated, or an annotation does not fit it."""


def whole(source: dict[str, Any], sources: Path) -> str:
    """The whole text that a source names, before it is cut."""
    reader = READERS.get(source["format"])
    if reader is None:
        raise GoldError(f"no reader for the format {source['format']!r}: {sorted(READERS)}")
    found = reader(_file(source, sources), str(source.get("item", "")))
    return found.replace("\r\n", "\n").removeprefix("\ufeff")


def cut(text: str, ranges: list[list[int]]) -> str:
    """The pieces of a text, joined by a blank line."""
    return "\n\n".join(text[start:end] for start, end in ranges)


def _file(source: dict[str, Any], sources: Path) -> str:
    clone = _clone(source["repository"], sources)
    name = f"{source['commit']}:{source['path']}"
    shown = subprocess.run(["git", "-C", clone, "show", name], capture_output=True, check=False)
    if shown.returncode:
        raise GoldError(f"{clone}: {shown.stderr.decode(errors='replace').strip()}")
    packed = source["path"].endswith(".gz")
    content = gzip.decompress(shown.stdout) if packed else shown.stdout
    return content.decode("utf-8", errors="replace")


def _clone(repository: str, sources: Path) -> str:
    """Where a repository was cloned to: `owner/name` or `owner+name`, bare or not."""
    for name in (repository, repository.replace("/", "+")):
        for folder in (sources / name / "repo" / ".git", sources / name / "repo", sources / name):
            if (folder / "HEAD").is_file() or (folder / ".git").exists():
                return str(folder)
    raise GoldError(f"{sources}: no clone of {repository}; clone it to {sources / repository}")


def _plain(content: str, item: str) -> str:
    return content


def _wikinews(content: str, item: str) -> str:
    """The row of a CSV file whose `url` is the item: its title, a blank line, its text."""
    csv.field_size_limit(max(csv.field_size_limit(), len(content) + 1))
    for row in csv.DictReader(io.StringIO(content)):
        if row["url"] == item:
            return row["title"] + "\n\n" + re.sub(r"\n{3,}", "\n\n", row["text"])
    raise GoldError(f"no row with the url {item!r}")


def _saliency(content: str, item: str) -> str:
    """The article of that page name, one a line in JSON: its headline and paragraphs.

    Brackets left over from links of the wiki are dropped.
    """
    for article in map(json.loads, filter(None, content.split("\n"))):
        if article["wikiTitle"] == item:
            parts = (part["value"] for part in article["document"] if part["name"] != "dateline")
            return re.sub(r"(?<!\S)\]+ ?", "", html.unescape("\n\n".join(parts)))
    raise GoldError(f"no article with the wikiTitle {item!r}")


def _scraped(content: str, item: str) -> str:
    """The first article with that `url` in a JSON list: its `content`, a paragraph a line."""
    for article in json.loads(content):
        if article["url"] == item:
            return html.unescape(article["content"]).replace("\xa0", " ").strip()
    raise GoldError(f"no article with the url {item!r}")


_TOOLTIP = re.compile(
    r'<span class="read__tooltip.*?</span>\s*</span>\s*</span>(?=\s*</a>)|'
    r'<div class="read__cut.*',
    re.DOTALL,
)


def _kremlin(content: str, item: str) -> str:
    """A page of a presidential site: its headline and paragraphs, without pop-ups and links."""
    title = re.search(r"<h1[^>]*>(.*?)</h1>", content, re.DOTALL)
    body = re.search(r'<div class="[^"]*entry-content[^"]*"[^>]*>(.*)', content, re.DOTALL)
    if not title or not body:
        raise GoldError("a page without a headline or a body")
    inside = body[1].split('<div class="read__bottommeta')[0]
    return f"{_untag(title[1])}\n\n{_untag(_TOOLTIP.sub('', inside))}"


def _factbook(content: str, item: str) -> str:
    """One text of a country's page in JSON; the item is the path of keys to it."""
    found: Any = json.loads(content)
    for key in item.split("/"):
        found = found[key]
    return _untag(str(found))


def _factbook_archive(content: str, item: str) -> str:
    """One field of a year's edition in SQL; the item is its `FieldID`."""
    found = re.search(rf"^  \({item}, \d+, \d+, N'[^']*', N'(.*)'\)[,;]\r?$", content, re.MULTILINE)
    if not found:
        raise GoldError(f"no row with the FieldID {item!r}")
    return _untag(found[1].replace("''", "'"))


def _isomer(content: str, item: str) -> str:
    """A ministry's page in JSON: its title, its summary, then a paragraph a heading or text."""
    page = json.loads(content)
    top = [page["page"]["title"], page["page"]["contentPageHeader"]["summary"]]
    return _untag("<br>".join([*top, *_blocks(page["content"])]))


def _blocks(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        inside = node.get("content", [])
        if any("text" in one for one in inside):
            yield "".join(one.get("text", "") for one in inside)
        else:
            yield from _blocks(inside)


def _docred(content: str, item: str) -> str:
    """The document of that title: its sentences, one space between, as running text."""
    for document in json.loads(content):
        if document["title"] == item:
            return _running(" ".join(word for sent in document["sents"] for word in sent))
    raise GoldError(f"no document with the title {item!r}")


def _running(tokens: str) -> str:
    """Tokens set as prose: no space before a comma or after a bracket."""
    text = re.sub(r" ([,.;:!?%)\]]|'s\b|n't\b)", r"\1", tokens)
    text = re.sub(r"([(\[$]) ", r"\1", text)
    return re.sub(r'" ([^"]*?) "', r'"\1"', text).replace(" - ", "-")


def _iob(content: str, item: str) -> str:
    """Sentences `FIRST-LAST` of a CSV file with a token a row, as running text.

    The first cell of a row counts the sentence where one begins, the second is the token.
    """
    first, last = map(int, item.split("-"))
    sentences: list[str] = []
    for start, token, *_ in filter(None, csv.reader(io.StringIO(content))):
        if start.startswith("Sentence: "):
            sentences.append(token)
        elif sentences:
            sentences[-1] += f" {token}"
    if not 1 <= first <= last <= len(sentences):
        raise GoldError(f"no sentences {item}, there are {len(sentences)}")
    return _running(re.sub(r"(?<=s) '(?= )", "'", " ".join(sentences[first - 1 : last])))


def _tei(content: str, item: str) -> str:
    """The section of a TEI file with that `xml:id`: its head and paragraphs, without figures."""
    found = re.search(rf'<div[^>]*xml:id="{re.escape(item)}".*?</div>', content, re.DOTALL)
    if not found:
        raise GoldError(f"no section with the xml:id {item!r}")
    prose = re.sub(r"<figure>.*?</figure>", "", found[0], flags=re.DOTALL)
    return _untag(re.sub(r"</head>", "</p>", prose))


def _transcript(content: str, item: str) -> str:
    """A prime minister's transcript in XML: its title and its text, lines broken as printed."""
    title = re.search(r"<title>(.*?)</title>", content, re.DOTALL)
    body = re.search(r"<!\[CDATA\[(.*?)\]\]>", content, re.DOTALL)
    if not title or not body:
        raise GoldError("a transcript without a title or a text")
    text = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</p>", "\n", body[1])))
    return f"{_untag(title[1])}\n\n{text.strip()}"


def _digest(content: str, item: str) -> str:
    """A day's digest in Markdown: a line a heading or point, links by their words alone."""
    body = re.sub(r"\A---.*?^---$", "", content, flags=re.DOTALL | re.MULTILINE)
    words = re.sub(r'\[([^\[\]]*)\]\([^()\s]*(?: "[^"]*")?\)', r"\1", body)
    lines = re.sub(r"^\s*(?:#+|[*+-]) ", "", words, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", lines.replace("*", "")).strip()


def _conllu(content: str, item: str) -> str:
    """Sentences of a treebank's file in CoNLL-U: a line a paragraph, of their `# text` lines."""
    lines: list[str] = []
    for line in content.splitlines():
        if line.startswith("# newpar ="):
            continue
        if line == "# newpar":
            lines.append("")
        elif line.startswith("# text = "):
            lines[-1:] = [f"{lines[-1]} {line[9:]}".strip()] if lines else [line[9:]]
    return "\n\n".join(filter(None, lines))


def _cnxml(content: str, item: str) -> str:
    """A textbook's module in CNXML, or the section of it with that `id`: titles, paragraphs, lists.

    Notes, figures and links to media are dropped.
    """
    body = re.sub(r"<metadata\b.*?</metadata>", "", content, flags=re.DOTALL)
    if item:
        found = re.search(rf'<section[^>]*id="{re.escape(item)}".*?</section>', body, re.DOTALL)
        if not found:
            raise GoldError(f"no section with the id {item!r}")
        body = found[0]
    prose = re.sub(r"<(cite|note|figure|media)\b.*?</\1>", "", body, flags=re.DOTALL)
    return _untag(re.sub(r"</(?:title|para|item)>", "</p>", prose))


_HIDDEN = re.compile(r"<\?.*?\?>|<!--.*?-->|<(script|style|head)\b.*?</\1>", re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|section|table|tr|td|th)\b[^>]*>|</span>\s+(?=<span)"
)


def _html(content: str, item: str) -> str:
    """A page: what it shows, a paragraph a block or one of the spans under each other."""
    return _untag(_BLOCK.sub("</p>", _HIDDEN.sub("", content)))


def _untag(markup: str) -> str:
    """Markup as lines of text, one a paragraph."""
    lined = re.sub(r"</p>|<br ?/?>", "\x00", markup)
    text = html.unescape(re.sub(r"<[^>]+>", "", lined))
    paragraphs = (" ".join(part.split()) for part in text.split("\x00"))
    return "\n\n".join(part for part in paragraphs if part)


READERS: dict[str, Callable[[str, str], str]] = {
    "plain": _plain,
    "wikinews": _wikinews,
    "saliency": _saliency,
    "scraped": _scraped,
    "kremlin": _kremlin,
    "factbook": _factbook,
    "factbook-archive": _factbook_archive,
    "isomer": _isomer,
    "docred": _docred,
    "iob": _iob,
    "tei": _tei,
    "transcript": _transcript,
    "html": _html,
    "cnxml": _cnxml,
    "digest": _digest,
    "conllu": _conllu,
}
