"""O_CHANGE before its registration: does the paper say what the plan will become, and all of what waits."""

import re
from datetime import date

from app.kernel.quotes import quoted
from app.orders.gathering.changes import amendments_in, lines_of, names, outdated, said_in
from app.orders.life.changing import too_early
from app.orders.models import Order
from app.papers.checklist import Check
from app.papers.facts import ListFacts
from app.plan.amendments.models import PlanAmendment
from app.plan.amendments.queries import pending
from app.year.cycle.models import Cycle

EDITIONS = "amendments.editions"
WORDS = {"cancel": re.compile(r"исключ|отмен|утратив", re.I), "restore": re.compile(r"восстанов|верну|дополн", re.I)}
QUOTED = re.compile(r"«[^«»]*»")
WORDED = re.compile(r"редакции\s+«([^»]*)»")
ENDING = re.compile(r"(?:г|год\w{0,3})$", re.I)


def order_checks(changed: Order | None, on: date) -> list[Check]:
    """The order that is named stands, and was signed no later than what changes it."""
    if changed is None:
        return []  # «ссылаться не на что» is told already
    if changed.state == "cancelled":
        return [Check(f"Приказ №\u00a0{changed.number} отменён: менять в\u00a0нём нечего", False, True, code="by")]
    early = too_early(changed, on)
    return [Check(early, False, True, code="by")] if early else []


def change_checks(facts: ListFacts, cycle: Cycle) -> list[Check]:
    """A point that says another thing than what is recorded stops the registration: the plan would not be as signed."""
    rows = outdated(facts, cycle)
    old = [
        f"Предложение о\u00a0строке {row} с\u00a0тех пор заменено или убрано: обновите проект из\u00a0данных"
        for row in rows
    ]
    other = [_told(one) for one in said_in(facts) if one.item.number not in rows and not agrees(facts, one)]
    new = [one.item.number for one in pending(cycle) if one.id not in amendments_in(facts)]
    found = [Check(sentence, False, fatal=True, page=EDITIONS) for sentence in (*old, *other)]
    if new:
        said = ", ".join(map(str, new))
        found.append(Check(f"Список изменений изменился (строки: {said}): обновите проект из\u00a0данных", False))
    return found or [Check("Пункты совпадают с\u00a0записанными изменениями плана", True)]


def agrees(facts: ListFacts, one: PlanAmendment) -> bool:
    """True when each point about the row says what the row will become."""
    about = [line for line in lines_of(facts) if names(QUOTED.sub("", line), one.item.number)] or [
        line for line in lines_of(facts) if names(line, one.item.number)
    ]
    return all(_says(line, one) for line in about)


def _says(line: str, one: PlanAmendment) -> bool:
    word = WORDS.get(one.move)
    if word and not word.search(QUOTED.sub("", line)):
        return False
    if one.move == "cancel":
        return True
    became, said = _plain(one.became["period_text"]), _after(line, one)
    quoted = WORDED.search(said)
    return _plain(quoted[1]) == became if quoted else became in said


def _after(line: str, one: PlanAmendment) -> str:
    """What the point says without the words of before: «вместо «…»»."""
    was = re.escape(one.was["period_text"].strip())
    return " ".join(re.sub(rf"вместо\s+«{was}»", "", line.replace("\u00a0", " ")).split()).lower()


def _plain(period: str) -> str:
    return ENDING.sub("", " ".join(period.split()).rstrip(" .;")).rstrip().lower()


def _told(one: PlanAmendment) -> str:
    number = one.item.number
    if one.move == "cancel":
        return (
            f"Пункт о\u00a0строке {number} не\u00a0говорит, что она исключена, а\u00a0записана отмена: исправьте пункт"
        )
    became = one.became["period_text"].strip()
    return (
        f"В\u00a0пункте о\u00a0строке {number} не\u00a0то, что записано: в\u00a0плане станет {quoted(became)}. "
        "Исправьте пункт или запишите другой срок и\u00a0обновите проект из\u00a0данных"
    )
