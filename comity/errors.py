"""Every error that comity raises on purpose, under one base.

Each says what was wrong, where, and what to do; the command line prints it as one line and exits
with `exit_code`. Anything else that escapes is a bug and shows its traceback.
"""

from __future__ import annotations


class ComityError(Exception):
    """What went wrong, where, and what to do about it.

    Args:
        what: the fault, one sentence without a full stop at its end.
        where: file, line, offset, node or parameter; empty where the fault has no place.
        hint: what the reader can do; empty where nothing is to be done.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.what}{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is remade of its positional arguments alone, and these have others.
        return _remade, (type(self), self.args), self.__dict__


def _remade(kind: type[ComityError], args: tuple[object, ...]) -> ComityError:
    return kind.__new__(kind, *args)


class SourceError(ComityError):
    """An article that cannot be read: missing, empty, binary, too large, badly encoded."""


class MetadataError(SourceError):
    """A metadata head, sidecar or option that does not say what it should."""


class DateError(ComityError, ValueError):
    """A date that is no EDTF date, or no day of the calendar."""


class GazetteerError(ComityError):
    """Reference data that cannot be used: a name without an entity, a broken entry."""


class UnknownNameError(ComityError):
    """A name that nothing in the build or the reference carries, or that several things carry."""


class QueryError(ComityError):
    """A stored query that does not exist or does not keep its contract."""


class ParameterError(QueryError):
    """A value that does not fit the parameter it is given for."""

    exit_code = 2


class DeclinedError(QueryError):
    """A plain question that no stored query is sure to answer; `report` lists what can be asked."""

    def __init__(self, what: str, *, where: str = "", hint: str = "", report: str = "") -> None:
        super().__init__(what, where=where, hint=hint)
        self.report = report


class StoreError(ComityError):
    """A store that cannot be opened, read or reached."""


class BuildError(ComityError):
    """A build folder that cannot be read or written."""


class NotConformantError(ComityError):
    """Data that does not conform to the shapes; `report` is the SHACL report as text."""

    exit_code = 3

    def __init__(self, what: str, *, where: str = "", hint: str = "", report: str = "") -> None:
        super().__init__(what, where=where, hint=hint)
        self.report = report


class ReviewError(ComityError):
    """A review file that cannot be used: broken, or at odds with itself."""


class GoldError(ComityError):
    """Gold annotations that cannot be used: missing, broken, without their article."""


class ExportError(ComityError):
    """An export that cannot be made, or not where it is to go."""


class MissingPackageError(ComityError, ImportError):
    """A package that is needed for what was asked, and is not installed."""


class TooLongError(ComityError):
    """Work that took longer than it may; it was stopped, and gave nothing."""


class TooLargeError(ComityError):
    """Work that took more memory, or gave more, than it may; it was stopped, and gave nothing."""


class BusyError(ComityError):
    """Work that was not begun, for too much is waiting.

    Args:
        retry_after: seconds after which it is worth trying again, as far as can be told.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "", retry_after: int = 1) -> None:
        super().__init__(what, where=where, hint=hint)
        self.retry_after = retry_after
