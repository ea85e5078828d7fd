"""What to do now, as lines: a verb, a thing, a deadline, one button. Pure: the kit in, tasks out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.documents.queries import Line, last_return

ORDER = ("returned", "draft", "withdrawn", "none")


@dataclass(frozen=True)
class Task:
    """One line of the home page."""

    title: str
    why: str
    button: str
    state: str
    due_on: date
    line: Line


def of_line(line: Line, due_on: date) -> Task | None:
    """The task that a place of the kit asks for, or None when the school has nothing to do there."""
    if line.state == "returned":
        decision = next(filter(None, map(last_return, line.documents)), None)
        when = decision.decided_at.strftime("%d.%m.%Y") if decision else ""
        return Task(
            f"Исправьте {line.place.accusative}",
            f"Куратор вернул {when}.",
            "Открыть замечания",
            "returned",
            due_on,
            line,
        )
    if line.state in ("draft", "withdrawn"):
        why = "Файл сохранён. Куратор его пока не видит."
        return Task(
            f"Отправьте куратору {line.place.accusative}", why, "Проверить и отправить", line.state, due_on, line
        )
    if line.state == "none":
        verb, button = ("Приложите", "Приложить") if line.place.kind == "evidence" else ("Загрузите", "Загрузить файл")
        return Task(f"{verb} {line.place.accusative}", "Файла ещё нет.", button, "none", due_on, line)
    return None


def for_school(lines: Iterable[Line], documents_due: date, today: date) -> list[tuple[date, list[Task]]]:
    """Tasks by deadline, the nearest first; evidence is asked for only while its window is open or past."""
    days: dict[date, list[Task]] = {}
    for line in lines:
        window = line.place.window
        if window and window.opens_on > today:
            continue
        due_on = window.closes_on if window else documents_due
        task = of_line(line, due_on)
        if task:
            days.setdefault(due_on, []).append(task)
    return [(day, sorted(tasks, key=lambda t: ORDER.index(t.state))) for day, tasks in sorted(days.items())]
