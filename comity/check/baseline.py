"""Findings that are known and put up with, in a file that is kept beside the data.

A finding is known by what it says, not by its line: lines move. Files are named from the folder in
which the baseline lies.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from comity.check.faults import Fault, Outcome
from comity.errors import SourceError
from comity.findings import Finding

_FORMAT = 1
_KEY = ("node", "shape", "constraint", "path", "value")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings.

    Args:
        folder: where its file lies.
        known: how often each is known.
    """

    folder: Path
    known: Counter[Key]

    @classmethod
    def read(cls, file: Path) -> Baseline:
        """The baseline in a file.

        Raises:
            SourceError: where there is none, or it is broken.
        """
        try:
            data = json.loads(file.read_text("utf-8"))
            rows = _rows(data)
        except FileNotFoundError as error:
            hint = "make one with --write-baseline"
            raise SourceError("there is no baseline", where=str(file), hint=hint) from error
        except (OSError, ValueError, TypeError, KeyError) as error:
            what = f"it is no baseline of findings: {error}"
            raise SourceError(what, where=str(file), hint="write it anew") from error
        return cls(file.parent, Counter(rows))

    def applied(self, outcome: Outcome) -> Outcome:
        """The outcome, in which known findings are marked."""
        left, faults = Counter(self.known), []
        for fault in outcome.faults:
            key = self._key(fault)
            is_known = left[key] > 0
            left[key] -= is_known
            faults.append(replace(fault, known=is_known))
        checked = {_from(self.folder, file) for file, _ in outcome.files}
        gone = sum(size for key, size in left.items() if key[0] in checked)
        return replace(outcome, faults=tuple(faults), gone=gone)

    def _key(self, fault: Fault) -> Key:
        return (_from(self.folder, fault.file), *_said(fault.finding))


def write(file: Path, faults: Iterable[Fault]) -> int:
    """Make these findings known; how many there are."""
    rows = [{"file": _from(file.parent, fault.file), **_row(fault.finding)} for fault in faults]
    data = {"format": _FORMAT, "known": sorted(rows, key=lambda row: list(row.values()))}
    try:
        file.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise SourceError(f"it cannot be written: {error}", where=str(file)) from error
    return len(rows)


def _row(finding: Finding) -> dict[str, str]:
    return {key: asdict(finding)[key] for key in (*_KEY, "message")}


def _said(finding: Finding) -> Key:
    return tuple(str(getattr(finding, key)) for key in _KEY)


def _rows(data: Any) -> list[Key]:
    if data["format"] != _FORMAT:
        raise ValueError(f"its format is {data['format']!r}, not {_FORMAT}")
    return [(row["file"], *(row[key] for key in _KEY)) for row in data["known"]]


def _from(folder: Path, file: str) -> str:
    return Path(os.path.relpath(file, folder)).as_posix()
