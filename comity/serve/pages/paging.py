"""Long lists a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Paging:
    """Where in a long list a page stands.

    Args:
        number: of the page, from 1.
        size: how many entries a page has.
        total: how many there are on all pages.
        previous: the address of the page before; empty of the first.
        next: the address of the page behind; empty of the last.
    """

    number: int
    size: int
    total: int
    previous: str
    next: str

    @classmethod
    def of(cls, request: Request, number: int, size: int, total: int, name: str = "page") -> Self:
        """The paging of the list that a request shows.

        Args:
            request: what is answered; the other pages differ from it in their number only.
            number: of the page.
            size: how many entries a page has.
            total: how many there are on all pages.
            name: what the number is called in the address.
        """
        is_last = number * size >= total
        before = _address(request, name, number - 1) if number > 1 else ""
        return cls(
            number, size, total, before, "" if is_last else _address(request, name, number + 1)
        )

    @property
    def first(self) -> int:
        """The number of the first entry on the page; 0 of an empty one."""
        return min((self.number - 1) * self.size + 1, self.total)

    @property
    def last(self) -> int:
        """The number of the last entry on the page."""
        return min(self.number * self.size, self.total)

    @property
    def several(self) -> bool:
        """Whether there are more pages than this one."""
        return bool(self.previous or self.next)


def page_number(request: Request, name: str = "page") -> int:
    """The page that a request asks for.

    Raises:
        HTTPException: where it is no number of a page.
    """
    given = request.query_params.get(name) or "1"
    if not given.isascii() or not given.isdigit() or not 1 <= int(given[:9]) < 1_000_000:
        raise HTTPException(400, f"{given!r} is no number of a page")
    return int(given)


def _address(request: Request, name: str, number: int) -> str:
    kept = [pair for pair in request.query_params.multi_items() if pair[0] != name]
    pairs = [*kept, (name, str(number))] if number > 1 else kept
    return f"{request.url.path}?{urlencode(pairs)}" if pairs else request.url.path
