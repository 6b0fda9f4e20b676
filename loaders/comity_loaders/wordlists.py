"""Word lists of the loaders: data files in `words/`, beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# libyaml's loader is ten times faster, where PyYAML was built with it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> dict[str, Any]:
    """The content of one word list, such as `dates.yaml`; shared, so never change it."""
    text = files("comity_loaders").joinpath("words", name).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506 # both are safe
    return content
