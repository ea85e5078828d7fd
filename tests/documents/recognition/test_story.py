"""A scan of a school: its words are read in the background, checked as recognised words, found and copied."""

import pytest
from sqlalchemy import delete, select

from app.documents.checks.queries import report_of
from app.documents.checks.services import check_pending
from app.documents.models import Version
from app.documents.recognition import queries, services
from app.documents.recognition.models import Recognition
from app.documents.recognition.tesseract import Page
from app.extensions import db
from app.kernel.again import MOST_TRIES
from app.kernel.child import Busy, Overrun
from tests.documents.recognition.made import PROGRAMME, photo, scan
from tests.documents.steps import empty_place, sent_by, upload_to


@pytest.fixture(autouse=True)
def alone(app):
    """The house reads scans, and the demo's own photographs wait for nobody."""
    app.config["SETTINGS"].recognition = True
    with app.app_context():
        db.session.execute(delete(Recognition))
        db.session.commit()


@pytest.fixture
def read(monkeypatch):
    """What Tesseract says, without Tesseract: the pages in the order in which they were asked for."""
    asked = []

    def say(answer=Page("Слова скана", 90)):  # noqa: B008  # a Page is a tuple
        def page(_picture):
            asked.append(answer)
            if isinstance(answer, type):
                raise answer
            return answer

        monkeypatch.setattr(services, "read_page", page)
        return asked

    return say


def newest() -> Version:
    return db.session.scalars(select(Version).order_by(Version.id.desc())).first()


def recognition() -> Recognition:
    db.session.expire_all()
    return db.session.get_one(Recognition, newest().blob_id)


def test_a_scan_is_read_checked_by_recognised_words_found_and_copied(school, app):
    place = empty_place(school)
    upload_to(school, place, scan(PROGRAMME, ("Страница без слов",)), "Скан.pdf")
    assert "Слова скана читает программа: готово 0 из 2 страниц" in school.text
    with app.app_context():
        assert report_of(newest()).scans == (1, 2)
        services.recognise()
        check_pending()
        report = report_of(newest())
        states = {one.key: one.state for one in report.findings}
        assert (report.recognised, report.scans) == ((1,), (2,))
        assert (states["goal"], states["roadmap"]) == ("found", "unsure")
        assert "missing" not in states.values()
        assert "СНИЛС" in next(one.sentence for one in report.warnings if one.kind == "personal")
        version = newest().id
    school.get(f"/versions/{version}")
    assert "Снизить долю обучающихся с рисками неуспешности" in school.page.xpath('string(id("preview")//details)')
    with app.app_context():
        document = newest().document_id
    school.get(f"/documents/{document}")
    assert "По распознанному тексту скана: прочитано 1 страница" in school.text
    assert "Не видно в скане" in school.text
    assert "Не найден" not in school.text
    school.get("/search?q=неуспешности")
    assert "По распознанному тексту скана" in school.text


def test_what_waits_for_a_curator_is_read_first_and_a_photograph_as_well(browser, read, app):
    asked, school, other = read(), browser("school"), browser("school3")
    upload_to(school, empty_place(school), photo("Черновик"), "Фото.jpg")
    with app.app_context():
        draft = newest().blob_id
    sent_by(other, photo("Отправлено"), "Фото.jpg")
    with app.app_context():
        sent = newest().blob_id
        assert queries.next_blob() == sent != draft
        services.recognise()
        assert queries.next_blob() is None
        assert len(asked) == 2


def test_pages_are_begun_till_the_slice_is_over_and_the_rest_comes_another_minute(school, read, app, monkeypatch):
    read()
    monkeypatch.setattr(services, "SLICE", -1)
    monkeypatch.setattr(services, "PAGES", 3)
    upload_to(school, empty_place(school), scan(*[("а",)] * 4), "Скан.pdf")
    with app.app_context():
        services.recognise()
        assert recognition().to_read == 3  # not begun, and the fourth page is beyond the bound
        monkeypatch.setattr(services, "SLICE", 0.05)
        services.recognise()
        assert queries.progress(newest()).done == 3 - recognition().to_read > 0


@pytest.mark.parametrize(("trouble", "left", "tries"), [(Busy, 1, 1), (Overrun, 0, 0), (ValueError, 1, 1)])
def test_what_could_not_be_had_is_tried_again_and_what_is_too_heavy_has_no_words(
    school, read, app, trouble, left, tries
):
    upload_to(school, empty_place(school), photo("а"), "Фото.jpg")
    read(trouble)
    with app.app_context():
        services.recognise()
        row = recognition()
        assert (row.to_read, row.tries, bool(row.again_at)) == (left, tries, bool(tries))
        assert queries.next_blob() is None
        row.tries, row.again_at = MOST_TRIES, None
        db.session.commit()
        services.recognise()
        assert queries.next_blob() is None


def test_a_better_way_reads_all_anew_and_the_check_looks_again(school, read, app, monkeypatch):
    upload_to(school, empty_place(school), photo("а"), "Фото.jpg")
    with app.app_context():
        read(Page("Прежние слова", 70))
        services.recognise()
        check_pending()
        monkeypatch.setattr(services, "RECOGNIZER", 2)
        monkeypatch.setattr(queries, "RECOGNIZER", 2)
        read(Page("Новые слова скана, прочитанные лучше", 90))
        services.recognise()
        row = recognition()
        assert (row.reader, row.pages["1"][0]) == (2, "Новые слова скана, прочитанные лучше")
        check_pending()
        assert newest().blob_id == row.blob_id
    school.get("/search?q=прочитанные")
    assert "Новые слова скана" in school.text


def test_a_house_that_does_not_read_scans_says_nothing_of_it(school, read, app):
    app.config["SETTINGS"].recognition = False
    asked = read()
    upload_to(school, empty_place(school), photo("а"), "Фото.jpg")
    assert "читает программа" not in school.text
    with app.app_context():
        services.recognise()
    assert asked == []
