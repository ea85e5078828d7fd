"""What is unfinished holds the publication until each of it is let pass with a reason; it can be taken back."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.expertise.assignments.models import Assignment
from app.expertise.models import Publication
from app.expertise.opinions.held import held
from app.expertise.opinions.publishing import planned
from app.extensions import db
from app.journal.models import Event
from app.kernel import clock
from app.year.cycle.models import Participation, Stage
from tests.expertise.filling import note, send_sheet, sent
from tests.expertise.opinions.steps import decide


def keys(who) -> list[str]:
    who.get("/rounds/1")
    return who.page.xpath('//input[@name="pass"]/@value')


def publish(who, because="Срок отчёта.", **more):
    """With one reason for all that holds it."""
    who.submit("/rounds/1/publication", **{"pass": keys(who), "because": because, **more})


def withdraw(who, reason: str):
    who.get("/rounds/1")
    who.submit("/rounds/1/publication/withdrawal", reason=reason)


def test_unfilled_sheets_and_undecided_opinions_hold_the_publication_one_by_one(two, browser, app):
    department = browser("department")
    every = keys(department)
    pair = f"pair-{two}"
    assert pair in every
    assert any(key.startswith("sheet-") for key in every)
    department.submit("/rounds/1/publication", **{"pass": [key for key in every if key != pair], "because": "Срок."})
    assert department.status == 422
    assert "Публикацию держит: 1 вопрос" in department.text
    assert department.page.xpath('//input[@id="because"]/@value') == ["Срок."]
    department.submit("/rounds/1/publication", **{"pass": every, "because": "", f"because-{pair}": "Решим позже."})
    assert department.status == 422
    assert "Не опубликовано." in department.text
    publish(department, **{f"because-{pair}": "Решим позже."})
    assert "Результаты этапа опубликованы" in department.text
    with app.app_context():
        said = {one["why"]: one["reason"] for one in db.session.scalars(select(Publication)).one().exceptions}
        assert said["мнения экспертов расходятся, решения нет"] == "Решим позже."
        assert said["лист не\u00a0заполнен"] == "Срок отчёта."


def test_a_decided_pair_holds_nothing_and_an_opinion_that_is_not_given_does(two, browser, region, app):
    lead = browser("expert")
    decide(lead, two, counts="mean", reason="Оба правы наполовину.")
    assert f"pair-{two}" not in keys(lead)
    with app.app_context():
        stage = db.session.scalars(select(Stage).where(Stage.number == 1)).one()
        asked = [one.why for one in held(stage) if one.key.startswith("opinion-")]
        assert len(asked) == 1
        assert "второе мнение запрошено" in asked[0]


def test_a_sheet_that_was_opened_again_holds_the_publication_until_it_is_sent(two, browser, app):
    department = browser("department")
    for number, who in enumerate(("expert3", "expert2"), 1):
        reviewer = browser(who)
        reviewer.get(f"/rounds/examined/{two}/review")
        reviewer.submit(f"/rounds/examined/{two}/review/reopening", reason="Поправлю.")
        again = [key for key in keys(department) if key.startswith("reopened-")]
        assert len(again) == number
        assert "открыт заново и не отправлен" in department.text
    department.get(f"/rounds/examined/{two}/opinions")
    assert "Открыт заново и ещё не отправлен" in department.text
    assert "Второго мнения пока нет" not in department.text
    others = [key for key in keys(department) if key not in again]
    department.submit("/rounds/1/publication", **{"pass": others, "because": "Срок."})
    assert department.status == 422
    assert "Публикацию держит: 2 вопроса" in department.text
    send_sheet(browser("expert3"), two, 1)
    send_sheet(browser("expert2"), two, 2)
    assert f"pair-{two}" in (left := keys(department))
    assert not any(key.startswith("reopened-") for key in left)


def test_a_publication_is_taken_back_with_a_reason_and_the_school_sees_nothing_any_more(
    expert, line, browser, school, app
):
    sent(expert, line(), note("c3", said="СЛОВОЗАМЕЧАНИЯ"), c3=1)
    department = browser("department")
    publish(department)
    school.get("/conclusions")
    assert "СЛОВОЗАМЕЧАНИЯ" in school.text
    withdraw(department, " ")
    assert department.status == 422
    assert "Напишите, почему публикация отзывается" in department.text
    withdraw(department, "Ошибка в листах.")
    assert "Публикация отозвана" in department.text
    assert "Ошибка в листах." in department.text
    for page in ("/conclusions", "/", "/conclusions/1?stage=1"):
        school.get(page)
        assert "СЛОВОЗАМЕЧАНИЯ" not in school.text
        assert "замечания экспертизы" not in school.text
    assert school.post("/conclusions/remarks/1", {"move": "fix"}).status_code == 404
    with app.app_context():
        assert db.session.scalars(select(Event).order_by(Event.id.desc())).first().kind == "round:unpublished"
        for statement in ("UPDATE publications SET stage_id = 2", "DELETE FROM publication_withdrawals"):
            with pytest.raises(DBAPIError, match="does not change"):
                db.session.execute(text(statement))
            db.session.rollback()
    publish(department)
    school.get("/conclusions")
    assert "СЛОВОЗАМЕЧАНИЯ" in school.text


def test_what_was_taken_back_is_not_published_by_the_clock(expert, line, browser, app):
    publish(department := browser("department"))
    withdraw(department, "Ошибка.")
    with app.app_context():
        db.session.scalars(select(Stage).where(Stage.number == 1)).one().publish_on = date(2022, 4, 30)
        db.session.commit()
        assert planned(datetime(2022, 5, 1, tzinfo=UTC)) == []


def test_only_who_leads_takes_a_publication_back(browser, frozen):
    publish(browser("department"))
    assert browser("expert2").post("/rounds/1/publication/withdrawal", {"reason": "Так."}).status_code == 403


def test_what_is_said_anew_after_the_publication_is_marked_and_told_to_the_school(expert, line, browser, school, at):
    address = sent(expert, line(), note("c3"), note("c4"), c3=1, c4=1)
    publish(browser("department"))
    school.get("/conclusions")
    assert "Изменено после публикации" not in school.text
    at(2022, 5, 6, 9)
    expert.get(address)
    expert.submit(f"{address}/reopening", reason="Ошибка.")
    sent(expert, line(), note("c3"), c3=1)
    school.get("/conclusions")
    assert "Изменено после публикации, 06.05.2022" in school.text
    assert "Было: принято, 88,8 %." in school.text
    school.get("/")
    assert "Выводы экспертизы изменены после публикации." in school.text
    at(2022, 6, 10, 9)
    school.get("/")
    assert "изменены после публикации" not in school.text


def opened_and_sent_anew(expert, line: int, address: str, *notes, **more) -> None:
    expert.get(address)
    expert.submit(f"{address}/reopening", reason="Ошибка.")
    sent(expert, line, *notes, **more)


def said_changed(browser, words: str = "") -> list[bool]:
    """What the page of the school, its first page, and those of its curator and its municipality say of a change."""
    school = browser("school")
    school.get("/conclusions")
    shown = [("Изменено после публикации" in school.text) and words in school.text]
    school.get("/")
    shown.append("Выводы экспертизы изменены после публикации." in school.text)
    curator, municipal = browser("curator"), browser("municipal")
    for person, page in ((curator, "/"), (municipal, "/"), (curator, "/conclusions/schools")):
        person.get(page)
        shown.append("зменен" in person.text and "после публикации" in person.text)
    return shown


def test_a_change_of_any_part_that_is_read_is_marked_everywhere_and_an_equal_sending_nowhere(expert, line, browser, at):
    concept = line()
    address = sent(expert, concept, note("c3"), c3=1, conclusion="ПЕРВЫЙ.")
    expert.get(f"/rounds/examined/{concept}?source=federal")
    federal = {"source": "federal", "revision": 0, "verdict": "needs_work", "score": "40", "remarks": "Ф."}
    expert.post(f"/rounds/examined/{concept}/result", federal)
    publish(browser("department"))
    at(2022, 5, 6, 9)
    opened_and_sent_anew(expert, concept, address, note("c3"), c3=1, conclusion="ПЕРВЫЙ.")
    assert said_changed(browser) == [False] * 5
    opened_and_sent_anew(expert, concept, address, note("c3"), c3=1, conclusion="ВТОРОЙ.")
    assert said_changed(browser, "изменён вывод ОИРО") == [True] * 5  # the federal word counts as it did
    opened_and_sent_anew(expert, concept, address, note("c3"), c3=1, conclusion="ПЕРВЫЙ.")
    assert said_changed(browser) == [False] * 5


def test_a_changed_conclusion_alone_is_marked(expert, line, browser, at):
    concept = line()
    address = sent(expert, concept, note("c3"), c3=1, conclusion="ПЕРВЫЙ.")
    publish(browser("department"))
    at(2022, 5, 6, 9)
    opened_and_sent_anew(expert, concept, address, note("c3"), c3=1, conclusion="ВТОРОЙ.")
    assert said_changed(browser, "изменён текст вывода для школы") == [True] * 5


def test_the_page_of_a_stage_asks_the_database_as_often_for_many_opinions_as_for_one(
    frozen, region, browser, app, statements
):
    department = browser("department")
    department.get("/rounds/1")  # fills what a process keeps

    def asked(places: list[int]) -> int:
        with app.app_context():
            stage = db.session.scalars(select(Stage).where(Stage.number == 1)).one()
            reviewer, lead = int(region.person("expert3")), int(region.person("expert"))
            words = {"stage_id": stage.id, "reviewer_id": reviewer, "role": "second", "reason": "Спор."}
            for place in places:
                db.session.add(Assignment(participation_id=place, since=clock.now(), made_by_id=lead, **words))
            db.session.commit()
        app.extensions.pop("held_1")  # kept until the journal goes on, which has heard nothing of these
        return statements(lambda: department.get("/rounds/1"))

    with app.app_context():
        places = list(db.session.scalars(select(Participation.id).order_by(Participation.id)))
    assert asked(places[:1]) == asked(places[1:])
    assert department.text.count("второе мнение запрошено") == len(places) - ABSENT


ABSENT = 2  # schools of the demo that have handed nothing in
