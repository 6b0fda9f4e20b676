"""What can go wrong with a store: each says what a user can do about it."""

from __future__ import annotations

from comity.errors import StoreError


class UnreachableError(StoreError):
    """Nobody answers, or not in time, or the connection broke; the same again may do."""


class BusyError(StoreError):
    """It answers that it cannot just now; the same again may do."""

    def __init__(self, what: str, *, where: str = "", hint: str = "", wait: float = 0) -> None:
        super().__init__(what, where=where, hint=hint)
        self.wait = wait


class UnauthorisedError(StoreError):
    """It does not let this user do this."""


class RefusedError(StoreError):
    """It answered, and will not do what was asked."""


class TooLongError(RefusedError):
    """It gave up, as what was asked took it longer than its settings allow."""


class ChangedError(StoreError):
    """What arrived, or what is there, is not what was sent."""


class HalfDoneError(StoreError):
    """Some graphs arrived and some did not; the same command goes on."""

    exit_code = 7


AGAIN = (UnreachableError, BusyError)
"""After which the same again may do."""
