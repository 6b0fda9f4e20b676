"""A request that is refused: with which status, and what the client can do instead."""

from __future__ import annotations

from collections.abc import Mapping

from comity.errors import ComityError


class RequestError(ComityError):
    """A request that is not answered as it stands.

    Args:
        status: the status of the answer.
        headers: what the answer's head says beside it.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        hint: str = "",
        status: int = 400,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(what, where=where, hint=hint)
        self.status, self.headers = status, dict(headers or {})
