"""Makes the texts of the gold articles again, and their annotations with the words filled in.

usage: python tests/gold/rebuild.py SOURCES OUT [--half learn]

SOURCES holds clones of the public repositories that the articles name, as `owner/name` or
`owner+name`. OUT gets three files an article: NAME.txt; NAME.json, in the schema of the scorer in
the development set; and NAME.yaml, the metadata that an extractor may be given.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from sources import GoldError, cut, whole

HERE = Path(__file__).parent
LISTS = {
    "memberships": "quote",
    "offices": "quote",
    "statements": "content",
    "events": "quote",
    "hypothetical": "span",
}
"""The five lists of an annotation, and the key that the words of each go under."""

KEPT = ("id", "url", "outlet", "published", "ignore_statements_by")


def text_of(gold: dict[str, Any], sources: Path) -> str:
    """The text that was annotated, checked by its hash.

    Raises:
        GoldError: the source gives another text than the one that was annotated.
    """
    text = cut(whole(gold["source"], sources), gold["source"]["cut"])
    found = hashlib.sha256(text.encode()).hexdigest()
    if found != gold["sha256"]:
        raise GoldError(f"{gold['id']}: another text than was annotated (sha256 {found})")
    return text


def filled(gold: dict[str, Any], text: str) -> dict[str, Any]:
    """The annotation with the words of the text in place of their offsets."""
    full = {key: gold[key] for key in KEPT if key in gold}
    for name, key in LISTS.items():
        full[name] = [_worded(item, key, text) for item in gold[name]]
    return full


def _worded(item: dict[str, Any], key: str, text: str) -> dict[str, Any]:
    start, end = item["at"]
    if not 0 <= start < end <= len(text):
        raise GoldError(f"no such range in a text of {len(text)}: {item}")
    return {**{k: v for k, v in item.items() if k != "at"}, key: text[start:end]}


def read(half: str) -> list[dict[str, Any]]:
    """The annotations of one half, as they are kept: offsets, no words."""
    return [json.loads(path.read_text("utf-8")) for path in sorted((HERE / half).glob("*.json"))]


def write(gold: dict[str, Any], text: str, out: Path) -> None:
    """The three files of one article."""
    out.mkdir(parents=True, exist_ok=True)
    stem = out / gold["id"]
    stem.with_suffix(".txt").write_text(text, "utf-8", newline="")
    full = json.dumps(filled(gold, text), ensure_ascii=False, indent=1)
    stem.with_suffix(".json").write_text(full + "\n", "utf-8")
    known = {key: gold[key] for key in ("outlet", "published") if gold.get(key)}
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in known.items())
    if known:
        stem.with_suffix(".yaml").write_text("".join(lines), "utf-8")


def main() -> None:
    """Rebuild one half, or every half there is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--half", default="learn")
    args = parser.parse_args()
    golds = read(args.half)
    for gold in golds:
        write(gold, text_of(gold, args.sources), args.out)
    sys.stdout.write(f"{len(golds)} articles in {args.out}\n")


if __name__ == "__main__":
    main()
