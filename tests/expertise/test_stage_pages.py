"""A stage of expertise: what stood on its day is frozen, and every result is about a frozen version."""

import hashlib
import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.expertise.models import Freeze, FrozenItem, Result
from app.extensions import db
from app.journal.models import Event
from app.year.cycle.models import Membership, Participation, SchoolRisk
from tests.documents.steps import document_of, docx, empty_place, upload_to
from tests.expertise.conftest import DAY_AFTER

WHY = "Лист заполнен на\u00a0бумаге."  # who leads the expertise writes a regional word past the sheet


def first_line(expert) -> str:
    """The form for the word of a source about the first document that waits."""
    expert.get("/rounds")
    sheet = expert.page.xpath('//a[contains(., "оценку")]/@href')[0]
    expert.get(sheet.removesuffix("/review"))
    return expert.page.xpath('//form[@id="result"]/@action')[0]


def test_nothing_is_frozen_before_the_day_is_over(freeze_due, app, expert):
    assert freeze_due(2022, 4, 29, 20, 59, 59) == 0
    assert freeze_due(2022, 4, 29, 21) == 1
    assert freeze_due(2022, 4, 29, 21) == 0
    with app.app_context():
        assert db.session.scalars(select(Freeze)).one().as_of == datetime(2022, 4, 29, 21, tzinfo=UTC)


def test_the_set_holds_what_stood_on_the_day_and_nothing_later(school, curator, at, freeze_due, app, expert):
    at(2022, 4, 29, 20, 59)
    upload_to(school, empty_place(school), docx("в срок"))
    document = document_of(school)
    school.submit(f"/documents/{document}/submission")
    at(2022, 4, 29, 21, 0)
    school.submit(f"/documents/{document}/withdrawal")
    upload_to(school, f"/documents/{document}", docx("позже"))
    school.submit(f"/documents/{document}/submission")
    freeze_due(*DAY_AFTER)
    with app.app_context():
        line = db.session.scalars(select(FrozenItem).where(FrozenItem.document_id == document)).one()
        assert (line.version.number, line.state) == (1, "submitted")
        assert line.sha256 == line.version.blob.sha256
    at(*DAY_AFTER)
    expert.get("/rounds")
    assert "1 документ отправлен позже и не входит в этот этап" in expert.text


def test_a_document_withdrawn_before_the_day_was_not_presented(school, freeze_due, app):
    upload_to(school, empty_place(school), docx())
    document = document_of(school)
    school.submit(f"/documents/{document}/submission")
    school.submit(f"/documents/{document}/withdrawal")
    freeze_due(*DAY_AFTER)
    with app.app_context():
        line = db.session.scalars(select(FrozenItem).where(FrozenItem.document_id == document)).one()
        assert (line.version, line.state) == (None, "absent")


def test_a_decision_that_was_taken_back_before_the_day_is_no_decision(school, curator, freeze_due, app):
    upload_to(school, empty_place(school), docx())
    document = document_of(school)
    school.submit(f"/documents/{document}/submission")
    curator.get(f"/desk/{document}")
    curator.submit(f"/documents/{document}/decision", verdict="approve")
    curator.get(f"/desk/{document}")
    curator.submit(f"/documents/{document}/undoing", reason="Ошибся документом.")
    freeze_due(*DAY_AFTER)
    with app.app_context():
        line = db.session.scalars(select(FrozenItem).where(FrozenItem.document_id == document)).one()
        assert (line.version.number, line.state) == (1, "submitted")


def test_a_set_that_is_fixed_late_is_still_that_of_the_day(school, curator, browser, at, freeze_due, app):
    department, risk = browser("department"), int(empty_place(school).rpartition("-")[2])
    at(2022, 4, 30, 9)
    curator.get(f"/factors/{risk}")
    curator.submit(f"/factors/{risk}/closing", outcome="removed", reason="Риск устранён.")
    department.get("/participants/2")
    department.submit("/participants/2/leaving", left_on="2022-04-30", because="Реорганизация")
    freeze_due(2022, 5, 1, 9)
    with app.app_context():
        assert db.session.get(SchoolRisk, risk).state == "closed"
        lines = db.session.scalars(select(FrozenItem)).all()
        title = f"Антирисковая программа «{db.session.get(SchoolRisk, risk).direction.title}»"
        assert title in {line.title for line in lines if line.participation_id == 1}
        assert 2 in {line.participation_id for line in lines}


def test_every_owed_document_has_a_line_and_a_missing_one_is_not_represented(frozen, app, expert):
    with app.app_context():
        lines = db.session.scalars(select(FrozenItem)).all()
        assert len({line.participation_id for line in lines}) == 12
        assert {line.state for line in lines} == {"approved", "submitted", "returned", "absent", "set"}
        assert all((line.sha256 is None) == (line.state == "absent") for line in lines)
        missing = next(line.id for line in lines if not line.presented)
    expert.get(f"/rounds/examined/{missing}")
    assert "Не представлено" in expert.text
    assert "Оценивать нечего" in expert.text
    answer = expert.post(f"/rounds/examined/{missing}/result", {"source": "regional", "verdict": "ok"})
    assert answer.status_code == 422
    assert "Документ не представлен к этому этапу" in expert.text


def test_the_second_stage_looks_at_evidence_too(freeze_due, app):
    assert freeze_due(2022, 6, 21, 9) == 2
    with app.app_context():
        titles = {n: set() for n in (1, 2)}
        for line in db.session.scalars(select(FrozenItem)):
            titles[line.stage.number].add(re.split(r" по\s", line.title)[0])
        assert "Подтверждающие документы" not in titles[1]
        assert "Подтверждающие документы" in titles[2]


def test_the_manifest_is_kept_under_its_own_digest(frozen, app, expert):
    with app.app_context():
        fixed = db.session.scalars(select(Freeze)).one()
        digest, stage = fixed.manifest_sha256, fixed.stage_id
        lines = db.session.scalars(select(FrozenItem)).all()
    body = expert.download(f"/rounds/{stage}/manifest")
    assert hashlib.sha256(body).hexdigest() == digest
    rows = body.decode().splitlines()[1:]
    assert len(rows) == len(lines)
    assert {row.rpartition("\t")[2] for row in rows} == {line.sha256 or "–" for line in lines}
    states = {row.split("\t")[3].replace("\u00a0", " ") for row in rows}
    assert "Комплект, как он был представлен" in states
    assert not re.search("[a-z]", " ".join(states))


def test_the_database_refuses_to_change_a_frozen_set_and_its_results(frozen, app, expert):
    expert.submit(first_line(expert), verdict="ok", because=WHY)
    for statement in (
        "UPDATE frozen_items SET state = 'approved'",
        "DELETE FROM frozen_items",
        "UPDATE freezes SET stage_id = 2",
        "DELETE FROM freezes",
        "UPDATE results SET verdict = 'ok'",
        "DELETE FROM results",
    ):
        with app.app_context(), pytest.raises(DBAPIError, match="does not change"):
            db.session.execute(text(statement))


def test_the_reviewer_records_both_sources_and_the_federal_one_counts(frozen, expert, app):
    action = first_line(expert)
    expert.submit(action, verdict="ok", score="84,5", because=WHY)
    assert "Записано 30.04.2022" in expert.text
    expert.get(action.replace("/result", "?source=federal"))
    expert.submit(action, verdict="needs_work", score="40", remarks="Нет исходных значений показателей.")
    assert "Записано 30.04.2022" in expert.text
    with app.app_context():
        kept = {r.source: (r.verdict, str(r.score)) for r in db.session.scalars(select(Result))}
        assert kept == {"regional": ("ok", "84.5"), "federal": ("needs_work", "40.0")}
        events = db.session.scalars(select(Event).where(Event.kind == "result:recorded")).all()
        assert [event.data["source"] for event in events] == ["regional", "federal"]
    expert.get("/rounds")
    assert "40,0 %" in expert.text
    assert "Оценка не закончена" in expert.text


def test_a_result_that_cannot_be_taken_says_why_and_keeps_what_was_typed(frozen, expert):
    action = first_line(expert)
    typed = {"source": "regional", "revision": 0, "verdict": "needs_work", "score": "сто", "remarks": ""}
    answer = expert.post(action, typed, htmx=True)
    assert answer.status_code == 422
    assert 'value="сто"' in answer.text
    assert "Балл – это число от 0 до 100" in answer.text
    assert "Напишите замечание" in answer.text
    for score in ("101", "-1", "NaN", "50,55"):
        assert expert.post(action, {**typed, "verdict": "ok", "score": score}).status_code == 422
    expert.post(action, {**typed, "verdict": "", "score": "", "remarks": "Слово " * 20})
    assert "Выберите вывод." in expert.text
    assert "Слово Слово" in expert.text


def test_a_stale_window_never_overwrites_a_result(frozen, expert, browser, app):
    action, other = first_line(expert), browser("expert")
    other.get(action.removesuffix("/result"))
    expert.submit(action, verdict="ok", score="90", because=WHY)
    other.submit(action, verdict="needs_work", remarks="Другое мнение.", because=WHY)
    assert other.status == 422
    assert "изменили в другом окне" in other.text
    assert "Другое мнение." in other.text
    assert "Ваш текст остался в поле." in other.text
    assert "Что записано" in other.text
    assert "90,0 %" in other.text
    with app.app_context():
        assert db.session.scalars(select(Result)).one().verdict == "ok"


def test_a_stale_window_in_which_nothing_was_written_speaks_of_no_text(frozen, expert, browser):
    action, other = first_line(expert), browser("expert")
    other.get(action.removesuffix("/result"))
    expert.submit(action, verdict="ok", score="90", because=WHY)
    other.submit(action, verdict="ok")
    assert other.status == 422
    assert "изменили в другом окне." in other.text
    assert "Ваш текст" not in other.text


def test_a_changed_result_keeps_the_one_before(frozen, expert, app):
    action = first_line(expert)
    expert.submit(action, verdict="needs_work", score="40", remarks="Нет исходных значений.", because=WHY)
    expert.submit(action, verdict="ok", score="82", remarks="", because=WHY)
    with app.app_context():
        kept = db.session.scalars(select(Result).order_by(Result.revision)).all()
        assert [(r.revision, r.verdict, r.remarks) for r in kept] == [
            (1, "needs_work", "Нет исходных значений."),
            (2, "ok", ""),
        ]
    expert.get("/rounds")
    assert "82,0 %" in expert.text
    assert "40,0 %" not in expert.text


def test_only_a_reviewer_records_and_a_school_sees_no_results(frozen, expert, browser, school):
    action = first_line(expert)
    department = browser("department")
    department.get(action.removesuffix("/result"))
    assert 'id="result"' not in department.text
    assert department.post(action, {"source": "regional", "verdict": "ok"}).status_code == 403
    for path in ("/rounds", action.removesuffix("/result")):
        assert school.get(path).status_code == 403


def test_the_department_may_freeze_by_hand_only_after_the_day(browser, at, app):
    department = browser("department")
    answer = department.post("/rounds/1/freeze", {})
    assert answer.status_code == 422
    assert "школы ещё сдают" in answer.text
    at(*DAY_AFTER)
    department.get("/rounds/1")
    department.submit("/rounds/1/freeze")
    assert "Набор зафиксирован" in department.text
    answer = department.post("/rounds/1/freeze", {})
    assert answer.status_code == 422
    assert "уже зафиксирован" in answer.text


def test_moving_the_demo_day_freezes_what_has_become_due(app, browser):
    from app.year.cycle.demo_clock import demo_now

    app.extensions["clock"] = demo_now
    department = browser("department")
    department.get("/demo/day")
    department.submit("/demo/day", day="2022-05-05")
    department.get("/rounds")
    assert "Набор зафиксирован" in department.text


def test_a_stage_of_twelve_schools_takes_the_statements_of_two(frozen, expert, app, freeze_due, statements):
    with app.app_context():
        for school in db.session.scalars(select(Participation)).all()[2:]:
            school.left_on, school.left_because = date(2022, 5, 1), "Реорганизация."
            gone = datetime(2022, 4, 30, 21, tzinfo=UTC)
            school.memberships.append(
                Membership(move="left", because="Реорганизация.", happened_at=gone, recorded_at=gone)
            )
        db.session.commit()
    freeze_due(2022, 6, 21, 9)
    expert.get("/rounds/2")  # what was told of both stages is read
    expert.get("/rounds/1")  # the first page fills what a process keeps
    twelve = statements(lambda: expert.get("/rounds/1"))
    assert "12 школ" in expert.text
    two = statements(lambda: expert.get("/rounds/2"))
    assert "12 школ" not in expert.text
    assert "2 школ" in expert.text
    assert two <= twelve + 1  # where nobody of the page acts, it is asked whether anybody does


def test_the_order_on_the_results_waits_until_everything_is_examined(frozen, browser, app):
    department = browser("department")
    department.get("/orders")
    answer = department.post("/orders", {"kind": "O_STAGE1"})
    assert answer.status_code == 422
    assert "осталось заполнить" in answer.text
