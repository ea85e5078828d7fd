"""The pages of the check: two versions that the reader chooses, and what became of a remark."""

import re

import pytest
from sqlalchemy import select

from app.demo import files
from app.documents.models import Document, Version
from app.extensions import db
from tests.documents.steps import document_of, docx, empty_place, upload_to


@pytest.fixture
def returned(school, curator):
    """A document that came back with two remarks, and its second version."""
    first = files.programme("АРП", "МБОУ «Заречная СОШ» (демо)", attempt=1)
    upload_to(school, empty_place(school), first)
    document = document_of(school)
    school.submit(f"/documents/{document}/submission")
    curator.get(f"/desk/{document}")
    said = "Раздел «Целевые показатели»: назовите числа.\n\nРаздел «Исполнители»: назовите фамилии должностей."
    curator.submit(f"/documents/{document}/decision", verdict="return", reason="dates_wrong", remark=said)
    upload_to(school, f"/documents/{document}", files.programme("АРП", "МБОУ «Заречная СОШ» (демо)", attempt=2))
    school.get(f"/documents/{document}")
    school.submit(f"/documents/{document}/submission")
    return document


def test_beside_a_remark_it_is_said_whether_its_place_was_changed(curator, returned):
    curator.get(f"/desk/{returned}")
    first, second = (
        re.sub(r"\s+", " ", one.text_content()) for one in curator.page.xpath('//ol[@class="old"]//legend')
    )
    assert "изменено после вашего замечания" in first
    assert "изменено" not in second
    assert "это место не" in second


@pytest.mark.parametrize("who", ["school", "curator", "department"])
def test_two_versions_are_compared_by_everybody_who_sees_them(who, returned, browser):
    person = browser(who)
    person.get(f"/documents/{returned}/changes")
    assert "Повысить качество знаний" in " ".join(one.text_content() for one in person.page.xpath("//main//del"))
    assert "не менее 55" in " ".join(one.text_content() for one in person.page.xpath("//main//ins"))
    assert "добавлено" in person.text
    assert "Целевые показатели" in person.text
    assert "Апрель – ноябрь" not in person.text


def test_the_reader_chooses_the_versions_and_their_order_does_not_matter(school, returned):
    upload_to(school, f"/documents/{returned}", docx("Третья"))
    school.get(f"/documents/{returned}/changes?old=3&new=1")
    chosen = school.page.xpath("//select/option[@selected]/@value")
    assert chosen == ["1", "3"]
    assert "Цель реализации программы" in school.text  # what stands as it stood is shown too
    school.get(f"/documents/{returned}/changes?old=2&new=2")
    assert "Выбрана одна и та же версия" in school.text
    assert school.get(f"/documents/{returned}/changes?old=77&new=x").status_code == 200


def test_a_scan_is_not_compared_and_the_page_says_so(school, returned):
    upload_to(school, f"/documents/{returned}", files.photo(3), "скан.jpg")
    school.get(f"/documents/{returned}/changes")
    assert "Сравнить слова нельзя" in school.text


def test_another_school_compares_nothing(browser, returned):
    assert browser("school2").get(f"/documents/{returned}/changes").status_code == 404


def test_the_desk_costs_the_same_for_one_remark_and_for_many(curator, returned, app, statements):
    from app.documents.models import Remark

    curator.get(f"/desk/{returned}")
    few = statements(lambda: curator.get(f"/desk/{returned}"))
    with app.app_context():
        document = db.session.get(Document, returned)
        one = document.carried[0]
        for number in range(20):
            more = {"section": "Исполнители", "quote": "", "text": f"Ещё {number}", "state_since": one.state_since}
            db.session.add(Remark(document_id=document.id, decision_id=one.decision_id, **more))
        db.session.commit()
    curator.get(f"/desk/{returned}")  # the places of new remarks are found by the worker, once
    assert statements(lambda: curator.get(f"/desk/{returned}")) == few


def test_a_blank_that_was_downloaded_and_filled_in_passes_its_check(school, app):
    from tests.documents.checks.test_programs import filled

    place = empty_place(school)
    school.get(place)
    href = next(h for h in school.page.xpath("//a/@href") if h.endswith("/blank"))
    upload_to(school, place, filled(school.download(href), "antirisk"))
    assert "Все обязательные разделы найдены" in school.text
    with app.app_context():
        assert db.session.scalar(select(Version).order_by(Version.id.desc())).filename == "АРП.docx"
