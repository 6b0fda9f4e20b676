"""Offices of the United Nations and its General Assembly, where a text leaves out whose."""

from __future__ import annotations

import re

from comity.model import Entity
from comity_loaders.document import Document
from comity_loaders.offices.homes import assembly, general_assembly, security_council
from comity_loaders.offices.offices import OfficeMention

_THE_PRESIDENT = re.compile(
    r"(?i)\bthe (?:(?:outgoing|former|previous|present|current|new|last) )?president,[^,]*$"
)


def of_assembly(document: Document, link: OfficeMention) -> Entity | None:
    """The General Assembly, of its president, and the UN, in a speech that is held there."""
    if "general assembly" in link.title.lower():
        return general_assembly(document)
    if link.title.lower().startswith("security council pres"):
        return security_council(document)
    there = assembly(document)
    if there and link.title == "President" and link.name and link.span < link.name:
        before = document.text[max(link.span.start - 25, 0) : link.name.start]
        return there if _THE_PRESIDENT.search(before) else None
    united = document.gazetteer.entries.get("org/un")
    is_chief = link.title.lower().replace(" ", "-") == "secretary-general"
    of_chief = "secretary-general" in link.head or "secretary general" in link.head[10:]
    is_told = united and any(m.entity == united.entity for m in document.mentions)
    return united.entity if united and ((there and is_chief) or (of_chief and is_told)) else None
