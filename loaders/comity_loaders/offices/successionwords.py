"""The words by which somebody is told to follow another in an office."""

from __future__ import annotations

import re

from comity_loaders import wordlists
from comity_loaders.titles.officewords import HONORIFICS

_WORDS: dict[str, list[str]] = wordlists.load("officeverbs.yaml")["succession"]
_ON = r"(?:(?:in|on|at|this|next|last) [\w ]{3,18} )?"
_NEAR = r"(?:(?:his|her)[ ]+[A-Z]\w+[ ]+counterpart,?[ ]+)?"


def _verbs(name: str) -> str:
    return "|".join(_WORDS[name]).replace("{on}", _ON).replace(" ", "[ ]+")


SUCCEEDED = re.compile(
    r"(?:,?[ ]+(?:who|and|which|when (?:he|she)|a role in which (?:he|she)))?"
    r"(?:[ ]+(?:has|had|is to|will|would|also|later|then|in turn))*,?[ ]+"
    rf"(?P<verb>{_verbs('follows')})[ ]+{_NEAR}(?:{HONORIFICS}[ ]+)*"
)
"""What stands between somebody and the one before: "took over from"."""
SUCCEEDED_BY = re.compile(
    r"(?:,?[ ]+(?:who|and))?(?:[ ]+(?:has|had|was|is|were|been|to be|later|then|will|in turn))*[ ]+"
    rf"(?P<verb>{_verbs('followed')})[ ]+(?:{HONORIFICS}[ ]+)*"
)
"""What stands between somebody and the one to come: "was succeeded by"."""
PLANNED = re.compile(
    r"\b(?:(?:is|are|was)[ ]+(?:due |set |expected )?to|will|to)[ ]+"
    r"(?:succeed|replace|take|inherit|hand|give|make)\b"
)
"""That it is yet to come."""
