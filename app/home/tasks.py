"""What to do now, as lines: a verb, a thing, a deadline, one button. Pure: the kit in, tasks out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.cycle.models import EvidenceWindow
from app.documents.queries import Line, last_return
from app.kernel.words import counted, day
from app.profile.models import RiskProfile

ORDER = ("returned", "draft", "withdrawn", "none")


@dataclass(frozen=True)
class Task:
    """One line of the home page; without a line of the kit it leads to its own page, or to the whole kit."""

    title: str
    why: str
    button: str
    state: str
    line: Line | None = None
    page: str = ""


def of_line(line: Line, sender: str = "") -> Task | None:
    """The task that a place of the kit asks for, or None when the school has nothing to do there.

    `sender` is who alone sends to the curator, when that is not the reader.
    """
    thing = line.place.accusative
    match line.state:
        case "draft" | "withdrawn" if sender:
            why = f"Файл сохранён. Куратору документы школы отправляет {sender}."
            return Task(f"Попросите отправить {thing}", why, "Открыть", line.state, line)
        case "returned":
            return Task(f"Исправьте {thing}", _why_returned(line), "Открыть замечания", "returned", line)
        case "draft":
            when = day(line.document.latest.uploaded_at)
            why = f"Загружено {when}, но\u00a0не\u00a0отправлено: видит только школа."
            return Task(f"Отправьте куратору {thing}", why, "Проверить и отправить", "draft", line)
        case "withdrawn":
            why = f"Отозван {day(line.document.state_since)}: пока его видит только школа."
            return Task(f"Отправьте куратору {thing}", why, "Проверить и отправить", "withdrawn", line)
        case "none":
            evidence = line.place.kind == "evidence"
            verb, button = ("Приложите", "Приложить") if evidence else ("Загрузите", "Загрузить файл")
            return Task(f"{verb} {thing}", "Файла ещё нет.", button, "none", line)
    return None


def _why_returned(line: Line) -> str:
    document = next(d for d in line.documents if d.state == "returned")
    decision = last_return(document)
    if decision and decision.version.number < document.latest.number:
        return f"Версия {document.latest.number} сохранена, но куратору ещё не отправлена."
    return f"Куратор вернул {day(decision.decided_at)}." if decision else ""


def of_window(window: EvidenceWindow, lines: list[Line], sender: str = "") -> list[Task]:
    """The evidence of a window: what is missing is one task, however many directions there are."""
    missing = [line for line in lines if line.state == "none"]
    tasks = [of_line(line, sender) for line in lines if line.state != "none" or len(missing) == 1]
    if len(missing) > 1:
        have = counted(len(lines) - len(missing), "направлению", "направлениям", "направлениям")
        why = "Файлов ещё нет." if len(missing) == len(lines) else f"Есть по {have} из {len(lines)}."
        tasks.append(Task(f"Приложите подтверждающие документы за {window.title}", why, "Приложить", "none"))
    return [task for task in tasks if task]


def of_profile(profile: RiskProfile) -> Task:
    """The profile that the region has uploaded and the school has not taken."""
    why = f"Координатор загрузил файл {day(profile.uploaded_at)}. По\u00a0нему куратор проверит факторы риска."
    return Task("Получите рисковый профиль", why, "Открыть профиль", "none", page="profile.own")


def of_conclusions(open_remarks: int) -> Task:
    """Remarks of a published stage of expertise that the school has not mended."""
    many = counted(open_remarks, "замечание", "замечания", "замечаний")
    why = "Результаты этапа опубликованы: у\u00a0каждого замечания указано место в\u00a0документе."
    return Task(f"Исправьте {many} экспертизы", why, "Открыть выводы", "returned", page="conclusions.own")


def for_school(
    lines: Iterable[Line], documents_due: date, today: date, sender: str = ""
) -> list[tuple[date, list[Task]]]:
    """Tasks by deadline, the nearest first; evidence is asked for only while its window is open or past."""
    days: dict[date, list[Task]] = {}
    windows: dict[int, list[Line]] = {}
    for line in lines:
        if line.place.window:
            windows.setdefault(line.place.window.id, []).append(line)
        elif task := of_line(line, sender):
            days.setdefault(documents_due, []).append(task)
    for own in windows.values():
        window = own[0].place.window
        if window.opens_on <= today and (tasks := of_window(window, own, sender)):
            days.setdefault(window.closes_on, []).extend(tasks)
    return [(day_, sorted(tasks, key=lambda t: ORDER.index(t.state))) for day_, tasks in sorted(days.items())]
