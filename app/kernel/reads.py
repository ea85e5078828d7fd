"""How a page reads: a statement that is built once, and the plain frozen rows that it gives (docs/architecture.md)."""

from collections.abc import Callable
from functools import cached_property, wraps
from itertools import starmap
from typing import Any, Generic, ParamSpec, TypeVar

from flask import g, has_request_context
from sqlalchemy import CompoundSelect, Connection, Select

from app.extensions import db

Row = TypeVar("Row")
Given = ParamSpec("Given")


class Read(Generic[Row]):
    """A statement as a constant of its module; what belongs to a reader, a day or a thing comes by `bindparam`.

    `row` is a NamedTuple with the columns as its fields, or what else is made of them: int, str, a function. The same
    question asked again in a request that only reads is answered from the first time.
    """

    def __init__(self, row: Callable[..., Row], statement: Select[*tuple[Any, ...]] | CompoundSelect):
        self.row, self.statement = row, statement

    @cached_property
    def _made(self) -> Callable[..., Row]:
        """`row`, looked at once: here and not above, for a statement knows its columns when all tables are there."""
        fields, columns = getattr(self.row, "_fields", None), tuple(self.statement.exported_columns.keys())
        assert fields in (None, columns), f"the fields are {fields}, the columns are {columns}"
        return self.row

    def all(self, **values: object) -> tuple[Row, ...]:
        """Every row. A value of `bindparam(…, expanding=True)` is a tuple."""
        db.session.flush()
        connection = db.session.connection()
        known, question = _known(connection), (self, *values.items())
        if question not in known:
            known[question] = tuple(starmap(self._made, connection.execute(self.statement, values)))
        return known[question]

    def first(self, **values: object) -> Row | None:
        """The first row, if there is any."""
        return next(iter(self.all(**values)), None)

    def one(self, **values: object) -> Row:
        """The row that is always there: a count, a thing by the key that a row names. Else LookupError."""
        for row in self.all(**values):
            return row
        raise LookupError(f"no row for {', '.join(values)}")


def once(read: Callable[Given, Row]) -> Callable[Given, Row]:
    """A read of entities, for pages whose parts ask the same: a request that only reads asks each question once.

    Whoever is answered changes nothing of the answer.
    """

    @wraps(read)
    def asked(*given: Given.args, **named: Given.kwargs) -> Row:
        known, question = _known(db.session.connection()), (read, given, *named.items())
        if question not in known:
            known[question] = read(*given, **named)
        return known[question]

    return asked


def is_reading() -> bool:
    """True in a request that has not begun to write."""
    return has_request_context() and not g.get("writing")


def _known(connection: Connection) -> dict[tuple, Any]:
    """The answers of the reading that goes on; none while something is written, or where no request ends them."""
    if not is_reading():
        return {}
    read_by, answers = g.get("answers", (None, {}))
    if read_by is not connection:
        answers = {}
        g.answers = connection, answers
    return answers
