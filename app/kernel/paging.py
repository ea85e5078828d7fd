"""A list by page: a bounded part of a statement or of a row of keys, by the number that the address gives.

A page reads its total by SQL and its rows by LIMIT, so that neither its bytes nor its statements grow with the house;
`whole=1` shows all of it, for print. What the address says wrongly shows the first page, or the last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request
from sqlalchemy import Select, func, select

from app.extensions import db
from app.kernel.numbers import row_id

SIZE = 50  # rows of a page
NUMBER, WHOLE = "page", "whole"  # the arguments of the address
BESIDE = 2  # pages on each side of the present one that have a link of their own
Found = TypeVar("Found", bound=Select)
Row = TypeVar("Row")


@dataclass(frozen=True)
class Asked:
    """What the reader wants to see of a list: a page by its number, or the whole."""

    number: int = 1
    whole: bool = False


FIRST = Asked()


@dataclass(frozen=True)
class Page:
    """Which rows are shown, of how many."""

    total: int
    asked: Asked = FIRST
    size: int = SIZE

    @property
    def parted(self) -> bool:
        """True when there is more than one page."""
        return self.total > self.size

    @property
    def whole(self) -> bool:
        """True when all rows of a list of many pages are shown."""
        return self.asked.whole and self.parted

    @property
    def last_number(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def number(self) -> int:
        """The page that is shown, from 1: the last one instead of any that is not there."""
        return 1 if self.asked.whole else min(max(self.asked.number, 1), self.last_number)

    @property
    def start(self) -> int:
        """How many rows stand before the first that is shown."""
        return (self.number - 1) * self.size

    @property
    def end(self) -> int:
        """The number of the last row that is shown."""
        return self.total if self.asked.whole else min(self.start + self.size, self.total)

    @property
    def numbers(self) -> list[int]:
        """The pages that have a link of their own: the first, the last and those beside the present one."""
        near = range(self.number - BESIDE, self.number + BESIDE + 1)
        return sorted({1, self.last_number, *near} & set(range(1, self.last_number + 1)))

    def of(self, found: Found) -> Found:
        """The statement that reads what is shown; its order must tell any two rows apart."""
        return found if self.asked.whole else found.offset(self.start).limit(self.size)

    def part(self, every: Sequence[Row]) -> Sequence[Row]:
        """The same of rows that are there already."""
        return every[self.start : self.end]


def count_of(found: Select) -> int:
    """How many rows the statement has."""
    return db.session.scalars(select(func.count()).select_from(found.order_by(None).subquery())).one()


def read_page(found: Select[*tuple[Any, ...]], asked: Asked, size: int = SIZE) -> tuple[list[tuple[Any, ...]], Page]:
    """The rows of a page and how many there are, in one statement; in two when the page is not there."""
    total = select(func.count()).select_from(found.order_by(None).subquery()).scalar_subquery()
    wanted = Page(max(asked.number, 1) * size, asked, size)  # as if it were there
    rows = db.session.execute(wanted.of(found.add_columns(total))).all()
    if not rows and asked.number > 1:
        page = Page(count_of(found), asked, size)
        return [tuple(row) for row in db.session.execute(page.of(found))], page
    return [tuple(row)[:-1] for row in rows], Page(rows[0][-1] if rows else 0, asked, size)


def asked() -> Asked:
    """What the address of this request asks for."""
    return Asked(row_id(request.values, NUMBER, 1), request.values.get(WHOLE) == "1")


def turned_to(number: int, address: str = "") -> str:
    """The address of another page of the same list, its filters kept; `address` when the list has its own."""
    return _address(kept_beside(), address, {NUMBER: str(number)} if number > 1 else {})


def in_whole(address: str = "") -> str:
    """The address of all of the list."""
    return _address(kept_beside(), address, {WHOLE: "1"})


def without(*names: str, address: str = "") -> str:
    """The address of the list with these filters taken off."""
    return _address(kept_beside(*names), address, {})


def kept_beside(*names: str) -> list[tuple[str, str]]:
    """What else the address says: a form of these filters carries it on, the moment that is looked at among it."""
    gone = {NUMBER, WHOLE, *names}
    return [(name, value) for name, value in request.args.items(multi=True) if name not in gone]


def _address(kept: list[tuple[str, str]], address: str, more: dict[str, str]) -> str:
    return f"{address or request.script_root + request.path}?{urlencode([*kept, *more.items()])}".rstrip("?")
