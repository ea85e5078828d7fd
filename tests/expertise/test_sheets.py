"""A score sheet: the draft is on the server, two windows never overwrite each other, a sending is for good."""

CONCEPT = ["c1", "c2", "c3", "c4", "c5", "c8", "c9", "c10", "c13"]


def answers(points: int = 2, keys=CONCEPT, **others: int) -> dict:
    """All criteria at the same points, but for some."""
    return {f"answer-{key}": others.get(key, points) for key in keys}


def note(key: str, place="Раздел 2", said="Добавьте данные ВПР.", bank="") -> dict:
    """A remark under a criterion."""
    return {"note-key": key, "note-bank": bank, "note-place": place, "note-text": said}


def sheet(expert, line_id: int) -> str:
    """Open the sheet."""
    address = f"/rounds/examined/{line_id}/review"
    expert.get(address)
    return address


def test_a_draft_is_kept_on_the_server_and_says_what_is_left(expert, line, browser):
    address = sheet(expert, line())
    saved = expert.post(address, {"seen": 0, "answer-c1": 2, "answer-c3": 1, **note("c3")}, htmx=True)
    assert saved.status_code == 200 and 'id="saved"' in saved.text
    assert "Осталось оценить 7" in saved.text.replace("\xa0", " ")
    another_day = browser("expert")
    another_day.get(address)
    assert another_day.page.xpath('//input[@name="answer-c3"][@checked]/@value') == ["1"]
    assert "Добавьте данные ВПР." in another_day.text and "3 из 4 по 2 из 9 критериев" in another_day.text
