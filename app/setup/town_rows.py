"""Rows of a table of municipalities against those that stand: what each would do, what is amiss. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from app.importing.columns import Columns
from app.kernel.names import plain
from app.kernel.quotes import quoted
from app.setup.forms import KINDS, LONG_NAME, LONGEST, MOST, Town, kind_of

COLUMNS = Columns(
    {"kind": ("вид", "тип", "статус"), "name": ("муниципал", "название", "наименование", "район", "округ")},
    frozenset({"name"}),
    "В\u00a0файле не\u00a0нашлась таблица: нужен столбец «Муниципалитет», столбец «Вид» по\u00a0желанию.",
)
TWICE = "Такой муниципалитет стоит в\u00a0файле дважды."
TOO_MANY = f"В\u00a0файле больше {MOST} строк: проверьте, что в\u00a0нём только муниципалитеты."
NO_KIND = "Вид {} не\u00a0узнан: напишите " + ", ".join(KINDS[:-1]) + f" или {KINDS[-1]}."


@dataclass(frozen=True)
class Row:
    """A row as written; `number` is its number in the file."""

    number: int
    name: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Line:
    """A row and the municipality that it would add; one that `stands` already stays as it is."""

    row: Row
    town: Town
    stands: bool
    troubles: tuple[str, ...]


def read_towns_table(data: bytes) -> list[Row]:
    """The rows that are not empty; NoTable with a sentence when there is no such table."""
    return [Row(number, **words) for number, words in COLUMNS.rows(data)]


def lines(rows: Sequence[Row], known: Set[str]) -> list[Line]:
    """One line for each row, in order; `known` are the plain names of those that stand."""
    times = Counter(plain(row.name) for row in rows)
    kinds = {plain(kind): kind for kind in KINDS}
    return [
        Line(
            row,
            Town(row.name, kinds.get(plain(row.kind)) or kind_of(row.name)),
            plain(row.name) in known,
            tuple(_troubles(row, times, kinds.keys(), place >= MOST)),
        )
        for place, row in enumerate(rows)
    ]


def _troubles(row: Row, times: Counter[str], kinds: Set[str], beyond: bool) -> Iterator[str]:
    if not row.name:
        yield "Не\u00a0назван муниципалитет."
    elif times[plain(row.name)] > 1:
        yield TWICE
    if len(row.name) > LONGEST:
        yield LONG_NAME.format(LONGEST, len(row.name))
    if row.kind and plain(row.kind) not in kinds:
        yield NO_KIND.format(quoted(row.kind))
    if beyond:
        yield TOO_MANY


def amiss(found: Iterable[Line]) -> list[str]:
    """The numbers of the rows that bar the whole table."""
    return [str(line.row.number) for line in found if line.troubles]
