"""How the findings of the check are said."""

from app.kernel.words import counted
from app.kernel.workflow import State

FOUND = State("Найден", "ok", "done", solid=True)
EMPTY = State("Найден, пуст", "back", "hand")
THIN = State("Найден, неполон", "back", "hand")
MISSING = State("Не найден", "no", "late", solid=True)
ADVISED = State("Не найден", "note", "plain")
STATES = {"found": FOUND, "empty": EMPTY, "thin": THIN, "missing": MISSING}
WARNED = State("Проверьте", "warn", "hand")
CLEAN = State("Чисто", "ok", "done", solid=True)
ALONE = ("раздел неполон", "раздела неполны", "разделов неполны")
KINDS = {"concept": "Концепция развития", "midterm": "Среднесрочная программа", "antirisk": "Антирисковая программа"}


def look(finding) -> State:
    """A section that is only advised is never shown as a failure."""
    return ADVISED if finding.state == "missing" and finding.level != "must" else STATES[finding.state]


def headline(report) -> str:
    """The check in one line: what is missing of what must be there."""
    if not report.checked:
        return "Не проверено"
    must = [finding.state for finding in report.findings if finding.level == "must"]
    missing, weak = must.count("missing"), sum(state in ("empty", "thin") for state in must)
    said = []
    if missing:
        said.append(counted(missing, "раздел не\u00a0найден", "раздела не\u00a0найдено", "разделов не\u00a0найдено"))
    if weak:
        said.append(counted(weak, *(("неполон", "неполны", "неполны") if missing else ALONE)))
    return ", ".join(said) or ("Все обязательные разделы найдены" if must else "Прочитано")
