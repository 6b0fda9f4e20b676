"""Data frames, of the libraries that the user has: comity needs none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from comity.errors import MissingPackageError

if TYPE_CHECKING:
    import pandas
    import polars


def in_pandas(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> pandas.DataFrame:
    """Rows as a data frame of pandas, with types that know missing values.

    Raises:
        MissingPackageError: where pandas is not installed.
    """
    frame: pandas.DataFrame = _library("pandas").DataFrame(rows, columns=list(columns))
    return frame.convert_dtypes()


def in_polars(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> polars.DataFrame:
    """Rows as a data frame of Polars.

    Raises:
        MissingPackageError: where polars is not installed.
    """
    make = _library("polars").DataFrame
    frame: polars.DataFrame = make(rows, schema=list(columns), infer_schema_length=None)
    return frame


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingPackageError(
            f"{name} is not installed", hint=f"pip install {name}, or use to_dicts()"
        ) from error
