"""An XLSX list of schools → rows of text. Columns are known by their heads, in any order."""

from dataclasses import dataclass

from app.importing.columns import Columns

# How each column may be called, as the beginning of its head; the longer beginning is asked first.
HEADS = {
    "head_email": ("почта директора", "e-mail директора", "email директора", "эл. почта директора"),
    "curator_email": ("почта куратора", "e-mail куратора", "email куратора", "эл. почта куратора"),
    "full_name": ("полное наименование", "полное название"),
    "short_name": ("краткое наименование", "краткое название", "наименование", "название", "школа", "оо"),
    "municipality": ("муниципал", "район", "городской округ"),
    "code": ("код", "логин"),
    "head": ("директор", "руководитель", "фио директора"),
    "curator": ("куратор", "фио куратора"),
}
COLUMNS = Columns(
    HEADS,
    frozenset({"municipality", "short_name"}),
    "В\u00a0файле не\u00a0нашлась таблица: нужны столбцы «Муниципалитет» и\u00a0«Краткое название», "
    "остальные по\u00a0желанию.",
)


@dataclass(frozen=True)
class Row:
    """A row as written; `number` is its number in the file."""

    number: int
    municipality: str = ""
    short_name: str = ""
    full_name: str = ""
    code: str = ""
    head: str = ""
    head_email: str = ""
    curator: str = ""
    curator_email: str = ""


def read_list(data: bytes) -> list[Row]:
    """The rows that are not empty; NoTable with a sentence when there is no such table."""
    return [Row(number, **words) for number, words in COLUMNS.rows(data)]
