"""What was typed about a person and a role: values, and Russian sentences of what is amiss."""

import re
from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict

from app.kernel.days import NO_DAY, read_day
from app.kernel.numbers import number
from app.people.leave import CURATOR_ONLY, NO_LAST_DAY, NOT_A_CURATOR
from app.people.rules import days_refusal, place_refusal
from app.roles import PLACES, Role

ADDRESS = re.compile(r"\A[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


@dataclass
class PersonForm:
    """A person as typed: work data only (152-ФЗ, domain.md §9.1)."""

    name: str = ""
    email: str = ""
    post: str = ""
    phone: str = ""
    errors: dict[str, str] = field(default_factory=dict)


def read_person(typed: MultiDict) -> PersonForm:
    """The name and the address are needed; the rest is not."""
    form = read_own(typed)
    form.email = _words(typed, "email")
    if len(form.email) > 200 or not ADDRESS.fullmatch(form.email):
        form.errors["email"] = "Напишите рабочую почту целиком, например ivanova@region.example."
    return form


def read_own(typed: MultiDict) -> PersonForm:
    """What a person says of oneself: all but the address, by which one comes in."""
    form = PersonForm(_words(typed, "name"), "", _words(typed, "post"), _words(typed, "phone"))
    if not 0 < len(form.name) <= 200:
        form.errors["name"] = "Напишите фамилию, имя и\u00a0отчество."
    if len(form.phone) > 60:
        form.errors["phone"] = "Телефон не\u00a0длиннее 60 знаков."
    return form


def _words(typed: MultiDict, name: str) -> str:
    return " ".join(typed.get(name, "").split())


@dataclass
class RoleForm:
    """A role as chosen."""

    role: str = ""
    school_id: int | None = None
    municipality_id: int | None = None
    stands_for_id: int | None = None
    typed_start: str = ""
    typed_end: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> dict[str, int | None]:
        """The place that a role of this kind is held for; whatever else was chosen is not taken."""
        kind = PLACES[Role(self.role)]
        return {
            "school_id": self.school_id if kind == "school" else None,
            "municipality_id": self.municipality_id if kind == "municipality" else None,
        }


def read_role(
    typed: MultiDict, school_id: int | None, municipalities: set[int], curators: set[int], today: date
) -> RoleForm:
    """The role, its place and its first day; no first day means today. Who stands in needs no school: all of them."""
    form = RoleForm(
        role=typed.get("role", ""),
        school_id=school_id,
        municipality_id=_one_of(typed.get("municipality"), municipalities),
        stands_for_id=_one_of(typed.get("stands_for"), curators),
        typed_start=typed.get("starts_on", ""),
        typed_end=typed.get("ends_on", ""),
    )
    if form.role not in set(Role):
        form.errors["role"] = "Выберите роль."
    elif typed.get("stands_for"):
        if form.stands_for_id is None or form.role != Role.CURATOR:
            form.errors["stands_for"] = CURATOR_ONLY if form.stands_for_id else NOT_A_CURATOR
    elif sentence := place_refusal(Role(form.role), form.school_id, form.municipality_id):
        form.errors["place"] = sentence
    form.starts_on = read_day(form.typed_start) if form.typed_start else today
    form.ends_on = read_day(form.typed_end) if form.typed_end else None
    if form.starts_on is None or (form.typed_end and form.ends_on is None):
        form.errors["days"] = NO_DAY
    elif sentence := days_refusal(form.starts_on, form.ends_on):
        form.errors["days"] = sentence
    elif form.stands_for_id and form.ends_on is None:
        form.errors["last_day"] = NO_LAST_DAY
    return form


def _one_of(typed: str | None, known: set[int]) -> int | None:
    found = number(typed)
    return found if found in known else None
