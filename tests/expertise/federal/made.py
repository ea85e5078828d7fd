"""Tables of the federal coordinator, and the steps of somebody who loads one."""

import csv
import io

from openpyxl import Workbook

HEADS = ["Общеобразовательная организация", "Документ", "Направление риска", "Заключение", "Балл, %", "Замечания"]
OWN = "МБОУ «Заречная СОШ» (демо)"


def xlsx(*rows, heads=HEADS, above=()) -> bytes:
    """A workbook with these rows."""
    book, out = Workbook(), io.BytesIO()
    for row in (*above, heads, *rows):
        book.active.append(list(row))
    book.save(out)
    return out.getvalue()


def text(*rows, heads=HEADS, sign=";", encoding="utf-8-sig") -> bytes:
    """The same as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=sign).writerows([heads, *rows])
    return out.getvalue().encode(encoding)


def load(who, data: bytes, name: str = "ФИОКО.xlsx", stage: int = 1):
    """Send the file by the form of its page."""
    who.get(f"/rounds/{stage}/federal")
    return who.upload(f"/rounds/{stage}/federal", data, name)


def map_columns(who, **other):
    """Agree with what the page suggests, but for what is said here."""
    form = next(form for form in who.page.forms if (form.get("action") or "").endswith("/columns"))
    chosen = {field.name: field.value or "" for field in form.xpath(".//select | .//input") if field.name}
    return who.post(form.get("action"), {**chosen, **other})


def begun(who, *rows, **more):
    """A table under review, its columns said."""
    load(who, xlsx(*rows, **more))
    if who.page.xpath('//form[contains(@action, "/columns")]'):
        map_columns(who)


def action(who, ending: str) -> str:
    """Where the form of the page with this ending goes."""
    found = [form.get("action") for form in who.page.forms if (form.get("action") or "").endswith(ending)]
    assert found, f"no form to …{ending}"
    return found[0]


def confirm(who):
    """Write what is ready."""
    return who.post(action(who, "/confirmation"), {})
