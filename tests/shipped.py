"""The build of the sample articles, as it is committed in `triples/`.

`python -m tests.shipped triples` makes it again; tests/test_shipped.py compares.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from comity.build import build

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "examples" / "articles"
TRIPLES = ROOT / "triples"


def committed_files(folder: Path) -> dict[str, bytes]:
    """What of a build is committed: everything but its texts and its store."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.ttl"))
    }


def make(target: Path) -> None:
    """Put a fresh build's files in the place of the committed ones."""
    with tempfile.TemporaryDirectory() as scratch:
        build([ARTICLES], Path(scratch))
        files = committed_files(Path(scratch))
    shutil.rmtree(target, ignore_errors=True)
    for name, data in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(data)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
