"""How tests fill in a sheet."""

from werkzeug.datastructures import MultiDict

CONCEPT = ("c1", "c2", "c3", "c4", "c5", "c8", "c9", "c10", "c13")


def answers(points: int = 2, keys=CONCEPT, **others: int) -> dict:
    """All criteria at the same points, but for some."""
    return {f"answer-{key}": others.get(key, points) for key in keys}


def note(key: str, place="Раздел 2", said="Добавьте данные ВПР.", bank="", gap="") -> dict:
    """A remark under a criterion."""
    return {"note-key": key, "note-bank": bank, "note-place": place, "note-text": said, "note-gap": gap}


def sheet(expert, line_id: int) -> str:
    """Open the sheet; its address."""
    address = f"/rounds/examined/{line_id}/review"
    expert.get(address)
    return address


def seen(expert) -> str:
    """The row version that the window of the sheet shows."""
    return expert.page.xpath('//input[@name="seen"]/@value')[0]


def sent(expert, line_id: int, *notes: dict, conclusion="", **others: int) -> str:
    """Fill in a concept's sheet and send it."""
    address = sheet(expert, line_id)
    typed = MultiDict({"seen": seen(expert), "conclusion": conclusion, "send": "yes", **answers(**others)})
    for one in notes:
        typed.update(one)
    expert.post(address, typed.to_dict(flat=False))
    assert "Лист отправлен." in expert.text, expert.text
    return address


def send_sheet(who, line: int, points: int) -> None:
    """The same answer to each criterion, with a remark where points are lost, and the button «Отправить лист»."""
    address = sheet(who, line)
    keys = sorted({name.removeprefix("answer-") for name in who.page.xpath('//input[@type="radio"]/@name')})
    typed = answers(points, keys)
    if points < 2:
        typed |= {"note-key": keys, "note-bank": [""] * len(keys)}
        typed |= {"note-place": ["стр. 1"] * len(keys), "note-text": ["Мало."] * len(keys)}
    known = who.page.xpath('//form[@id="draft"]//input[@name="seen"]/@value')
    who.post(address, {**typed, "seen": known[0] if known else "0", "conclusion": f"Вывод на {points}.", "send": "yes"})
    assert "Лист отправлен" in who.text, who.text
