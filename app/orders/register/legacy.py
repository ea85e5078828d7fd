"""Orders of the past: their numbers enter the register without a draft of ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.extensions import db
from app.importing.columns import Columns
from app.kernel.calendar import local
from app.orders.draft.forms import NUMBER, day_of
from app.orders.models import Order
from app.orders.queries import numbered
from app.orders.register.registering import number_taken, record_registration
from app.papers.kinds import KINDS
from app.permissions import Actor
from app.refusals import Refused
from app.year.cycle.models import Cycle

HEADS = ("Номер", "Дата", "Заголовок", "Вид")
COLUMNS = Columns(
    {
        "signed_on": ("дата",),
        "title": ("заголовок", "наименование", "название", "о чём", "о чем"),
        "kind": ("вид",),
        "number": ("номер", "№"),
    },
    frozenset({"number", "signed_on", "title"}),
    "В\u00a0файле не\u00a0нашлась таблица: нужны столбцы «Номер», «Дата» и\u00a0«Заголовок», «Вид» по\u00a0желанию.",
)


@dataclass(frozen=True)
class LegacyOrder:
    """An order of the past as it was written down: `row` is its row in the file, `troubles` bar it."""

    row: int
    number: str
    day: date | None
    title: str
    kind: str
    troubles: tuple[str, ...] = ()
    stands: bool = False

    @property
    def kind_name(self) -> str:
        """As the reader knows it."""
        return KINDS[self.kind].name


def read_past(data: bytes) -> list[LegacyOrder]:
    """The rows of a table; NoTable when there is none."""
    return [of_row(number, words) for number, words in COLUMNS.rows(data)]


def of_row(row: int, words: dict[str, str]) -> LegacyOrder:
    """A row with what is amiss in it."""
    number, title = words["number"].strip().removeprefix("№").strip(), words["title"].strip()
    day, kind = day_of(words["signed_on"].split(" ")[0]), kind_named(words.get("kind", ""))
    troubles = []
    if not number:
        troubles.append("Нет номера.")
    elif not NUMBER.fullmatch(number):
        troubles.append("Номер не\u00a0читается: до\u00a020\u00a0знаков без пробелов, например 226.")
    if day is None:
        troubles.append("Дата не\u00a0читается: нужна такая, как 28.02.2027.")
    if not title:
        troubles.append("Нет заголовка.")
    if kind is None:
        troubles.append("Такого вида нет: возьмите название из\u00a0списка на\u00a0странице приказов.")
    return LegacyOrder(row, number, day, title, kind or "O_FREE", tuple(troubles))


def kind_named(text: str) -> str | None:
    """The kind by its name or its code; nothing written is an order of another kind."""
    words = text.replace("\u00a0", " ").casefold().strip()
    if not words:
        return "O_FREE"
    return next((code for code, kind in KINDS.items() if words in (kind.name.casefold(), code.casefold())), None)


def compared(rows: Iterable[LegacyOrder], today: date) -> list[LegacyOrder]:
    """The same rows against the register: what stands there already, what is written twice, what is not signed yet."""
    seen, found = set(), []
    for one in rows:
        troubles, stands = list(one.troubles), False
        if one.day is not None:
            key = (KINDS[one.kind].series, one.day.year, one.number)
            if one.day > today:
                troubles.append("Дата ещё не\u00a0наступила.")
            elif key in seen:
                troubles.append("Такой номер в\u00a0этом файле уже был.")
            seen.add(key)
            stands = numbered(one.number, one.day.year, key[0]) is not None
        found.append(LegacyOrder(one.row, one.number, one.day, one.title, one.kind, tuple(troubles), stands))
    return found


def enter(cycle: Cycle, past: LegacyOrder, actor: Actor, now: datetime) -> Order:
    """One order of the past into the register of its calendar year."""
    (past,) = compared([past], local(now).date())
    if past.troubles:
        raise Refused.because("amiss", past.troubles[0])
    assert past.day is not None  # a day that can't be read is among the troubles
    if past.stands:
        raise Refused(number_taken(past.number, past.day.year))
    order = Order(cycle=cycle, kind=past.kind, series=KINDS[past.kind].series, title=past.title, state="signed")
    order.facts = {}
    order.number = past.number
    order.signed_on = past.day
    order.register_year = past.day.year
    order.drafted_by_id = actor.person_id
    order.drafted_at = now
    order.imported_at = now
    db.session.add(order)
    db.session.flush()
    record_registration(order, actor, now, {"imported": True})
    return order


def enter_all(cycle: Cycle, rows: Iterable[LegacyOrder], actor: Actor, now: datetime) -> int:
    """The whole table or nothing; how many were new."""
    rows = compared(rows, local(now).date())
    if any(one.troubles for one in rows):
        raise Refused.because("amiss", "В\u00a0таблице есть ошибки: исправьте их и\u00a0загрузите её ещё раз.")
    new = [one for one in rows if not one.stands]
    for one in new:
        enter(cycle, one, actor, now)
    return len(new)
