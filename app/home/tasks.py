"""What to do now, as lines: a verb, a thing, a deadline, one button. Pure: the kit in, tasks out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.documents.facts import last_return, opened
from app.documents.own_kit import PaperLine as Line
from app.documents.papers import Paper
from app.kernel.words import day, pluralize, pluralize_in_words, spelled, spoken_day
from app.year.cycle.opening import Opening
from app.year.cycle.rows import Window

PROLONG, ASK, WAITS = "Попросить продлить", "попросите продлить его.", "вы попросили продлить, ответа ещё нет."
Due = tuple[date, list["Task"]]
ORDER = ("returned", "reopened", "draft", "withdrawn", "none", "asked")


@dataclass(frozen=True)
class Task:
    """One line of the home page: it leads to a place of the kit, there to an anchor, or to a page of its own."""

    title: str
    why: str
    button: str
    state: str
    line: Line | None = None
    page: str = ""
    anchor: str = ""


def of_line(line: Line, sender: str = "") -> Task | None:
    """The task that a place of the kit asks for, or None when the school has nothing to do there.

    `sender` is who alone sends to the curator, when that is not the reader.
    """
    thing, document = line.slot.accusative, line.document
    if document is None:
        return _of_empty(line)
    match line.state:
        case "reopened" if not _is_redone(document):
            return Task(f"Обновите {thing}", _why_opened(document), "Загрузить новую версию", "reopened", line)
        case "draft" | "withdrawn" | "reopened" if sender:
            why = f"Файл сохранён. Куратору документы школы отправляет {sender}."
            return Task(f"Попросите отправить {thing}", why, "Открыть", line.state, line)
        case "returned":
            return Task(f"Исправьте {thing}", _why_returned(line), "Открыть замечания", "returned", line)
        case "draft" | "reopened":
            when = day(document.versions[-1].uploaded_at)
            why = f"Загружено {when}, но\u00a0не\u00a0отправлено: видит только школа."
            return Task(f"Отправьте куратору {thing}", why, "Проверить и отправить", line.state, line)
        case "withdrawn":
            why = f"Отозван {day(document.state_since)}: пока его видит только школа."
            return Task(f"Отправьте куратору {thing}", why, "Проверить и отправить", "withdrawn", line)
    return None


def _of_empty(line: Line) -> Task:
    evidence = line.slot.kind == "evidence"
    verb, button = ("Приложите", "Приложить") if evidence else ("Загрузите", "Загрузить файл")
    return Task(f"{verb} {line.slot.accusative}", "Файла ещё нет.", button, "none", line)


def _is_redone(document: Paper) -> bool:
    """A version newer than the one that stands is saved."""
    return document.versions[-1].number > (document.standing_number or 0)


def _why_returned(line: Line) -> str:
    document = next(d for d in line.documents if d.state == "returned")
    decision, newest = last_return(document.state, document.decisions), document.versions[-1].number
    if decision and decision.number < newest:
        return f"Версия {newest} сохранена, но куратору ещё не отправлена."
    if decision is None:
        return ""
    it = "документ" if document.kind == "evidence" else "её"  # all the others are programmes, or the concept
    left = sum(one.left for one in document.decisions)
    rest = pluralize_in_words(left, "neuter", "замечание", "замечания", "замечаний") if left else ""
    said = f"Куратор вернул {it} {spoken_day(decision.decided_at)}."
    return f"{said} Осталось исправить {rest}." if rest else said


def _why_opened(document: Paper) -> str:
    why = opened(document.state, document.decisions)
    return f"Открыто {day(document.state_since)}: {why.remark}" if why else ""


def of_window(window: Window, stands: Opening, lines: list[Line], sender: str = "", asked: bool = False) -> list[Task]:
    """The evidence of a window: what is missing is one task, however many directions there are.

    Into a closed window nothing is uploaded: the school asks to prolong it, once (`asked`).
    """
    missing, closed = [line for line in lines if line.state == "none"], stands.state == "closed"
    single = len(missing) == 1 and not closed
    asking = (of_line(line, sender) for line in lines if line.state != "none" or single)
    tasks = [task for task in asking if task]
    have, whole = spelled(len(lines) - len(missing), "dative"), spelled(len(lines), "genitive")
    why = "Файлов ещё нет." if len(missing) == len(lines) else f"Есть по\u00a0{have} из\u00a0{whole} направлений."
    if missing and not closed and not single:
        title = f"Приложите подтверждающие документы за\u00a0{window.title}"
        tasks.append(Task(title, why, "Приложить", "none", missing[0]))
    return [_closed(task, window, asked) for task in tasks] + _missed(window, missing, why, asked) if closed else tasks


def _closed(task: Task, window: Window, asked: bool) -> Task:
    """What was returned takes a newer file only while its window does; what is saved can still be sent."""
    if task.state != "returned" or _mended(task):
        return task
    why = f"{task.why} Окно закрылось {day(window.closes_on)}: {WAITS if asked else ASK}"
    if asked:
        return replace(task, why=why, button="Открыть", state="asked")
    return replace(task, why=why, button=PROLONG, anchor="ask")


def _mended(task: Task) -> bool:
    """A version newer than the returned one is saved: it can be sent."""
    document = task.line.document if task.line else None
    if document is None:
        return False
    decision = last_return(document.state, document.decisions)
    return decision is not None and decision.number < document.versions[-1].number


def _missed(window: Window, missing: list[Line], why: str, asked: bool) -> list[Task]:
    if not missing:
        return []
    said = f"{why} Окно закрылось {day(window.closes_on)}: {WAITS if asked else ASK}"
    title = f"Подтверждающие документы за\u00a0{window.title} не\u00a0приложены"
    button, anchor = ("Открыть", "") if asked else (PROLONG, "ask")
    return [Task(title, said, button, "asked" if asked else "none", missing[0], anchor=anchor)]


def of_profile(uploaded_at: datetime) -> Task:
    """The profile that the region has uploaded and the school has not taken."""
    why = f"Координатор загрузил файл {day(uploaded_at)}. По\u00a0нему куратор проверит факторы риска."
    return Task("Получите рисковый профиль", why, "Открыть профиль", "none", page="profile.own")


def of_conclusions(open_remarks: int) -> Task:
    """Remarks of a published stage of expertise that the school has not mended."""
    many = pluralize(open_remarks, "замечание", "замечания", "замечаний")
    why = "Результаты этапа опубликованы: у\u00a0каждого замечания указано место в\u00a0документе."
    return Task(f"Исправьте {many} экспертизы", why, "Открыть выводы", "returned", page="conclusions.own")


def for_school(
    lines: Iterable[Line],
    documents_due: date,
    openings: Mapping[int, Opening],
    sender: str = "",
    asked: Collection[int] = (),
) -> list[Due]:
    """Tasks by deadline, the nearest first; evidence is asked for once its window has opened.

    `openings` says how each window stands for the school, and `asked` which the school has asked to prolong.
    """
    days: dict[date, list[Task]] = {}
    windows: dict[int, tuple[Window, list[Line]]] = {}
    for line in lines:
        if window := line.slot.window:
            windows.setdefault(window.id, (window, []))[1].append(line)
        elif task := of_line(line, sender):
            days.setdefault(documents_due, []).append(task)
    for window, own in windows.values():
        stands = openings[window.id]
        if stands.state != "ahead" and (tasks := of_window(window, stands, own, sender, window.id in asked)):
            days.setdefault(stands.until, []).extend(tasks)
    return [(day_, sorted(tasks, key=lambda t: ORDER.index(t.state))) for day_, tasks in sorted(days.items())]


def apart(days: Iterable[Due]) -> tuple[list[Due], list[Task]]:
    """What the school has to do, and what it has asked for and waits for the Department: that is no task of its own."""
    every = list(days)
    asked = [task for _, tasks in every for task in tasks if task.state == "asked"]
    own = [(on, [task for task in tasks if task.state != "asked"]) for on, tasks in every]
    return [(on, tasks) for on, tasks in own if tasks], asked
