"""What a person typed into a form that comes back to be sent once more, as words to recognise it by."""

import re
from collections.abc import Iterable

from flask import Flask, g
from markupsafe import Markup

TITLE = "form_page"  # the title of the page where the form stood: `csrf()` brings it along
MACHINERY = {"csrf_token", "upload_key", "about", "back", "seen", "revision", "move", "source", "part", "year", TITLE}
OWN_KEYS = {"version", "key", "order", "pair", "series", "theirs", "town", "confirmed", "anyway"}
OWN_ENDINGS = ("_key", "_id", "_by", "-key", "-id", "-by")
CODE = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*|\d+")  # what a choice or a tick sends; a text may look the same
TEXTS = ("remark", "note", "because", "text", "comment", "remarks", "conclusion", "title", "words", "url", "point")
LABELS = {
    "remark": "Замечание",
    "reason": "Причина",
    "because": "Почему",
    "note": "Пояснение",
    "comment": "Пояснение",
    "conclusion": "Вывод",
    "title": "Название",
    "url": "Ссылка",
    "done_on": "Дата",
    "visited_on": "Дата",
    "due_on": "Срок",
    "until_on": "До",
    "score": "Балл",
    "out_of": "Из",
    "note-place": "Место",
    "note-text": "Замечание",
    "note-gap": "Вместо пропуска",
}
CHOICES = {
    "verdict": (
        "Решение",
        {"approve": "подтвердить", "return": "вернуть школе", "grant": "разрешить", "refuse": "отказать"},
    ),
    "remark": ("Прежнее замечание", {"accepted": "принято", "open": "не\u00a0исправлено"}),
}


def about(typed: Iterable[tuple[str, str]]) -> str:
    """What the form itself says it is about, or the title of its page."""
    said = dict(typed)
    return said.get("about") or said.get(TITLE, "")


def readable(typed: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Label and value of whatever a person has typed or decided; machinery and the codes of choices are left out."""
    return [said for name, value in typed if (said := _said(name, value.strip()))]


def _said(name: str, value: str) -> tuple[str, str] | None:
    label, words = CHOICES.get(re.sub(r"-\d+$", "", name), ("", {}))
    if value in words:
        return label, words[value]
    if not value or name in MACHINERY | OWN_KEYS or name.endswith(OWN_ENDINGS):
        return None
    typed = (name in LABELS and name != "reason") or name.startswith(TEXTS)
    return (LABELS.get(name, ""), value) if typed or not CODE.fullmatch(value) else None


def init_app(app: Flask) -> None:
    """The layout says the title of its page, and each form of it takes the title along."""

    def titled(title: Markup) -> str:
        g.page_title = title.striptags()
        return ""

    app.jinja_env.globals.update(titled=titled, page_title=lambda: g.get("page_title", ""))
