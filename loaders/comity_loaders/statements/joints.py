"""What joins a verb of saying to the words before it: "but added", "a statement saying"."""

from __future__ import annotations

import re
from functools import cache

from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import words
from comity_loaders.statements.speech import MASK


@cache
def connector() -> re.Pattern[str]:
    """A word that joins a verb to one before: "but added"."""
    return re.compile(rf"(?:^|[\s,{MASK}])(?:{any_of(words('connectors'))})\s*$", re.IGNORECASE)


@cache
def joins_participle() -> re.Pattern[str]:
    """What a participle of saying follows without a comma: "a statement saying"."""
    documents = any_of(words("documents"))
    adopted = r"\b(?:adopted|passed|approved)\s[^,.;]{0,50}?\bresolutions?\b[^,.;]{0,45}$"
    spoken = rf"\b(?:{any_of(words('giving'))})\s[^,.;]{{0,50}}?\b(?:{any_of(words('spoken'))})\b"
    return re.compile(
        rf"{spoken}[^,.;]{{0,45}}$|\b(?:{documents})s?\b[^,.;]{{0,45}}$|{adopted}|\b(?:by|while|before|after|and|but)$"
        r"|\bjoin(?:s|ed|ing)?\s[^,.;]{2,60}\sin$"
        r"|\b(?:criticism|fire|flak|condemnation|heat|backlash)\s+(?:\w+\s+){0,3}?for$",
        re.IGNORECASE,
    )
