"""The days of a year as the coordinator typed them."""

from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict

from app.plan.intake.year_queries import Day

NO_DAY = "Такого дня нет. Напишите день, месяц и\u00a0год."
TURNED = "Конец раньше начала: поменяйте дни местами."
FAR = "Это день не\u00a0{0} года: для {0} года он слишком далеко."


@dataclass
class DaysForm:
    """What was typed, the days that were read, and a sentence for each that can't stand."""

    typed: dict[str, str]
    letter: str = ""
    days: list[tuple[Day, date]] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)


def read_days(typed: MultiDict, days: list[Day], year: int) -> DaysForm:
    """Every day of the page, near its year; a window ends after it begins."""
    form = DaysForm(typed.to_dict(), typed.get("basis_letter", "").strip())
    read: dict[tuple, date] = {}
    for day in days:
        try:
            on = date.fromisoformat(typed.get(day.name, ""))
        except ValueError:
            form.errors[day.name] = NO_DAY
            continue
        opens_on = read.get((day.table, day.row.id))
        if abs(on.year - year) > 1:
            form.errors[day.name] = FAR.format(year)
        elif opens_on and on < opens_on:
            form.errors[day.name] = TURNED
        read[(day.table, day.row.id)] = on
        form.days.append((day, on))
    return form
