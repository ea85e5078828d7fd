"""One school chosen in a form: from all of a small region, of a large one from those that a word finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, func, select

from app.directory.models import Municipality, School
from app.directory.narrowing import Narrow
from app.extensions import db
from app.kernel.numbers import row_id

SHOWN = 200  # schools that a list to choose from holds
WORDS = "school-words"  # the field of the word; the school itself is `school`
LISTED = (
    select(School.id, School.short_name, Municipality.name.label("town"))
    .join(School.municipality)
    .order_by(Municipality.position, School.short_name, School.id)
)
MANY = select(func.count(School.id)).scalar_subquery()


@dataclass(frozen=True)
class SchoolChoice:
    """What a form offers: rows of `id`, `short_name` and `town`, which one is chosen, and the word that found them.

    `searched` is true where the region has more schools than the list holds; then it is empty until a word is typed.
    """

    schools: Sequence[Row]
    chosen: int | None = None
    searched: bool = False
    words: str = ""
    found: int = 0

    @property
    def said(self) -> str:
        """What the word has found, for whoever can't see the list fill."""
        if not self.words:
            return ""
        if not self.found:
            return "Таких школ нет. Уберите слово или напишите другое."
        return f"Нашлось школ: {self.found}." + (" Уточните слово." if self.found > SHOWN else "")


def school_choice(typed: Mapping[str, str]) -> SchoolChoice:
    """What the form offers after what was typed in it; at most SHOWN schools and the chosen one."""
    chosen, words = _chosen(typed), _words(typed)
    if (schools := _rows(LISTED.where(MANY <= SHOWN))) or not db.session.scalar(select(School.id).limit(1)):
        return SchoolChoice(schools, chosen)
    if not chosen and not words:
        return SchoolChoice([], searched=True)
    fits = Narrow(words=words).clause if words else School.id == chosen
    found = db.session.scalar(select(func.count(School.id)).where(fits)) or 0
    rows = _rows(LISTED.where(fits).limit(SHOWN))
    if chosen and all(row.id != chosen for row in rows):
        rows = [*_rows(LISTED.where(School.id == chosen)), *rows]
    return SchoolChoice(rows, chosen, True, words, found)


def chosen_school(typed: Mapping[str, str]) -> int | None:
    """The id of the chosen school; without a choice the only one that the typed word finds; None for anything else."""
    if chosen := _chosen(typed):
        return chosen
    if not (words := _words(typed)):
        return None
    found = db.session.scalars(select(School.id).where(Narrow(words=words).clause).limit(2)).all()
    return found[0] if len(found) == 1 else None


def _chosen(typed: Mapping[str, str]) -> int | None:
    school_id = row_id(typed, "school")
    return db.session.scalar(select(School.id).where(School.id == school_id)) if school_id else None


def _words(typed: Mapping[str, str]) -> str:
    return " ".join(typed.get(WORDS, "").split())


def _rows(listed: Select) -> list[Row]:
    return list(db.session.execute(listed))
