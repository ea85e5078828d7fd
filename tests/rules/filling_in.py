"""How a person fills a form that lies before him: what stands in it stays, what is empty gets something that fits."""

import io

from tests.documents.steps import docx

PAPER = docx("Ещё раз")  # the same bytes each time, as a browser sends them
WORDS = "Проверка повторной отправки"
TYPED = {"date": "2022-06-21", "number": "1", "email": "again@example.org", "url": "https://example.org/again"}


def filled(form) -> dict:
    """The fields of the form, with a stream of its own for each file."""
    data: dict = {}
    for field in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        kind = field.get("type", "text") if field.tag == "input" else field.tag
        _fill(data, field, kind, field.get("name"))
    button = form.xpath('.//button[@name and not(@type="button")]')
    if button:
        data.setdefault(button[0].get("name"), button[0].get("value"))
    return data


def _fill(data: dict, field, kind: str, name: str) -> None:
    if kind in ("checkbox", "radio"):
        if field.get("checked") is not None or name not in data:
            data[name] = field.get("value", "on")
    elif kind == "file":
        data[name] = (io.BytesIO(PAPER), "повтор.docx")
    elif kind == "select":
        options = field.xpath(".//option[@selected]/@value") + field.xpath(".//option/@value")
        data[name] = next((value for value in options if value), "")
    elif kind == "textarea":
        data[name] = (field.text or "").strip() or WORDS
    else:
        data[name] = field.get("value") or TYPED.get(kind, WORDS if kind != "hidden" else "")
