"""From an annotator's notes, which quote, to the annotations that are kept, which do not.

usage: python tests/gold/annotate.py SOURCES NOTES_DIR HALF_DIR

A NAME.ann has a head of `key: value` lines (repository, commit, path, format, item, licence, url,
outlet, published, one `cut: first words .. last words` a piece, ignore_statements_by), a blank
line, then one item a line, its parts between bars:

    M HU,PL,CZ NATO joined 1999-03-12 | the words
    O Ada Roe | Secretary General | CSTO | the words | office_alt=chief
    S Ada Roe | indirect | said | the words
    E summit | 13th summit | Dhaka | 2005-11-13 | the words
    H membership | the words | why

Further parts: `~` (ambiguous), `former`, `future`, `scheduled`, `neg`, and `key=value`, in which
`;` separates the values of an `_alt` and `null` is none. In M an underscore stands for a space.
Words may be shortened (`first words .. last words`); where they occur more than once, `@2 ` in
front takes the second.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

from rebuild import LISTS
from sources import GoldError, cut, whole

FLAGS: dict[str, dict[str, Any]] = {
    "~": {"ambiguous": True},
    "former": {"status": "former"},
    "future": {"status": "future"},
    "scheduled": {"status": "scheduled", "ambiguous": True},
    "neg": {"negated": True},
}
LETTERS = dict(zip("MOSEH", LISTS, strict=True))


def locate(words: str, text: str) -> list[int]:
    """The range of some words: any white space for a space, ` .. ` for what is left out."""
    nth, _, rest = words.partition(" ") if words.startswith("@") else ("@1", "", words)
    pieces = [r"\s+".join(map(re.escape, piece.split())) for piece in rest.split(" .. ")]
    found = list(re.finditer(r"(?s:.*?)".join(pieces), text))
    index = int(nth[1:]) - 1
    if index >= len(found):
        raise GoldError(f"not in the text: {words!r}")
    if not words.startswith("@") and len(pieces) == 1 and len(found) > 1:
        raise GoldError(f"{len(found)} times in the text, say which: {words!r}")
    return list(found[index].span())


def options(parts: list[str]) -> dict[str, Any]:
    """What follows the words of an item."""
    found: dict[str, Any] = {}
    for part in parts:
        key, equals, value = part.partition("=")
        if not equals:
            found |= FLAGS[part]
        elif key.endswith("_alt"):
            found[key] = [_value(one) for one in value.split(";")]
        else:
            found[key] = _value(value)
    return found


def _value(text: str) -> str | None:
    return None if text in ("null", "-", "") else text


def memberships(first: str, parts: list[str], text: str) -> list[dict[str, Any]]:
    states, organisation, event, date = first.split()
    at, more = locate(parts[0], text), options(parts[1:])
    return [
        {
            "state": state,
            "organisation": organisation.replace("_", " "),
            "event": event,
            "date": _value(date),
            "at": at,
            **more,
        }
        for state in states.split(",")
    ]


def offices(first: str, parts: list[str], text: str) -> list[dict[str, Any]]:
    office, body, words, *rest = parts
    item = {"person": first, "office": office, "body": body, "from": None, "to": None}
    return [{**item, "at": locate(words, text), **options(rest)}]


def statements(first: str, parts: list[str], text: str) -> list[dict[str, Any]]:
    kind, cue, words, *rest = parts
    item = {"speaker": first, "kind": kind, "cue": cue, "negated": False}
    return [{**item, "at": locate(words, text), **options(rest)}]


def events(first: str, parts: list[str], text: str) -> list[dict[str, Any]]:
    name, place, date, words, *rest = parts
    item = {"kind": first, "name": name, "place": _value(place), "date": _value(date)}
    return [{**item, "at": locate(words, text), **options(rest)}]


def hypothetical(first: str, parts: list[str], text: str) -> list[dict[str, Any]]:
    return [{"kind": first, "note": parts[1], "at": locate(parts[0], text)}]


READERS = {
    "M": memberships,
    "O": offices,
    "S": statements,
    "E": events,
    "H": hypothetical,
}


def head(lines: str) -> dict[str, Any]:
    """The head of a note: what stands once, and the pieces of the cut."""
    found: dict[str, Any] = {"cut": []}
    for line in lines.splitlines():
        key, _, value = line.partition(": ")
        if key == "cut":
            found["cut"].append(value)
        else:
            found[key] = _value(value)
    return found


def annotation(note: Path, sources: Path) -> dict[str, Any]:
    """One note as it is kept.

    Raises:
        GoldError: a line that cannot be read, or words that are not in the text.
    """
    top, _, body = note.read_text("utf-8").partition("\n\n")
    known = head(top)
    named = ("repository", "commit", "path", "format", "item")
    source: dict[str, Any] = {key: known[key] for key in named if key in known}
    text = whole(source, sources)
    source["cut"] = [locate(piece, text) for piece in known["cut"]] or [[0, len(text)]]
    piece = cut(text, source["cut"])
    gold: dict[str, Any] = {"id": note.stem}
    gold |= {key: known.get(key) for key in ("url", "outlet", "published", "licence")}
    if known.get("ignore_statements_by"):
        gold["ignore_statements_by"] = known["ignore_statements_by"].split(";")
    gold |= {"source": source, "sha256": hashlib.sha256(piece.encode()).hexdigest()}
    gold |= {name: [] for name in LISTS}
    for line in filter(None, map(str.strip, body.splitlines())):
        _add(gold, line, piece)
    return gold


def _add(gold: dict[str, Any], line: str, text: str) -> None:
    letter, _, rest = line.partition(" ")
    first, *parts = (part.strip() for part in rest.split(" | "))
    try:
        gold[LETTERS[letter]] += READERS[letter](first, parts, text)
    except (GoldError, KeyError, ValueError, IndexError) as error:
        raise GoldError(f"{gold['id']}: {line}\n  {error!r}") from error


def main() -> None:
    """Every note of a folder; a note that cannot be read is named, the others are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("notes", type=Path)
    parser.add_argument("half", type=Path)
    args = parser.parse_args()
    for note in sorted(args.notes.glob("*.ann")):
        try:
            gold = annotation(note, args.sources)
        except GoldError as error:
            sys.stdout.write(f"{error}\n")
            continue
        kept = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
        (args.half / f"{note.stem}.json").write_text(kept, "utf-8")


if __name__ == "__main__":
    main()
