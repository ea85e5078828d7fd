"""Numbers that people and addresses bring: one reader for all, which gives nothing that no column can hold."""

from collections.abc import Collection, Mapping
from typing import overload

from werkzeug.datastructures import MultiDict

LARGEST = 2**31 - 1  # of a column of whole numbers, on PostgreSQL; and of a row's id
DIGITS = len(str(LARGEST))


@overload
def number(typed: str | None, default: int) -> int: ...
@overload
def number(typed: str | None, default: int | None = None) -> int | None: ...


def number(typed: str | None, default: int | None = None) -> int | None:
    """The whole number in plain digits, from nought to LARGEST; `default` for anything else."""
    words = (typed or "").strip()
    if not (words.isascii() and words.isdecimal() and len(words) <= DIGITS):
        return default
    return int(words) if int(words) <= LARGEST else default


@overload
def row_id(values: Mapping[str, str], name: str, default: int) -> int: ...
@overload
def row_id(values: Mapping[str, str], name: str, default: int | None = None) -> int | None: ...


def row_id(values: Mapping[str, str], name: str, default: int | None = None) -> int | None:
    """The id (or another number) that a form or a query gives under this name; `default` when there is none."""
    return number(values.get(name), default)


def row_ids(values: MultiDict, name: str) -> list[int]:
    """All of them in their order; what is no number is left out."""
    return numbers(values.getlist(name))


def numbers(typed: Collection[str]) -> list[int]:
    """The numbers among the words."""
    return [found for found in map(number, typed) if found is not None]
