"""How the findings of the check are said."""

from app.documents.checks.report import Report
from app.documents.checks.sections import Finding
from app.kernel.words import pluralize
from app.kernel.workflow import State

FOUND = State("Найден", "ok", "done", solid=True)
EMPTY = State("Раздел пуст", "back", "hand")
THIN = State("Заполнен не\u00a0до\u00a0конца", "back", "hand")
MISSING = State("Не найден", "no", "late", solid=True)
ADVISED = State("Не найден", "note", "plain")
UNSURE = State("Не\u00a0видно в\u00a0скане", "note", "plain")
STATES = {"found": FOUND, "empty": EMPTY, "thin": THIN, "missing": MISSING, "unsure": UNSURE}
WARNED = State("Проверьте", "warn", "hand")
NOT_SEEN = State("Не\u00a0видно", "note", "plain")
CLEAN = State("Всё в\u00a0порядке", "ok", "done", solid=True)
NOT_WHOLE = tuple(f"{said} не\u00a0до\u00a0конца" for said in ("заполнен", "заполнены", "заполнены"))
ALONE = tuple(f"{what} {said}" for what, said in zip(("раздел", "раздела", "разделов"), NOT_WHOLE, strict=True))
RECOGNISED = "Слова скана прочла программа: разницей может показаться и\u00a0её ошибка."
KINDS = {"concept": "Концепция развития", "midterm": "Среднесрочная программа", "antirisk": "Антирисковая программа"}


def look(finding: Finding) -> State:
    """A section that is only advised is never shown as a failure."""
    return ADVISED if finding.state == "missing" and finding.level != "must" else STATES[finding.state]


def not_compared(*reports: Report | None) -> list[str]:
    """What a comparison says nothing of, for it was not read, or was read by recognition; each sentence once."""
    found = [
        sentence
        for report in reports
        if report
        for sentence in (
            *([report.said] if report.said else ()),
            *(one.sentence for one in report.warnings if one.kind in ("scan", "long")),
            *([RECOGNISED] if report.recognised else ()),
        )
    ]
    return list(dict.fromkeys(found))


def headline(report: Report) -> str:
    """The check in one line: what is missing of what must be there."""
    if not report.checked:
        return "Не проверено"
    must = [finding.state for finding in report.findings if finding.level == "must"]
    missing, unsure = must.count("missing"), must.count("unsure")
    weak = must.count("empty") + must.count("thin")
    said = []
    if missing:
        said.append(pluralize(missing, "раздел не\u00a0найден", "раздела не\u00a0найдено", "разделов не\u00a0найдено"))
    if unsure:
        said.append(f"В\u00a0скане не\u00a0видно {pluralize(unsure, 'раздела', 'разделов', 'разделов')}")
    if weak:
        said.append(pluralize(weak, *(NOT_WHOLE if said else ALONE)))
    return ", ".join(said) or ("Все обязательные разделы найдены" if must else "Личные данные проверены")
