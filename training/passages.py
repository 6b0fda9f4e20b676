"""Passages that the network learns from: a few sentences each, and what they state.

A file has one block a passage, with a blank line between blocks: its words, and a line for each
membership that it states, `+ kind | state | body | date`. The three are words of the passage; a
date that it does not give is `-`. What no line says, the passage does not state. Lines that begin
with `@` tell offices, `@ person | title | body | status`; nothing learns from them yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from comity.errors import ComityError
from comity_loaders.learned import network

KINDS = tuple(str(kind).removeprefix("membership-") for kind in network.KINDS)
"""What a passage may state, in the order of the network's answers."""

FOLDER = Path(__file__).parent / "passages"


@dataclass(frozen=True, slots=True)
class Label:
    """One membership that a passage states, in its own words.

    Args:
        kind: one of `KINDS`.
        state: the words that mean the state.
        body: the words that mean the body.
        date: the words of the date; None where the passage gives none.
    """

    kind: str
    state: str
    body: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A few sentences.

    Args:
        text: the words.
        labels: what they state of memberships.
        place: file and number of the block.
    """

    text: str
    labels: tuple[Label, ...]
    place: str


def read_passages(folder: Path = FOLDER) -> Iterator[Passage]:
    """All passages of a folder's files, by name of the file.

    Raises:
        ComityError: where a label is broken, or is not in the words of its passage.
    """
    for file in sorted(folder.glob("*.txt")):
        blocks = re.split(r"\n\s*\n", file.read_text(encoding="utf-8").strip())
        for number, block in enumerate(blocks, start=1):
            yield _passage(block, f"{file.name}, block {number}")


def _passage(block: str, place: str) -> Passage:
    lines = [line for line in block.split("\n") if line.strip()]
    text = "\n".join(line for line in lines if line[:2] not in {"+ ", "@ "})
    labels = tuple(_label(line[2:], text, place) for line in lines if line[:2] == "+ ")
    return Passage(text, labels, place)


def _label(line: str, text: str, place: str) -> Label:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 4 or parts[0] not in KINDS:
        raise ComityError(f"no label: {line!r}", where=place, hint="kind | state | body | date")
    plain = " ".join(text.split())
    lost = [part for part in parts[1:] if part != "-" and part not in plain]
    if lost:
        raise ComityError(f"not words of the passage: {', '.join(lost)}", where=place)
    return Label(*parts[:3], None if parts[3] == "-" else parts[3])
