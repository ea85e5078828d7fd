"""A score sheet: the draft is on the server, two windows never overwrite each other, a sending is for good."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.directory.models import Person
from app.expertise.models import FrozenItem, Result
from app.expertise.reviews import services
from app.expertise.reviews.forms import SheetForm
from app.expertise.reviews.models import ExpertRemark, Review, Sending
from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write
from app.refusals import Refused
from tests.expertise.filling import answers, note, seen, sent, sheet


def test_a_draft_is_kept_on_the_server_and_says_what_is_left(expert, line, browser):
    address = sheet(expert, line())
    typed = {"seen": 0, "answer-c1": 2, "answer-c3": 1, **note("c3")}
    saved = expert.post(address, typed, htmx=True)
    assert saved.status_code == 200
    assert 'id="saved"' in saved.text
    assert "Осталось оценить 7" in saved.text.replace("\xa0", " ")
    another_day = browser("expert")
    another_day.get(address)
    assert another_day.page.xpath('//input[@name="answer-c3"][@checked]/@value') == ["1"]
    assert "Добавьте данные ВПР." in another_day.text
    assert "3 из 4 по 2 из 9 критериев" in another_day.text
    expert.post(address, {**typed, "seen": 1, "conclusion": "Слово"})
    assert expert.status == 200
    assert "Слово" in expert.text


def test_a_stale_window_is_answered_with_both_texts_and_overwrites_nothing(expert, line, browser, app):
    address, other = sheet(expert, line()), browser("expert")
    other.get(address)
    expert.post(address, {"seen": 0, "answer-c1": 2, "conclusion": "Первый вывод"}, htmx=True)
    stale = {"seen": 0, "answer-c1": 1, "conclusion": "Второй вывод"}
    for htmx in (True, False):
        answer = other.post(address, stale, htmx=htmx)
        assert answer.status_code == 422
        assert "Первый вывод" in answer.text
        assert "Второй вывод" in answer.text
    with app.app_context():
        assert db.session.scalars(select(Review)).one().conclusion == "Первый вывод"
    theirs = other.page.xpath('//input[@name="theirs"]/@value')[0]
    other.post(address, {**stale, "mine": "yes", "theirs": theirs})
    with app.app_context():
        assert db.session.scalars(select(Review)).one().conclusion == "Второй вывод"
    late = expert.post(address, {"seen": 1, "answer-c1": 2, "conclusion": "Третий"}, htmx=True)
    assert late.status_code == 422
    assert "Второй вывод" in late.text


def test_a_request_that_comes_twice_is_one_save(expert, line, app):
    address = sheet(expert, line())
    for _ in range(2):
        assert expert.post(address, {"seen": 0, "answer-c1": 2}, htmx=True).status_code == 200
    with app.app_context():
        assert db.session.scalars(select(Review)).one().row_version == 1


def test_sending_says_which_criteria_are_left_and_keeps_the_draft(expert, line, app):
    address = sheet(expert, line())
    expert.post(address, {"seen": 0, "answer-c1": 2, "send": "yes"})
    assert "лист не отправлен. Осталось оценить критерии: 2, 3, 4, 5, 8, 9, 10, 13." in expert.text
    expert.post(address, {"seen": 1, **answers(c3=0), "send": "yes"})
    assert "Критерий 3. Балл снижен: объясните замечанием" in expert.text
    expert.post(address, {"seen": 2, **answers(c3=0), **note("c3", place="", said=""), "note-bank": 1, "send": "yes"})
    assert "Критерий 3. Укажите место" in expert.text
    assert "готовой фразы мало" in expert.text
    with app.app_context():
        assert db.session.scalar(select(Sending)) is None
        assert db.session.scalars(select(Review)).one().answers["c3"] == 0


def test_a_sent_review_is_the_next_word_of_the_region(expert, line, app):
    sent(expert, line(), note("c3"), note("c4", "Раздел 3", "Назовите срок.", "1"), c3=1, c4=1, conclusion="Хорошо.")
    assert "16 из 18 88,8 %" in expert.text
    assert "Принято" in expert.text
    with app.app_context():
        result = db.session.scalars(select(Result)).one()
        assert (result.source, result.revision, result.verdict, str(result.score)) == ("regional", 1, "ok", "88.8")
        assert "Раздел 3: Цель не содержит измеримого результата" in result.remarks
        assert db.session.scalars(select(Sending)).one().result_id == result.id
        assert {one.state for one in db.session.scalars(select(ExpertRemark))} == {"open"}


def test_a_stop_criterion_asks_for_work_whatever_the_sum(expert, line):
    sent(expert, line(), note("c13", "Титульный лист", "Утвердите приказом."), c13=0)
    assert "88,8 %" in expert.text
    assert "Требует доработки" in expert.text


def test_a_review_is_opened_again_with_a_reason_and_its_history_stays(expert, line, app):
    address = sent(expert, line(), note("c3"), note("c4", "Раздел 3", "Срок."), c3=1, c4=1)
    expert.submit(f"{address}/reopening", reason=" ")
    assert expert.status == 422
    assert "Напишите, почему" in expert.text
    expert.submit(f"{address}/reopening", reason="Эксперт ошибся строкой.")
    assert "Лист открыт заново" in expert.text
    sent(expert, line(), note("c3"), c3=1)
    assert "Эксперт ошибся строкой." in expert.text
    with app.app_context():
        assert [one.number for one in db.session.scalars(select(Sending).order_by(Sending.number))] == [1, 2]
        assert [one.revision for one in db.session.scalars(select(Result).order_by(Result.revision))] == [1, 2]
        kept = {one.place: one.state for one in db.session.scalars(select(ExpertRemark))}
        assert kept == {"Раздел 2": "open", "Раздел 3": "dropped"}


def test_a_sent_sheet_takes_no_draft_of_an_old_window(expert, line, app):
    address = sent(expert, line())
    answer = expert.post(address, {"seen": 1, **answers(0)}, htmx=True)
    assert answer.status_code == 422
    assert "уже отправлен" in answer.text
    with app.app_context():
        assert set(db.session.scalars(select(Review)).one().answers.values()) == {2}


def test_a_window_from_before_the_sending_is_stale_after_the_reopening(expert, line, app):
    address = sent(expert, line())
    expert.submit(f"{address}/reopening", reason="Проверка.")
    answer = expert.post(address, {"seen": 1, **answers(0)}, htmx=True)
    assert answer.status_code == 422
    assert "изменили в другом окне" in answer.text.replace("\xa0", " ")
    with app.app_context():
        assert set(db.session.scalars(select(Review)).one().answers.values()) == {2}


@pytest.mark.parametrize("table", ["sendings", "scores", "reopenings"])
def test_the_database_refuses_to_change_what_was_sent(table, expert, line, app):
    address = sent(expert, line())
    expert.submit(f"{address}/reopening", reason="Проверка.")
    column = "points" if table == "scores" else "sending_id" if table == "reopenings" else "verdict"
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with app.app_context(), pytest.raises(DBAPIError, match="does not change"):
            db.session.execute(text(statement))


def test_only_a_reviewer_writes_and_an_absent_document_is_not_judged(frozen, line, browser, app):
    department = browser("department")
    address = sheet(department, line())
    assert not department.page.xpath('//form[@id="draft"]')
    assert department.post(address, {"seen": 0, "answer-c1": 2}).status_code == 403
    expert = browser("expert")
    with app.app_context():
        absent = db.session.scalars(select(FrozenItem.id).where(FrozenItem.sha256.is_(None))).first()
    expert.get(f"/rounds/examined/{absent}/review")
    assert "Оценивать нечего" in expert.text
    assert expert.post(f"/rounds/examined/{absent}/review", {"seen": 0}, htmx=True).status_code == 422


def test_the_set_is_judged_as_a_whole_and_its_digest_is_that_of_the_lines(expert, line, app):
    whole = line(kind="set")
    address = sheet(expert, whole)
    expert.post(address, {"seen": seen(expert), "answer-c12": 2, "send": "yes"})
    assert "Лист отправлен." in expert.text
    body = expert.download("/rounds/1/manifest")
    with app.app_context():
        one = db.session.get(FrozenItem, whole)
        assert one.sha256.encode() in body
        assert one.results[0].verdict == "ok"


def test_a_line_that_the_sheet_does_not_ask_about_is_judged_with_the_set_alone(frozen, freeze_due, at, browser, app):
    at(2022, 6, 21, 9)
    freeze_due(2022, 6, 21, 9)
    with app.app_context():
        found = select(FrozenItem.id).where(FrozenItem.stage_id == 2, ~FrozenItem.asked, FrozenItem.sha256.is_not(None))
        aside = db.session.scalars(found).first()
    expert = browser("expert")
    assert expert.post(f"/rounds/examined/{aside}/review", {"seen": 0}, htmx=True).status_code == 422
    assert "в составе комплекта" in expert.last.text.replace("\xa0", " ")
    with app.app_context():
        assert db.session.scalar(select(Review)) is None


def test_fifty_reviewers_who_save_at_once_lose_nothing(frozen, app):
    """Fifty windows: ten sheets, five reviewers at each, every one saving what it has seen until it gets through."""
    with app.app_context():
        lines = db.session.scalars(select(FrozenItem.id).where(FrozenItem.asked, FrozenItem.sha256.is_not(None))).all()[
            :10
        ]
        me = db.session.scalars(select(Person.id).where(Person.email == "expert@example.org")).one()

    def write(number: int) -> int:
        tries = 0
        while True:
            with app.app_context():
                begin_write()
                tries += 1
                if _added(lines[number % 10], number, me):
                    db.session.commit()
                    return tries
                db.session.rollback()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(write, range(50)))
    with app.app_context():
        reviews = db.session.scalars(select(Review)).all()
        words = [word for review in reviews for word in review.conclusion.split()]
        assert sorted(map(int, words)) == list(range(50))
        assert {review.row_version for review in reviews} == {5}


def _added(line_id: int, number: int, person_id: int) -> bool:
    """One window: read the draft, add a word to it, save; False when somebody was faster."""
    from app.people.accounts.actor import SignedIn, grants_today
    from app.people.accounts.models import Account

    account = db.session.scalars(select(Account).where(Account.person_id == person_id)).one()
    before = db.session.scalars(select(Review).where(Review.frozen_item_id == line_id)).first()
    form = SheetForm(seen=before.row_version if before else 0)
    form.conclusion = f"{before.conclusion if before else ''} {number}".strip()
    line = db.session.get(FrozenItem, line_id)
    actor = SignedIn(account, grants_today(person_id))
    try:
        services.save(line, "first", form, actor, clock.now())
    except Refused:
        return False
    return True
