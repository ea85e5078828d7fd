"""THE table of reminders: a duty (app/duties) → who is reminded, in what words, where they lead.

On which days is a row of `reminder_steps`, which a coordinator edits. Names in braces are in wording.py. A reminder
comes by the digest; whoever wants the page alone gets none, for the first page says all of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

OWN, MUNICIPAL, DEPARTMENT = "own", "municipal", "department"


@dataclass(frozen=True)
class Words:
    """One state of a duty: to whom it is, where several of them are seen at once, and what the others are told."""

    own: str
    several: str
    watched: str = ""


@dataclass(frozen=True)
class Reminded:
    """One kind of duty: `watching` is where the municipality and the Department see all of them.

    `since`: its day is that of its coming, and nobody is reminded before it.
    """

    title: str
    states: Mapping[str, Words]
    watching: Mapping[str, str] = field(default_factory=dict)
    since: bool = False


_NOT_SENT = "файл сохранён, но\u00a0не\u00a0отправлен"
_LATE = "Документы не\u00a0сданы ({when}): {schools}"
_NO_EVIDENCE = "Нет подтверждающих документов за\u00a0{about} ({when}): {schools}"
_OF_WINDOW = "подтверждающие документы за\u00a0{about} {directions}"
REMINDED: dict[str, Reminded] = {
    "profile": Reminded(
        "Получение рискового профиля",
        {
            "untaken": Words(
                "Получите рисковый профиль школы: {when}",
                "profile.own",
                "Рисковый профиль не\u00a0получен ({when}): {schools}",
            )
        },
        {MUNICIPAL: "profile.register", DEPARTMENT: "profile.register"},
    ),
    "visit": Reminded(
        "Первое посещение",
        {
            "waits": Words(
                "Запишите первое посещение ({when}): {schools}",
                "profile.register",
                "Первое посещение не\u00a0записано ({when}): {schools}",
            )
        },
        {MUNICIPAL: "profile.register", DEPARTMENT: "profile.register"},
    ),
    "activation": Reminded(
        "Проверка факторов и\u00a0активация",
        {
            "unverified": Words(
                "Проверьте факторы риска ({when}): {schools}",
                "profile.register",
                "Факторы риска не\u00a0проверены ({when}): {schools}",
            ),
            "inactive": Words(
                "Активируйте направления риска ({when}): {schools}",
                "profile.register",
                "Направления риска не\u00a0активированы ({when}): {schools}",
            ),
        },
        {MUNICIPAL: "profile.register", DEPARTMENT: "profile.register"},
    ),
    "documents": Reminded(
        "Концепция и\u00a0программы",
        {
            "missing": Words("Загрузите {names}: {when}", "documents.own_kit", _LATE),
            "draft": Words(f"Отправьте куратору {{names}} ({_NOT_SENT}): {{when}}", "documents.own_kit", _LATE),
            "returned": Words(
                "Исправьте {names} по\u00a0замечаниям куратора: {when}",
                "documents.own_kit",
                _LATE,
            ),
            "reopened": Words("Обновите {names} (документ открыт для новой версии): {when}", "documents.own_kit"),
            "submitted": Words(
                "Проверьте документы ({when}): {schools}",
                "desk.first",
                "Куратор не\u00a0проверил документы ({when}): {schools}",
            ),
        },
        {MUNICIPAL: "documents.matrix", DEPARTMENT: "documents.matrix"},
    ),
    "evidence": Reminded(
        "Подтверждающие документы",
        {
            "missing": Words(f"Приложите {_OF_WINDOW}: {{when}}", "documents.own_kit", _NO_EVIDENCE),
            "draft": Words(
                f"Отправьте куратору {_OF_WINDOW} ({_NOT_SENT}): {{when}}", "documents.own_kit", _NO_EVIDENCE
            ),
            "returned": Words(
                f"Исправьте {_OF_WINDOW} по\u00a0замечаниям куратора: {{when}}", "documents.own_kit", _NO_EVIDENCE
            ),
            "reopened": Words(f"Обновите {_OF_WINDOW} (открыты для новой версии): {{when}}", "documents.own_kit"),
            "closed": Words(
                "Попросите продлить приём подтверждающих документов за\u00a0{about} {directions}: {when}",
                "documents.own_kit",
                _NO_EVIDENCE,
            ),
            "submitted": Words(
                "Проверьте подтверждающие документы за\u00a0{about} ({when}): {schools}",
                "desk.first",
                "Куратор не\u00a0проверил подтверждающие документы за\u00a0{about} ({when}): {schools}",
            ),
        },
        {MUNICIPAL: "documents.matrix", DEPARTMENT: "documents.matrix"},
    ),
    "permission": Reminded(
        "Разрешённый поздний приём",
        {
            "waits": Words(
                "Заканчивается разрешённый вами приём подтверждающих документов за\u00a0{about} ({when}): {schools}",
                "documents.matrix",
            )
        },
    ),
    "remarks": Reminded(
        "Замечания экспертизы",
        {
            "open": Words(
                "Исправьте {remarks} экспертизы, этап №\u00a0{about}: {when}",
                "conclusions.own",
                "Замечания экспертизы не\u00a0исправлены, этап №\u00a0{about} ({when}): {schools}",
            )
        },
        {MUNICIPAL: "school_conclusions.listing", DEPARTMENT: "expertise.present"},
    ),
    "sheets": Reminded(
        "Экспертные листы",
        {
            "waits": Words(
                "Заполните экспертные листы этапа №\u00a0{about} ({when}): {schools}",
                "expertise.present",
                "Экспертные листы этапа №\u00a0{about} не\u00a0заполнены ({when}): {schools}",
            )
        },
        {DEPARTMENT: "expertise.present"},
    ),
    "publication": Reminded(
        "Публикация этапа",
        {
            "held": Words(
                "Публикация выводов этапа №\u00a0{about} ждёт ваших решений ({decisions}): {when}",
                "expertise.present",
                "Публикация выводов этапа №\u00a0{about} задержана: {when}",
            ),
            "ready": Words("Опубликуйте выводы этапа №\u00a0{about}", "expertise.present"),
        },
        {DEPARTMENT: "expertise.present"},
    ),
    "plan": Reminded(
        "Мероприятия плана",
        {
            "awaited": Words(
                "Отчитайтесь о\u00a0мероприятии {names} {title}: {when}",
                "mine.listing",
                "Нет отчёта о\u00a0мероприятии {names} {title}: {when}",
            ),
            "returned": Words(
                "Дополните отчёт о\u00a0мероприятии {names}, его вернул Департамент: {title}: {when}",
                "mine.listing",
                "Не\u00a0дополнен отчёт о\u00a0мероприятии {names} {title}: {when}",
            ),
        },
        {DEPARTMENT: "plan.board"},
    ),
    "reports": Reminded(
        "Ответ на\u00a0отчёты",
        {"waits": Words("Ответьте на\u00a0отчёт о\u00a0мероприятии {names} {title}: {since}", "plan.board")},
        since=True,
    ),
    "monitoring": Reminded(
        "Мониторинги плана",
        {
            "waits": Words(
                "Сделайте снимок мониторинга {names}, порог {about}: {when}",
                "monitorings.every",
            )
        },
    ),
    "orders": Reminded(
        "Приказы без номера",
        {"waits": Words("Зарегистрируйте приказ {names}: {since}", "orders.register")},
        since=True,
    ),
}
