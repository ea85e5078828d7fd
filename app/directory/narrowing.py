"""What a reader narrows a list of schools to: a municipality, and words of a school's names."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select, true

from app.directory.models import Municipality, School
from app.extensions import db
from app.kernel.names import has_words
from app.kernel.numbers import row_id

NAMES = select(School.id, School.short_name, School.full_name, School.code, Municipality.name).join(School.municipality)


@dataclass(frozen=True)
class Narrow:
    """A municipality by its id, 0 for all; words that each school must have, none for all."""

    town: int = 0
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.town or self.words)

    @property
    def clause(self) -> ColumnElement[bool]:
        """On School. With words it asks for the names: SQLite knows no small Russian letters."""
        in_town = School.municipality_id == self.town if self.town else true()
        return and_(in_town, School.id.in_(self._called(in_town)) if self.words else true())

    def lets(self, town: int, *said: str | None) -> bool:
        """The same of a school that is there already: its municipality, and all that it is called."""
        return self.town in (0, town) and has_words(self.words, *said)

    def _called(self, in_town: ColumnElement[bool]) -> list[int]:
        return [key for key, *said in db.session.execute(NAMES.where(in_town)) if has_words(self.words, *said)]


ALL = Narrow()


def read_narrow(typed: Mapping[str, str], town: str = "town") -> Narrow:
    """As the address gives it; `town` is the name of its argument."""
    return Narrow(row_id(typed, town, 0), " ".join(typed.get("words", "").split()))
