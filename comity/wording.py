"""What heads of stored queries say in templates.

`{body}` is a value as people call it. What stands in `[…]` is left out where a value that it names
was not given; `[{member}|anyone]` says what stands behind the bar instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_OPTIONAL_PART = re.compile(r"\[([^\[\]|]*)(?:\|([^\[\]]*))?\]")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def worded(template: str, values: Mapping[str, str]) -> str:
    """A template with values.

    Args:
        template: such as "No source says that [{member}|anyone] joined[ {body}]."
        values: by name, as people call them.
    """

    def keep(part: re.Match[str]) -> str:
        named = _PLACEHOLDER.findall(part[1])
        return part[1] if all(name in values for name in named) else part[2] or ""

    text = _OPTIONAL_PART.sub(keep, " ".join(template.split()))
    return _PLACEHOLDER.sub(lambda m: values.get(m[1], m[1]), text)
