"""A sheet is data by edition, the bank is rows, open remarks stand first in the next stage."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.expertise.models import FrozenItem
from app.expertise.reviews.models import ExpertRemark, Sending
from app.expertise.sheets.models import BankRemark, Criterion, Sheet
from app.extensions import db
from app.year.cycle.models import Participation
from tests.expertise.filling import note, sent, sheet


def typed_sheet(expert, **changes) -> dict:
    """The form of the sheet as it stands, with some fields changed."""
    form = expert.page.xpath('//form[starts-with(@action, "/sheets/")]')[0]
    values = {}
    for field in form.xpath(".//input[@name] | .//textarea[@name]"):
        if field.get("type") in ("checkbox", "radio") and field.get("checked") is None:
            continue
        values.setdefault(field.get("name"), []).append(field.get("value") or "")
    return {**values, **changes}


def test_a_sheet_is_edited_in_place_until_a_review_is_sent_by_it_and_then_by_edition(expert, line, app):
    expert.get("/sheets/1")
    changes = {"title-c4": "Цель измерима", "title-new": "Язык ясен", "applies-new": "concept"}
    expert.post("/sheets/1", typed_sheet(expert, **changes))
    assert "действует 1-я редакция" in expert.text
    assert "Язык ясен" in expert.page.xpath('//input[@id="title-c14"]/@value')
    sent(expert, line(), c14=2, keys=("c1", "c2", "c3", "c4", "c5", "c8", "c9", "c10", "c13", "c14"))
    expert.get("/sheets/1")
    expert.post("/sheets/1", typed_sheet(expert, ok_from="85"))
    assert expert.status == 422
    assert "Напишите причину" in expert.text
    expert.post("/sheets/1", typed_sheet(expert, ok_from="85", reason="Решение совета."))
    assert "действует 2-я редакция" in expert.text
    with app.app_context():
        assert db.session.scalars(select(Sending)).one().sheet.ok_from == 80
        assert [one.ok_from for one in db.session.scalars(select(Sheet).where(Sheet.stage_id == 1))] == [80, 85]
        for statement in ("UPDATE sheets SET ok_from = 90", "UPDATE criteria SET weight = 2", "DELETE FROM criteria"):
            with pytest.raises(DBAPIError, match="used edition"):
                db.session.execute(text(statement))
            db.session.rollback()


def test_a_draft_follows_the_edition_in_force(expert, line):
    address = sheet(expert, line())
    expert.post(address, {"seen": 0, "answer-c1": 2, "answer-c2": 2}, htmx=True)
    expert.get("/sheets/1")
    expert.post("/sheets/1", typed_sheet(expert, **{"title-c2": ""}))
    expert.get(address)
    assert "по 1 из 8 критериев" in expert.text


def test_two_who_edit_a_sheet_do_not_overwrite_each_other(expert, browser, app):
    other = browser("expert")
    for one in (expert, other):
        one.get("/sheets/1")
    stale = typed_sheet(other, **{"title-c4": "Второе"})
    expert.post("/sheets/1", typed_sheet(expert, **{"title-c4": "Первое"}))
    other.post("/sheets/1", stale)
    assert other.status == 422
    assert "изменили в другом окне" in other.text
    assert "Второе" in other.page.xpath('//input[@id="title-c4"]/@value')
    with app.app_context():
        assert "Первое" in db.session.scalars(select(Criterion.title).where(Criterion.key == "c4")).all()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"weight-c1": "11"}, "вес – это целое число"),
        ({"ok_from": "40"}, "Границы зон"),
        ({"applies-c1": ""}, "отметьте, к чему"),
        ({"key": []}, "ни одного критерия"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_in_words(changes, said, expert):
    expert.get("/sheets/1")
    expert.post("/sheets/1", typed_sheet(expert, **changes))
    assert expert.status == 422
    assert said in expert.text


def test_a_fixed_set_never_waits_for_a_criterion_that_is_gone(frozen, expert):
    expert.get("/sheets/1")
    expert.post("/sheets/1", typed_sheet(expert, **{"title-c12": ""}))
    assert expert.status == 422
    assert "нужен хотя бы один критерий для «комплект в целом»" in expert.text


def test_a_phrase_of_the_bank_changes_for_the_next_sheets_and_not_for_sent_ones(expert, line, app):
    sent(expert, line(), note("c4", bank="1"), c4=1)
    expert.get("/bank")
    expert.submit("/bank/1", text="Цель без срока.", criteria="c4", offered="yes")
    assert "Цель без срока." in expert.text
    expert.submit("/bank", text="", criteria="c4", offered="yes")
    assert expert.status == 422
    assert "Напишите фразу" in expert.text
    expert.submit("/bank", text="Новая фраза.", criteria="c4 c5", offered="yes")
    assert "Новая фраза." in expert.text
    with app.app_context():
        places = list(db.session.execute(select(BankRemark.position, BankRemark.text).order_by(BankRemark.position)))
        assert [place for place, _ in places] == list(range(1, len(places) + 1))
        assert places[-1][1] == "Новая фраза."
        kept = db.session.scalars(select(ExpertRemark)).one()
        assert kept.phrase == "Цель не содержит измеримого результата и срока достижения."


def test_open_remarks_stand_first_in_the_next_stage_until_they_are_accepted(expert, line, freeze_due, at, app):
    sent(expert, line(), note("c3"), c3=1)
    assert freeze_due(2022, 6, 21, 9) == 1
    at(2022, 6, 21, 9)
    with app.app_context():
        own = select(FrozenItem.id).join(Participation).where(Participation.school_id == 1, FrozenItem.stage_id == 2)
        whole = db.session.scalars(own.where(FrozenItem.kind == "set")).one()
    address = sheet(expert, whole)
    assert "Замечания прошлых этапов" in expert.text
    assert "Добавьте данные ВПР." in expert.text
    action = expert.page.xpath('//form[contains(@action, "/carried/")]/@action')[0]
    expert.submit(action, move="accept")
    expert.get(address)
    assert "Замечания прошлых этапов" not in expert.text


def test_from_the_sheet_of_one_school_no_remark_of_another_is_accepted(expert, line, freeze_due, at, app):
    sent(expert, line(4), note("c3"), c3=1)
    assert freeze_due(2022, 6, 21, 9) == 1
    at(2022, 6, 21, 9)
    with app.app_context():
        own = select(FrozenItem.id).where(FrozenItem.participation_id == 1, FrozenItem.stage_id == 2, FrozenItem.asked)
        mine = db.session.scalars(own).one()
    sheet(expert, mine)
    assert expert.post(f"/rounds/examined/{mine}/carried/1", {"move": "accept"}).status_code == 422
    with app.app_context():
        assert db.session.get(ExpertRemark, 1).state == "open"


def test_the_agenda_counts_remarks_by_kind_and_names_no_school(expert, line):
    for school in (1, 4):
        sent(expert, line(school), note("c4", bank="1"), note("c3"), c4=1, c3=1)
    expert.get("/rounds/1/agenda")
    rows = [[cell.text_content().strip() for cell in row] for row in expert.page.xpath("//tbody/tr")]
    assert rows[1][0].startswith("2. Цель не содержит измеримого результата")
    assert rows[1][2:] == ["2", "2", "0"]
    assert "(демо)" not in str(rows)
