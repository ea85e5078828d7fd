"""What was typed about a school: values, and Russian sentences of what is amiss."""

from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from app.kernel.numbers import row_id


@dataclass
class SchoolForm:
    """A school as typed."""

    short_name: str = ""
    full_name: str = ""
    code: str = ""
    municipality_id: int | None = None
    errors: dict[str, str] = field(default_factory=dict)


def read_school(typed: MultiDict, towns: set[int]) -> SchoolForm:
    """The short name and the municipality are needed; the full name is the short one until it is written."""
    short, full, code = (" ".join(typed.get(name, "").split()) for name in ("short_name", "full_name", "code"))
    town = row_id(typed, "municipality")
    form = SchoolForm(short, full, code, town if town in towns else None)
    if not 0 < len(form.short_name) <= 300:
        form.errors["short_name"] = "Напишите краткое название, не\u00a0длиннее 300 знаков."
    if len(form.code) > 40:
        form.errors["code"] = "Код не\u00a0длиннее 40 знаков."
    if form.municipality_id is None:
        form.errors["municipality"] = "Выберите муниципалитет."
    return form
