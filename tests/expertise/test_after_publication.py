"""After the publication: remarks are mended, what the federal coordinator asks is a task of the school."""

from sqlalchemy import select

from app.documents.models import Document
from app.expertise.models import FrozenItem
from app.expertise.reviews.models import ExpertRemark
from app.expertise.reviews.told import digest_of
from app.extensions import db
from app.year.cycle.models import Stage
from tests.documents.steps import document_of, docx, empty_place, send, upload_to
from tests.expertise.filling import note, send_sheet, sent, sheet
from tests.expertise.publishing import published


def test_a_school_says_that_a_remark_is_mended_and_a_stranger_cannot(reviewed, browser, school):
    published(browser)
    school.get("/conclusions")
    assert not school.page.xpath('//button[@value="fix"]')
    assert "когда новая версия загружена" in school.text
    assert school.post("/conclusions/remarks/1", {"move": "fix"}).status_code == 422
    assert "Сначала загрузите новую версию" in school.text
    upload_to(school, school.page.xpath('//a[contains(@href, "#upload")]/@href')[0].partition("#")[0], docx("Новая"))
    school.get("/conclusions")
    action = school.page.xpath('//form[starts-with(@action, "/conclusions/remarks/")]/@action')[0]
    assert browser("school3").post(action, {"move": "fix"}).status_code == 404
    school.submit(action, move="fix")
    assert "Исправлено школой" in school.text
    school.submit(action, move="unfix")
    assert "Исправлено школой" not in school.text


def test_a_published_remark_opens_an_approved_document_by_itself(frozen, expert, line, browser, school, curator, app):
    with app.app_context():
        about = db.session.get(FrozenItem, line())
        document, approved = about.document_id, about.document.approved.number
        assert about.document.state == "approved", "the demo's school has an approved concept"
    school.get(f"/documents/{document}")
    assert "Загрузите новый файл" not in school.text
    sent(expert, line(), note("c3", "Раздел 2", "Назовите сроки"), c3=1, conclusion="Доработать.")
    school.get(f"/documents/{document}")
    assert "Загрузите новый файл" not in school.text  # nothing is known of it before the publication
    published(browser)
    school.get(f"/documents/{document}")
    assert "Экспертиза просит исправить документ: ждёт 1 замечание" in school.text
    upload_to(school, f"/documents/{document}", docx("Исправленная концепция"))
    send(school, document)
    with app.app_context():
        found = db.session.get(Document, document)
        assert (found.state, found.approved.number) == ("submitted", approved)


FEDERAL = {"source": "federal", "revision": 0, "verdict": "needs_work", "score": "40", "remarks": "ФЕДЕРАЛЬНОЕ"}


def said_by_the_federal_coordinator(expert, line: int, **more) -> None:
    expert.get(f"/rounds/examined/{line}?source=federal")
    expert.post(f"/rounds/examined/{line}/result", FEDERAL | more)


def test_what_the_federal_coordinator_asks_is_a_task_a_mark_and_goes_with_the_document(
    expert, line, browser, school, freeze_due, at, app
):
    concept = line()
    sent(expert, concept)
    said_by_the_federal_coordinator(expert, concept)
    published(browser)
    school.get("/")
    assert "Исправьте 1 замечание экспертизы" in school.text
    school.get("/conclusions")
    assert "1 замечание ждёт исправления" in school.text
    assert "Неисправленных замечаний нет" not in school.text
    words = f"/conclusions/words/{concept}"
    about = {"source": "federal", "digest": digest_of("ФЕДЕРАЛЬНОЕ"), "move": "fix"}
    assert school.post(words, about).status_code == 422
    assert "Сначала загрузите новую версию" in school.text
    document = school.page.xpath('//a[contains(@href, "#upload")]/@href')[0].partition("#")[0]
    upload_to(school, document, docx("Новая"))
    school.get("/conclusions")
    assert browser("school3").post(words, about).status_code == 404
    school.submit(words, move="fix")
    assert "Исправлено школой" in school.text
    school.get("/")
    assert "замечание экспертизы" not in school.text
    freeze_due(2022, 6, 21, 9)
    at(2022, 6, 21, 9)
    address = sheet(expert, whole_of(app, 2))
    assert "ФЕДЕРАЛЬНОЕ" in expert.text
    assert "Исправлено школой" in expert.text
    expert.submit(address.replace("review", "carried-words"), move="refuse")
    assert "Исправлено школой" not in expert.text
    assert "ФЕДЕРАЛЬНОЕ" in expert.text
    expert.submit(address.replace("review", "carried-words"), move="accept")
    expert.get(address)
    assert "ФЕДЕРАЛЬНОЕ" not in expert.text
    school.get("/conclusions?stage=1")
    assert "Принято" in school.text
    assert "Неисправленных замечаний нет." in school.text


def whole_of(app, number: int) -> int:
    with app.app_context():
        own = (
            select(FrozenItem.id)
            .join(FrozenItem.stage)
            .where(FrozenItem.participation_id == 1, FrozenItem.kind == "set")
        )
        return db.session.scalars(own.where(Stage.number == number)).one()


def test_words_said_otherwise_are_open_again_and_an_old_page_marks_nothing(expert, line, browser, school, app):
    concept = line()
    said_by_the_federal_coordinator(expert, concept)
    published(browser)
    school.get("/conclusions")
    upload_to(school, school.page.xpath('//a[contains(@href, "#upload")]/@href')[0].partition("#")[0], docx("Новая"))
    about = {"source": "federal", "digest": digest_of("ФЕДЕРАЛЬНОЕ"), "move": "fix"}
    assert school.post(f"/conclusions/words/{concept}", about).status_code == 200
    said_by_the_federal_coordinator(expert, concept, revision=1, remarks="ДРУГОЕ")
    school.get("/conclusions")
    assert "1 замечание ждёт исправления" in school.text
    assert "Исправлено школой" not in school.text
    assert school.post(f"/conclusions/words/{concept}", about).status_code == 422
    assert "Этих слов в выводах больше нет" in school.text
    said_by_the_federal_coordinator(expert, concept, revision=2)
    school.get("/conclusions")
    assert "Исправлено школой" in school.text  # the very words that were marked


def test_words_beside_accepted_ask_for_nothing(expert, line, browser, school):
    concept = line()
    said_by_the_federal_coordinator(expert, concept, verdict="ok", score="90", remarks="Хорошая работа.")
    published(browser)
    school.get("/conclusions")
    assert "Хорошая работа." in school.text
    assert "Неисправленных замечаний нет." in school.text
    about = {"source": "federal", "digest": digest_of("Хорошая работа."), "move": "fix"}
    assert school.post(f"/conclusions/words/{concept}", about).status_code == 422


def test_nothing_is_answered_about_words_before_the_publication(expert, line, school):
    said_by_the_federal_coordinator(expert, concept := line())
    about = {"source": "federal", "digest": digest_of("ФЕДЕРАЛЬНОЕ"), "move": "fix"}
    assert school.post(f"/conclusions/words/{concept}", about).status_code == 404


def test_a_remark_about_the_kit_is_not_mended_by_what_is_in_the_trash_or_of_a_closed_direction(
    expert, line, browser, school, app
):
    send_sheet(expert, line(kind="set"), 1)
    published(browser)
    with app.app_context():
        remark = db.session.scalars(select(ExpertRemark.id)).first()
    answering = f"/conclusions/remarks/{remark}"
    place = empty_place(school)
    upload_to(school, place, docx("Черновик"))
    document = document_of(school)
    assert school.post(answering, {"move": "fix"}).status_code == 200
    assert school.post(answering, {"move": "unfix"}).status_code == 200
    with app.app_context():
        risk = db.session.get(Document, document).risk
        activated, risk.state, risk.activated_at = risk.activated_at, "closed", None
        db.session.commit()
    assert school.post(answering, {"move": "fix"}).status_code == 422
    with app.app_context():
        risk = db.session.get(Document, document).risk
        risk.state, risk.activated_at = "activated", activated
        db.session.commit()
    school.get(f"/documents/{document}")
    school.submit(f"/documents/{document}/trash")
    assert school.post(answering, {"move": "fix"}).status_code == 422
    assert "Сначала загрузите новую версию" in school.text


def test_evidence_of_a_closed_window_is_opened_where_its_next_step_stands(expert, browser, freeze_due, at, app):
    """It takes no version any more: its page says where it is, and its place asks to prolong."""
    freeze_due(2022, 6, 21, 9)
    at(2022, 6, 21, 9)
    with app.app_context():
        shown = select(FrozenItem.id).join(FrozenItem.stage).where(FrozenItem.kind == "evidence", Stage.number == 2)
        line = db.session.scalars(shown.where(FrozenItem.participation_id == 2, FrozenItem.sha256.is_not(None))).first()
    said_by_the_federal_coordinator(expert, line)
    department = browser("department")
    department.get("/rounds/2")
    held = department.page.xpath('//input[@name="pass"]/@value')
    department.submit("/rounds/2/publication", **{"pass": held, "because": "Остальное позже."})
    school = browser("school2")
    school.get("/conclusions?stage=2")
    (way,) = school.page.xpath('//a[contains(., "Открыть документ")]/@href')
    school.get(way)
    assert "#" not in way
    assert not school.page.xpath('//*[@id="upload"]')
    assert "Версия 1 у куратора" in school.text
    school.get(school.page.xpath('//a[@class="crumb"]/@href')[0])
    assert school.page.xpath('//*[@id="ask"]')
    assert "продлить" in school.text
