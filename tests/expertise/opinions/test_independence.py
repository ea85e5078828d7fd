"""A second and a third opinion are given blind; whoever gave one does not rule; a mean and a third one may count."""

import io
import re

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.expertise.models import Result
from app.expertise.reviews.models import ExpertRemark
from app.extensions import db
from app.papers.rendering import text_of
from tests.expertise.filling import note, send_sheet, sent
from tests.expertise.opinions.steps import decide, results
from tests.rules.places import FAR

PAGES = (
    "/",
    "/rounds/1?whose=all",
    "/rounds/1/results",
    "/rounds/1/sources",
    "/rounds/1/agenda",
    "/rounds/examined/{line}",
    "/rounds/examined/{line}/review",
    "/rounds/examined/{line}/opinions",
    "/rounds/1/schools/{place}",
)
SECRETS = ("88,8", "СЛОВОПЕРВОГО")


@pytest.fixture
def asked(browser, document, region):
    """Крылова has sent 88,8 % with a remark, and asks Зайцев."""
    krylova, place = browser("expert2"), region.place(FAR)
    sent(krylova, document, note("c3", said="СЛОВОПЕРВОГО"), note("c4", said="СЛОВОПЕРВОГО"), c3=1, c4=1)
    krylova.get(f"/rounds/1/schools/{place}")
    krylova.submit(
        f"/rounds/1/schools/{place}/second-opinion", reviewer=region.person("expert3"), reason="Спорная цель."
    )
    assert "Второе мнение запрошено" in krylova.text
    return document


def seen_by(who, line: int, place: int) -> str:
    """All that somebody can read of the round: pages, workbook, note."""
    pages = [who.get(page.format(line=line, place=place)).get_data(as_text=True) for page in PAGES]
    book = load_workbook(io.BytesIO(who.download("/rounds/1/results.xlsx")))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    note_text = text_of(who.download("/rounds/1/note.docx"))
    return re.sub("[\u00a0]|&nbsp;", " ", " ".join([*pages, *cells, note_text])).replace("88.8", "88,8")


def test_until_it_is_sent_nothing_of_the_first_opinion_reaches_the_second(asked, browser, region):
    zaytsev, place = browser("expert3"), region.place(FAR)
    before = seen_by(zaytsev, asked, place)
    assert not [before[max(0, at - 80) : at + 8] for word in SECRETS if (at := before.find(word)) >= 0]
    assert "пока не отправите свой лист" in before
    assert all(word in seen_by(browser("expert2"), asked, place) for word in SECRETS)
    send_sheet(zaytsev, asked, 1)
    after = seen_by(zaytsev, asked, place)
    assert all(word in after for word in SECRETS)


def test_who_gave_an_opinion_does_not_rule_on_it_and_nothing_is_chosen_beforehand(browser, document, region):
    lead, zaytsev = browser("expert"), browser("expert3")
    send_sheet(lead, document, 2)
    lead.get(f"/rounds/1/schools/{region.place(FAR)}")
    ask = {"reviewer": region.person("expert3"), "reason": "Спорная цель."}
    lead.submit(f"/rounds/1/schools/{region.place(FAR)}/second-opinion", **ask)
    send_sheet(zaytsev, document, 1)
    lead.get(f"/rounds/examined/{document}/opinions")
    assert "Вы сами оценивали этот документ" in lead.text
    assert not lead.page.xpath('//input[@name="counts"]')
    department = browser("department")
    department.get(f"/rounds/examined/{document}/opinions")
    assert department.page.xpath('//input[@name="counts"]')
    assert not department.page.xpath("//input[@checked]")
    seen = department.page.xpath('//input[@name="seen"]/@value')[0]
    typed = {"seen": seen, "counts": "first", "reason": "Моё."}
    answer = lead.post(f"/rounds/examined/{document}/ruling", typed)
    assert answer.status_code == 422
    assert "Вы сами оценивали" in lead.text
    department.submit(f"/rounds/examined/{document}/ruling", counts="second", reason="Так.")
    assert "считается второе мнение" in department.text


def test_a_mean_counts_with_the_remarks_of_both_under_the_name_of_who_ruled(two, browser, app):
    decide(browser("expert"), two, counts="mean", reason="Оба правы.")
    assert results(app, two)[-1] == ("expert", "75.0")
    with app.app_context():
        assert db.session.scalars(select(Result).order_by(Result.id.desc())).first().verdict == "ok_with_remarks"
        alive = select(ExpertRemark).where(ExpertRemark.frozen_item_id == two, ExpertRemark.state != "dropped")
        assert len(db.session.scalars(alive).all()) == 9


def test_a_mean_does_not_decide_about_a_stop_criterion(asked, browser, region):
    send_sheet(browser("expert3"), asked, 0)
    lead = browser("expert")
    decide(lead, asked, counts="mean", reason="Так.")
    assert lead.status == 422
    assert "0 по обязательному критерию" in lead.text


def test_a_third_opinion_is_asked_of_somebody_new_given_blind_and_may_count(two, browser, region, app):
    department, lead = browser("department"), browser("expert")
    asking = f"/rounds/examined/{two}/third-opinion"
    department.get(f"/rounds/examined/{two}/opinions")
    department.submit(asking, reviewer=region.person("expert"), because=" ")
    assert department.status == 422
    for author in ("expert2", "expert3"):
        department.post(asking, {"reviewer": region.person(author), "because": "Так."})
        assert department.status == 422
        assert "ещё не оценивал" in department.text
    department.submit(asking, reviewer=region.person("expert"), because="Далеко разошлись.")
    assert "Третье мнение запрошено" in department.text
    lead.get(f"/rounds/examined/{two}/review")
    assert "Третье мнение" in lead.text
    assert "100,0" not in lead.text
    assert "50,0" not in lead.text
    lead.get(f"/rounds/examined/{two}/opinions")
    assert "100,0" not in lead.text
    department.get("/rounds/1")
    assert any(key.startswith("opinion-") for key in department.page.xpath('//input[@name="pass"]/@value'))
    send_sheet(lead, two, 2)
    decide(department, two, counts="third", reason="Так.")
    assert "считается третье мнение" in department.text
    assert results(app, two)[-1] == ("expert", "100.0")
