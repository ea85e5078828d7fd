"""Two opinions of one document disagree beyond the threshold of the stage; a coordinator decides whose word counts."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.expertise.models import FrozenItem
from app.expertise.opinions.models import Adjudication
from app.expertise.results.queries import bars_of
from app.expertise.reviews import conclusions
from app.expertise.reviews.models import ExpertRemark
from app.expertise.sheets.models import BankRemark
from app.extensions import db
from app.journal.models import Event
from app.kernel.gaps import gaps
from tests.expertise.filling import note, send_sheet, sent
from tests.expertise.opinions.steps import decide, results
from tests.expertise.opinions.test_publishing import publish
from tests.rules.places import FAR


def test_a_disagreement_is_shown_on_the_stage_and_on_the_sheet_and_changes_nothing_by_itself(two, browser, app):
    lead = browser("expert")
    lead.get("/rounds/1")
    assert "Расходятся, нужно решение" in lead.text
    lead.get(f"/rounds/examined/{two}/review")
    assert "Есть второе мнение, мнения расходятся" in lead.text
    lead.get(f"/rounds/examined/{two}/opinions")
    assert "Мнения расходятся на 50,0" in lead.text
    assert "порог этапа 15" in lead.text
    assert results(app, two) == [("expert2", "100.0")]


def test_a_coordinator_decides_with_a_reason_and_the_word_keeps_its_author(two, browser, app):
    lead = browser("expert")
    decide(lead, two, counts="second", reason=" ")
    assert lead.status == 422
    assert "Напишите, почему" in lead.text
    decide(lead, two, counts="second", reason="Показателей нет.")
    assert "считается второе мнение" in lead.text
    assert "Показателей нет." in lead.text
    assert results(app, two) == [("expert2", "100.0"), ("expert3", "50.0")]
    decide(lead, two, counts="first", reason="Передумали.")
    assert results(app, two)[-1] == ("expert2", "100.0")
    with app.app_context():
        assert [one.counts for one in db.session.scalars(select(Adjudication).order_by(Adjudication.number))] == [
            "second",
            "first",
        ]
        alive = select(ExpertRemark).where(ExpertRemark.frozen_item_id == two, ExpertRemark.state != "dropped")
        assert db.session.scalars(alive).all() == []
        assert db.session.scalars(select(Event).order_by(Event.id.desc())).first().kind == "opinion:ruled"


def test_the_remarks_of_an_opinion_that_counts_no_longer_go_when_the_department_decides_so(two, browser, app):
    department = browser("department")
    decide(department, two, counts="second", reason="Показателей нет.")
    decide(department, two, counts="first", reason="Передумали.")
    with app.app_context():
        remarks = db.session.scalars(select(ExpertRemark).where(ExpertRemark.frozen_item_id == two)).all()
        assert {one.state for one in remarks} == {"dropped"}


def test_a_sheet_that_was_sent_anew_asks_for_a_new_decision(two, browser, app):
    lead, krylova = browser("expert"), browser("expert2")
    lead.get(f"/rounds/examined/{two}/opinions")
    krylova.get(f"/rounds/examined/{two}/review")
    krylova.submit(f"/rounds/examined/{two}/review/reopening", reason="Ошиблась.")
    lead.submit(f"/rounds/examined/{two}/ruling", counts="second", reason="Так.")
    assert lead.status == 422
    assert "решать пока нечего" in lead.text
    send_sheet(krylova, two, 1)
    lead.get("/rounds/1")
    assert "В пределах порога" in lead.text


def test_a_ruling_about_a_pair_that_has_changed_meanwhile_is_refused_and_its_words_stay(two, browser, app):
    lead, krylova = browser("expert"), browser("expert2")
    lead.get(f"/rounds/examined/{two}/opinions")
    krylova.get(f"/rounds/examined/{two}/review")
    krylova.submit(f"/rounds/examined/{two}/review/reopening", reason="Ошиблась.")
    send_sheet(krylova, two, 0)
    before = results(app, two)
    lead.submit(f"/rounds/examined/{two}/ruling", counts="second", reason="Показателей нет.")
    assert lead.status == 422
    assert "один из листов отправили заново" in lead.text
    assert "Показателей нет." in lead.text
    assert results(app, two) == before
    with app.app_context():
        assert db.session.scalars(select(Adjudication)).all() == []


def test_only_a_coordinator_decides_and_the_ruling_stays(two, browser, school, app):
    krylova = browser("expert2")
    krylova.get(f"/rounds/examined/{two}/opinions")
    assert "Чьё мнение считать" not in krylova.text
    typed = {"seen": "1-2", "counts": "first", "reason": "Моё."}
    assert krylova.post(f"/rounds/examined/{two}/ruling", typed).status_code == 403
    assert school.get(f"/rounds/examined/{two}/opinions").status_code == 403
    decide(browser("department"), two, counts="second", reason="Показателей нет.")
    for statement in ("UPDATE adjudications SET counts = 'first'", "DELETE FROM adjudications"):
        with app.app_context(), pytest.raises(DBAPIError, match="does not change"):
            db.session.execute(text(statement))


def test_the_threshold_is_the_coordinators_to_edit(two, browser):
    department = browser("department")
    department.get("/rounds/days")
    form = next(f for f in department.page.forms if f.xpath('.//input[@name="disagreement_pct"]'))
    action = form.get("action")
    fields = {i.get("name"): i.get("value") for i in form.xpath(".//input[@name and not(@type='checkbox')]")}
    fields["examines"] = form.xpath('.//select[@name="examines"]/option[@selected]/@value')[0]
    department.post(action, {**fields, "disagreement_pct": "60", "reason": "Новый лист."})
    department.get("/rounds/1")
    assert "В пределах порога" in department.text


def test_a_decision_for_the_first_opinion_takes_back_a_second_one_that_was_sent_anew_since(two, browser, app):
    lead, zaytsev = browser("expert"), browser("expert3")
    decide(lead, two, counts="second", reason="Показателей нет.")
    zaytsev.get(f"/rounds/examined/{two}/review")
    zaytsev.submit(f"/rounds/examined/{two}/review/reopening", reason="Ошибся.")
    send_sheet(zaytsev, two, 0)
    decide(lead, two, counts="first", reason="Второй эксперт передумал.")
    assert results(app, two)[-1] == ("expert2", "100.0")


def test_the_school_and_the_criteria_hear_the_opinion_that_counts(two, browser, app):
    def heard() -> tuple:
        with app.app_context():
            line = db.session.get(FrozenItem, two)
            told = next(one for one in conclusions.of_school(line.stage, line.participation) if one.line.id == two)
            return str(told.score), told.words, {bar.counts for bar in bars_of(line.stage)}

    assert heard() == ("100.0", "Вывод на 2.", {(0, 0, 1)})
    decide(browser("expert"), two, counts="second", reason="Показателей нет.")
    assert heard() == ("50.0", "Вывод на 1.", {(0, 1, 0)})


def test_a_school_reads_each_remark_of_a_mean_once_and_the_conclusions_of_both(two, browser, region):
    decide(browser("expert"), two, counts="mean", reason="Оба правы.")
    publish(department := browser("department"))
    department.get(f"/conclusions/{region.place(FAR)}?stage=1")
    remarks = department.page.xpath('//ol[@class="remarks-read"]/li')
    assert len(remarks) == department.text.count("Мало.") == 9
    for words in ("Засчитан средний балл двух экспертов.", "Вывод на 2.", "Вывод на 1."):
        assert department.text.count(words) == 1


def test_who_rules_reads_the_ready_phrase_of_a_remark_with_its_gap_filled(document, region, browser, app):
    with app.app_context():
        bank = next(one.id for one in db.session.scalars(select(BankRemark)) if gaps(one.text))
    krylova, place = browser("expert2"), region.place(FAR)
    sent(krylova, document, note("c8", bank=bank, gap="3"), c8=1)
    krylova.get(f"/rounds/1/schools/{place}")
    krylova.submit(f"/rounds/1/schools/{place}/second-opinion", reviewer=region.person("expert3"), reason="Спор.")
    send_sheet(browser("expert3"), document, 1)
    lead = browser("expert")
    lead.get(f"/rounds/examined/{document}/opinions")
    assert "по задаче № 3. Добавьте данные ВПР. Раздел 2" in lead.text
