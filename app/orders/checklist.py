"""«Перед регистрацией»: what an order still lacks, said in sentences; the same list bars the registration."""

from dataclasses import dataclass
from datetime import date

from app.orders.facts import Facts, PlanFacts, StageFacts
from app.orders.russian import in_digits


@dataclass(frozen=True)
class Check:
    """`fatal` stops the registration; a check that is neither good nor fatal is a question to the clerk."""

    sentence: str
    good: bool
    fatal: bool = False


def checks(facts: Facts, on: date) -> list[Check]:
    found = letter_checks(facts) if isinstance(facts, PlanFacts) else stage_checks(facts)
    return [*found, officials_check(facts, on)]


def letter_checks(facts: PlanFacts) -> list[Check]:
    """The letter of 2021 under the plan of 2022 is the slip of order No. 226 itself (domain.md §11.5, preamble)."""
    letter, filled = facts.basis, sum(bool(r.title and r.period and r.executors and r.indicator) for r in facts.rows)
    rows = Check(
        f"Приложение: заполнены строки {filled} из {len(facts.rows)}", filled == len(facts.rows) > 0, fatal=True
    )
    if letter is None or not (letter.number and letter.title):
        return [Check("Письмо-основание не указано: нужны дата, номер и заголовок", False, fatal=True), rows]
    written = f"{in_digits(letter.signed_on)} № {letter.number}"
    if letter.signed_on < date(facts.year - 1, 7, 1):
        return [
            Check(f"Письмо-основание прошлого цикла ({written}). Проверьте, нет ли письма {facts.year} года", False),
            rows,
        ]
    return [Check(f"Письмо-основание: {written}", True), rows]


def stage_checks(facts: StageFacts) -> list[Check]:
    silent = [n for n, row in enumerate(facts.rows, 1) if row.score_pct is None and row.approved]
    days = facts.due_on <= facts.webinar_by and facts.due_on < facts.rework_by <= facts.approve_by
    scored = (
        f"Без балла остались строки {', '.join(map(str, silent))}"
        if silent
        else "Балл есть у всех представленных комплектов"
    )
    return [
        Check(f"Приложение: школ {len(facts.rows)}", bool(facts.rows), fatal=True),
        Check(scored, not silent),
        Check(
            "Сроки идут по порядку: вебинар, доработка, подтверждение" if days else "Сроки стоят не по порядку",
            days,
            fatal=True,
        ),
    ]


def officials_check(facts: Facts, on: date) -> Check:
    if facts.signatory and facts.controller:
        return Check(f"Подписант и контролирующий действуют на {in_digits(on)}", True)
    return Check(f"Нет подписанта или контролирующего на {in_digits(on)}: внесите их в справочник", False, fatal=True)
