"""The table of assignments: its heads, its filled rows, and the rows that come back."""

from dataclasses import dataclass

from app.expertise.assignments.models import Assignment
from app.importing.columns import Columns
from app.kernel.spreadsheet import Sheet, workbook
from app.year.cycle.models import Participation, Stage

TITLES = ("Муниципалитет", "Код", "Школа", "Эксперт", "Почта эксперта", "Причина при конфликте")
COLUMNS = Columns(
    {
        "email": ("почта", "e-mail", "email", "эл. почта"),
        "municipality": ("муниципал", "район", "городской округ"),
        "code": ("код", "логин"),
        "reason": ("причина",),
        "reviewer": ("эксперт", "фио эксперта", "кто оценивает"),
        "school": ("школа", "краткое наименование", "краткое название", "наименование", "название", "оо"),
    },
    frozenset({"school", "reviewer"}),
    "В\u00a0файле не\u00a0нашлась таблица: нужны столбцы «Школа» и\u00a0«Эксперт». Скачайте заполненную таблицу и\u00a0"
    "правьте её.",
)


@dataclass(frozen=True)
class Row:
    """A row as written; `number` is its number in the file."""

    number: int
    municipality: str = ""
    code: str = ""
    school: str = ""
    reviewer: str = ""
    email: str = ""
    reason: str = ""


def read_table(data: bytes) -> list[Row]:
    """The rows that are not empty; NoTable with a sentence when there is no such table."""
    return [Row(number, **words) for number, words in COLUMNS.rows(data)]


def filled(stage: Stage, schools: list[Participation], standing: dict[int, Assignment]) -> bytes:
    """An XLSX of the stage as it is assigned now, to be edited and loaded back."""
    rows = [_row(school, standing.get(school.id)) for school in schools]
    return workbook([Sheet(f"Этап {stage.number}", TITLES, rows)])


def _row(joined: Participation, assignment: Assignment | None) -> tuple[str, ...]:
    school, person = joined.school, assignment.reviewer if assignment else None
    who = (person.name, person.email) if person else ("", "")
    return (school.municipality.name, school.code or "", school.short_name, *who, "")
