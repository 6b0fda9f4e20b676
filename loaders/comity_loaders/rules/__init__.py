"""The rules: each module reads one family of claims from a document.

A rule module has `find(document) -> Iterable[Quotation | Claim | Abstention]`, and is named in
`RULES`. The order of the rules does not matter: what they find is put in order afterwards, and a
claim that stands inside a quotation is told so then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from comity.model import Abstention, Claim, Quotation
from comity_loaders.document import Document
from comity_loaders.rules import (
    agreement,
    condition,
    count,
    meeting,
    membership,
    office,
    proposition,
    request,
    statement,
)

Finding = Quotation | Claim | Abstention
Rule = Callable[[Document], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    membership.find,
    count.find,
    office.find,
    statement.find,
    meeting.find,
    agreement.find,
    request.find,
    condition.find,
    proposition.find,
)
