"""What a person typed about a visit, a factor, a direction: values and Russian sentences of what is amiss."""

from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict

from app.kernel.days import NO_DAY, read_day
from app.kernel.numbers import number
from app.year.profile.words import OUTCOMES, SIGNIFICANCE, VERDICTS, VISIT_FORMS


def day_refusal(day: date | None, year: int, today: date) -> str:
    """Why a past day of the project year can't be this one; empty when it can."""
    if day is None:
        return NO_DAY
    if day > today:
        return "Этот день ещё не\u00a0наступил. Укажите день, когда это было."
    if abs(day.year - year) > 1:
        return f"Этот день не\u00a0относится к\u00a0{year}\u00a0году проекта. Проверьте год."
    return ""


@dataclass
class VisitForm:
    """The first visit as typed."""

    typed_day: str = ""
    visited_on: date | None = None
    form: str = ""
    participants: str = ""
    note: str = ""
    errors: dict[str, str] = field(default_factory=dict)


def read_visit(typed: MultiDict, year: int, today: date) -> VisitForm:
    """The day, the form and who took part are needed; the note is not."""
    form = VisitForm(
        typed_day=typed.get("visited_on", ""),
        visited_on=read_day(typed.get("visited_on", "")),
        form=typed.get("how", ""),  # a field named «form» would hide the form from htmx
        participants=typed.get("participants", "").strip(),
        note=typed.get("note", "").strip(),
    )
    if refusal := day_refusal(form.visited_on, year, today):
        form.errors["visited_on"] = refusal
    if form.form not in VISIT_FORMS:
        form.errors["form"] = "Выберите: очно или дистанционно."
    if not form.participants:
        form.errors["participants"] = "Напишите, кто участвовал: должностей достаточно."
    return form


@dataclass
class AnswerForm:
    """An answer about a factor as typed: a verdict or an outcome, and the reason."""

    choice: str = ""
    reason: str = ""
    errors: dict[str, str] = field(default_factory=dict)


def read_verification(typed: MultiDict) -> AnswerForm:
    """Whoever does not confirm a factor whole says why."""
    form = AnswerForm(typed.get("verdict", ""), typed.get("reason", "").strip())
    if form.choice not in VERDICTS:
        form.errors["choice"] = "Выберите: подтверждён, подтверждён частично или не\u00a0подтверждён."
    elif form.choice != "confirmed" and not form.reason:
        form.errors["reason"] = "Напишите, почему: школа и\u00a0Департамент увидят причину."
    return form


def read_closing(typed: MultiDict) -> AnswerForm:
    """What became of the risk, and why."""
    form = AnswerForm(typed.get("outcome", ""), typed.get("reason", "").strip())
    if form.choice not in OUTCOMES:
        form.errors["choice"] = "Выберите, что стало с\u00a0риском."
    if not form.reason:
        form.errors["reason"] = "Напишите, почему закрываете направление: причина останется в\u00a0истории."
    return form


def read_factors(typed: MultiDict, direction_ids: set[int]) -> dict[int, str]:
    """Direction id → significance, for those that the profile names."""
    return {key: typed[f"factor-{key}"] for key in direction_ids if typed.get(f"factor-{key}") in SIGNIFICANCE}


@dataclass
class DirectionForm:
    """A direction as typed."""

    title: str = ""
    short_title: str = ""
    typed_position: str = ""
    position: int = 0
    errors: dict[str, str] = field(default_factory=dict)


def read_direction(typed: MultiDict, numbered: bool = True) -> DirectionForm:
    """Both names are needed and have their limits; the place in the list is a number."""
    form = DirectionForm(
        " ".join(typed.get("title", "").split()),
        " ".join(typed.get("short_title", "").split()),
        typed.get("position", "").strip(),
    )
    if not 0 < len(form.title) <= 200:
        form.errors["title"] = "Напишите название направления, не\u00a0длиннее 200 знаков."
    if not 0 < len(form.short_title) <= 60:
        form.errors["short_title"] = "Напишите краткое название, не\u00a0длиннее 60 знаков: оно стоит в\u00a0матрице."
    form.position = number(form.typed_position, 0)
    if numbered and not 1 <= form.position <= 99:
        form.errors["position"] = "Место в\u00a0списке – число от\u00a01 до\u00a099."
    return form
