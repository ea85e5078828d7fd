"""The story of evidence: attached once for several directions, links, windows, late permissions, the matrix."""

import hashlib
import io
import re
import socket
from datetime import UTC, datetime
from functools import cache

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from app.archive import taking
from app.archive.models import Blob
from app.archive.services import read
from app.demo import files
from app.directory.models import School
from app.documents.models import Document, Version
from app.documents.queries import begun_at
from app.expertise.models import FrozenItem
from app.expertise.services import freeze_due
from app.extensions import db
from app.journal.models import Event
from app.journal.services import broken_links
from app.kernel import clock
from app.kernel.transaction import begin_write
from app.year.cycle.models import EvidenceKind, LatePermission, Participation, SchoolRisk
from app.year.cycle.queries import current_cycle
from tests.documents.evidence.made import phone_photo, picture

SPRING, AUTUMN = "/schools/1/kit/evidence-2-1", "/schools/1/kit/evidence-2-2"
LINK = "https://школа57.рф/новости/12"


def kind_of(app, code: str) -> int:
    with app.app_context():
        return db.session.scalars(select(EvidenceKind.id).where(EvidenceKind.code == code)).one()


def attach(person, app, place: str = SPRING, risks=("2",), **more):
    """Fill the form of a place and send it."""
    person.get(place)
    action = next(f.get("action") for f in person.page.forms if "/evidence/" in (f.get("action") or ""))
    said = {"kind": str(kind_of(app, "protocol")), "title": "Протокол педсовета", "risk": list(risks), **more}
    return person.submit(action, **said)


@cache
def protocol(words: str) -> bytes:
    return files.protocol("МБОУ «Заречная СОШ» (демо)", words)


def pdf(words: str = "Протокол") -> tuple[io.BytesIO, str]:
    return io.BytesIO(protocol(words)), "Протокол.pdf"


def newest(app, count: int = 1) -> list[dict]:
    """The last pieces of evidence with what a test asks of them."""
    with app.app_context():
        own = select(Document).where(Document.kind == "evidence").order_by(Document.id.desc()).limit(count)
        found = db.session.scalars(own).unique().all()
        return [
            {
                "id": one.id,
                "risk": one.school_risk_id,
                "title": one.title,
                "kind": one.evidence_kind.code,
                "state": one.state,
                "blob": one.latest.blob_id,
                "url": one.latest.url,
                "digest": one.latest.digest,
                "late": one.late_for(one.window.closes_on),
            }
            for one in found
        ]


def risk_of(app, participation_id: int) -> int:
    """The first activated direction of a school."""
    with app.app_context():
        here = SchoolRisk.participation_id == participation_id, SchoolRisk.activated_at.isnot(None)
        return db.session.scalar(select(func.min(SchoolRisk.id)).where(*here))


def permit(department, until: str = "2022-06-10", window: str = "1", reason: str = "Школа была на карантине."):
    department.get("/schools/1/kit")
    return department.submit("/schools/1/late-permissions", window=window, until_on=until, reason=reason)


def test_one_file_for_three_directions_is_uploaded_once(school, app):
    with app.app_context():
        blobs = db.session.scalar(select(func.count(Blob.id)))
    attach(school, app, risks=("1", "2", "3"), file=pdf())
    made = newest(app, 3)
    assert {one["risk"] for one in made} == {1, 2, 3}
    assert len({one["blob"] for one in made}) == 1
    assert {(one["title"], one["kind"]) for one in made} == {("Протокол педсовета", "protocol")}
    with app.app_context():
        assert db.session.scalar(select(func.count(Blob.id))) == blobs + 1
    assert "Приложено по 3 направлениям" in school.text
    assert "приложен по 3 направлениям" in school.text
    school.submit(f"/documents/{made[-1]['id']}/submissions")
    assert {one["state"] for one in newest(app, 3)} == {"submitted"}


def test_a_file_of_the_archive_serves_another_direction_without_a_second_upload(school, app):
    attach(school, app, file=pdf())
    first = newest(app)[0]
    school.submit(f"/documents/{first['id']}/directions", risk=["3"])
    second = newest(app)[0]
    assert second["risk"] == 3
    assert second["blob"] == first["blob"]
    assert second["title"] == first["title"]
    school.get(f"/documents/{first['id']}")
    page = school.page.xpath('//form[contains(@action, "/directions")]//input[@name="risk"]/@value')
    assert page == ["1"]


def test_the_same_file_twice_for_one_direction_is_told(school, app):
    attach(school, app, file=pdf())
    answer = attach(school, app, risks=("2", "3"), file=pdf())
    assert answer.status_code == 422
    assert "уже приложено к направлению «Дефицит" in school.text
    with app.app_context():
        place = (Document.kind == "evidence", Document.school_risk_id.in_((2, 3)))
        assert db.session.scalar(select(func.count(Document.id)).where(*place)) == 1


def test_a_second_click_makes_nothing_more(school, app):
    school.get(SPRING)
    form = next(f for f in school.page.forms if "/evidence/" in (f.get("action") or ""))
    hidden = {i.get("name"): i.get("value") for i in form.iterfind('.//input[@type="hidden"]')}
    said = {"kind": str(kind_of(app, "protocol")), "title": "Протокол", "risk": ["2", "3"], **hidden}
    for _ in range(2):
        assert school.client.post(form.get("action"), data={**said, "file": pdf()}).status_code == 303
    with app.app_context():
        keys = Version.upload_key.like(hidden["upload_key"] + "%")
        assert db.session.scalar(select(func.count(Version.id)).where(keys)) == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"risk": []}, "Отметьте хотя бы одно направление"),
        ({"risk": ["40"]}, "Отметьте хотя бы одно направление"),
        ({"title": "  "}, "Напишите коротко"),
        ({"title": "я" * 121}, "длиннее 120"),
        ({"kind": ""}, "Выберите вид"),
        ({}, "Выберите файл или вставьте ссылку"),
        ({"url": "javascript:alert(1)"}, "должна начинаться с https://"),
        ({"url": LINK, "file": "both"}, "Оставьте что-то одно"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(school, app, change, sentence):
    change = {key: pdf() if value == "both" else value for key, value in change.items()}
    answer = attach(school, app, **{"title": "Справка о ВПР", **change})
    assert answer.status_code == 422
    assert sentence in school.text
    if "title" not in change:
        assert school.page.xpath('//input[@name="title"]/@value') == ["Справка о ВПР"]
    assert newest(app)[0]["title"] not in ("Справка о ВПР", "")


def test_another_schools_place_and_documents_are_absent(app, browser, school):
    attach(school, app, file=pdf())
    made = newest(app)[0]["id"]
    school.get(SPRING)
    stranger = browser("school2")
    stranger.get("/")
    for url in ("/schools/1/evidence/evidence-2-1", f"/documents/{made}/directions", f"/documents/{made}/submissions"):
        assert stranger.post(url, {"risk": "3"}).status_code == 404
    assert school.post("/schools/1/evidence/evidence-9-1", {}).status_code == 404


def test_a_link_goes_the_whole_way_and_is_never_fetched(school, curator, app, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("a link was looked up"))
    attach(school, app, url=LINK)
    made = newest(app)[0]
    assert made["url"] == LINK
    assert made["blob"] is None
    anchor = school.page.xpath(f'//main//a[@href="{LINK}"]')[0]
    assert anchor.get("rel") == "noopener noreferrer"
    assert "школа57.рф" in school.text
    assert "xn--57-" in school.text
    school.submit(f"/documents/{made['id']}/submission")
    curator.get(f"/desk/{made['id']}")
    assert "Школа приложила ссылку" in curator.text
    assert curator.page.xpath(f'//a[@href="{LINK}"]/@rel')
    curator.submit(f"/documents/{made['id']}/decision", verdict="approve")
    school.get(f"/documents/{made['id']}")
    assert "Принят" in school.text
    version = school.page.xpath('//a[starts-with(@href, "/versions/")]/@href')[0]
    assert school.get(version).status_code == 200
    assert school.get(version + "/check").status_code == 200
    assert school.get(version + "/file").request.path == version


def test_evidence_that_was_not_sent_is_missing_from_no_set_where_other_evidence_is(school, app, at):
    attach(school, app, url=LINK)
    made = newest(app)[0]
    school.submit(f"/documents/{made['id']}/submission")
    attach(school, app, url=LINK + "3")
    draft = newest(app)[0]
    at(2022, 6, 21, 9)
    with app.app_context():
        begin_write()
        freeze_due(clock.now())
        db.session.commit()
        title = db.session.scalars(select(FrozenItem.title).where(FrozenItem.document_id == made["id"])).one()
        here = select(FrozenItem).where(FrozenItem.title == title, FrozenItem.participation_id == 1)
        assert [one.document_id for one in db.session.scalars(here)] == [made["id"]]
        assert draft["state"] == "draft"


def test_a_draft_of_a_closed_direction_holds_the_same_file_of_another_up_no_more(school, curator, app):
    attach(school, app, risks=("2", "3"), file=pdf())
    first, second = sorted(newest(app, 2), key=lambda one: one["id"])
    curator.get(f"/factors/{second['risk']}")
    curator.submit(f"/factors/{second['risk']}/closing", outcome="removed", reason="Риск устранён.")
    school.get(f"/documents/{first['id']}")
    assert "Отправить куратору по" not in school.text
    version = school.page.xpath('//input[@name="version_id"]/@value')[0]
    school.post(f"/documents/{first['id']}/submissions", {"version_id": version})
    assert school.status == 200
    assert "Отправлено куратору по 1 направлению" in school.text
    with app.app_context():
        assert db.session.get(Document, second["id"]).state == "draft"


def test_a_frozen_link_is_known_by_the_digest_of_its_text(school, app, at, browser):
    attach(school, app, url=LINK)
    made = newest(app)[0]
    school.submit(f"/documents/{made['id']}/submission")
    at(2022, 6, 21, 9)
    with app.app_context():
        begin_write()
        freeze_due(clock.now())
        db.session.commit()
        line = db.session.scalars(select(FrozenItem).where(FrozenItem.document_id == made["id"])).one()
        assert line.sha256 == hashlib.sha256(LINK.encode()).hexdigest()
        stage, examined = line.stage_id, line.id
    expert = browser("expert")
    manifest = expert.download(f"/rounds/{stage}/manifest").decode()
    assert f"\t{LINK}\t{line.sha256}\n" in manifest
    assert "её текста" in manifest.splitlines()[0]
    expert.get(f"/rounds/examined/{examined}")
    assert "Школа приложила ссылку" in expert.text


@pytest.mark.parametrize("row", ["blob_id = NULL, url = NULL", "url = 'https://example.org/'"])
def test_a_version_is_a_file_or_a_link_and_never_both_or_neither(app, row):
    with app.app_context(), pytest.raises(IntegrityError):
        db.session.execute(text(f"UPDATE versions SET {row} WHERE id = 1"))


def test_a_photo_is_kept_clean_and_the_page_says_so(school, app):
    attach(school, app, title="Фото кабинета", file=(io.BytesIO(phone_photo()), "IMG_0001.JPG"))
    assert "Фотография повёрнута как надо" in school.text
    assert "без места съёмки" in school.text
    with app.app_context():
        version = db.session.scalars(select(Version).order_by(Version.id.desc())).first()
        kept = read(version.blob)
        assert picture(kept).size == (1000, 2000)
        assert b"Exif" not in kept
        stored = {digest for digest, _ in app.extensions["store"].walk()}
        assert stored == set(db.session.scalars(select(Blob.sha256))), "the original was kept"
        assert version.filename == "IMG_0001.JPG"


def test_a_broken_photo_is_refused_and_leaves_nothing(school, app):
    broken = (io.BytesIO(phone_photo()[:4000]), "IMG.jpg")
    assert attach(school, app, title="Снимок", file=broken).status_code == 422
    assert "Картинка не открывается" in school.text
    assert school.page.xpath('//input[@name="title"]/@value') == ["Снимок"]
    assert newest(app)[0]["title"] != "Снимок"


def test_before_its_day_a_window_says_when_it_opens_and_takes_nothing(school, app):
    school.get(AUTUMN)
    assert "Загружать можно будет с 01.08.2022" in school.text
    assert not [f for f in school.page.forms if "/evidence/" in (f.get("action") or "")]
    school.get(SPRING)
    answer = school.post(
        "/schools/1/evidence/evidence-2-2",
        {"kind": str(kind_of(app, "link")), "title": "Рано", "risk": "2", "url": LINK},
    )
    assert answer.status_code == 422
    assert "откроется 01.08.2022" in school.text


def test_the_last_second_of_the_window_is_in_time(school, app, at):
    at(2022, 5, 31, 20, 59, 59)
    attach(school, app, file=pdf())
    assert not newest(app)[0]["late"]
    assert "поздно" not in school.text


def test_what_began_in_time_is_in_time_however_slow_the_line(school, app, monkeypatch):
    """The clock passes midnight while the bytes come: the first byte decides (U14)."""
    school.get(SPRING)
    ticks = [datetime(2022, 5, 31, 20, 58, tzinfo=UTC)]
    app.extensions["clock"] = lambda: ticks[0]
    real = taking.publish

    def slowly(stream):
        ticks[0] = datetime(2022, 5, 31, 21, 1, tzinfo=UTC)
        return real(stream)

    monkeypatch.setattr(taking, "publish", slowly)
    said = {"kind": str(kind_of(app, "protocol")), "title": "Медленный файл", "risk": "2", "file": pdf()}
    school.submit("/schools/1/evidence/evidence-2-1", **said)
    made = newest(app)[0]
    assert made["title"] == "Медленный файл"
    assert not made["late"]
    with app.app_context():
        version = db.session.scalars(select(Version).order_by(Version.id.desc())).first()
        assert version.begun_at < version.uploaded_at


def test_after_the_window_the_page_explains_and_an_old_link_takes_nothing(school, app, at):
    attach(school, app, file=pdf())
    made = newest(app)[0]["id"]
    school.get(f"/documents/{made}")
    key = school.page.xpath('//input[@name="upload_key"]/@value')[0]
    at(2022, 5, 31, 21, 0, 0)
    school.get(SPRING)
    assert "закрылось 31.05.2022 в 23:59 мск" in school.text
    assert "Продлить срок для одной школы может Департамент" in school.text
    assert not [f for f in school.page.forms if "/evidence/" in (f.get("action") or "")]
    said = {"kind": str(kind_of(app, "link")), "title": "Поздно", "risk": "2", "url": LINK, "upload_key": key}
    old_links = (
        "/schools/1/evidence/evidence-2-1",
        f"/documents/{made}/versions",
        "/schools/1/kit/evidence-2-1/versions",
    )
    for url in old_links:
        answer = school.post(url, said)
        assert answer.status_code == 422, url
        assert "может Департамент" in school.text, url
    also = school.post(f"/documents/{made}/directions", {"risk": "3", "upload_key": key})
    assert also.status_code == 422
    school.get(f"/documents/{made}")
    school.submit(f"/documents/{made}/submission")
    assert newest(app)[0]["state"] == "submitted"
    assert not newest(app)[0]["late"]


def test_a_late_permission_opens_for_one_school_and_ends_by_itself(school, browser, app, at):
    at(2022, 6, 1, 9)
    department = browser("department")
    permit(department)
    assert "по 10.06.2022 включительно" in department.text
    assert "Школа была на карантине." in department.text
    stranger, own = browser("school2"), risk_of(app, 2)
    stranger.get(f"/schools/2/kit/evidence-{own}-1")
    assert stranger.status == 200
    assert "может Департамент" in stranger.text
    assert not [f for f in stranger.page.forms if "/evidence/" in (f.get("action") or "")]
    said = {"kind": str(kind_of(app, "link")), "title": "Чужое", "risk": str(own), "url": LINK}
    assert stranger.post(f"/schools/2/evidence/evidence-{own}-1", said).status_code == 422

    attach(school, app, file=pdf())
    made = newest(app)[0]
    assert made["late"]
    assert "Загружен поздно" in school.text
    school.get("/schools/1/kit")
    assert "Школа была на карантине." in school.text
    at(2022, 6, 10, 20, 59, 59)
    attach(school, app, file=pdf("ещё"))
    assert newest(app)[0]["id"] > made["id"]
    at(2022, 6, 10, 21, 0, 0)
    school.get(SPRING)
    assert not [f for f in school.page.forms if "/evidence/" in (f.get("action") or "")]
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.kind == "evidence:late")).one()
        assert event.school_id == 1
        assert event.data["until"] == "2022-06-10"
        assert event.actor_id
        assert broken_links() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"until": "2022-05-31"}, "Окно само открыто"),
        ({"until": "2022-06-01"}, "уже прошёл"),
        ({"until": "скоро"}, "Укажите день"),
        ({"reason": " "}, "Напишите причину"),
        ({"window": "9"}, "Выберите окно"),
    ],
)
def test_a_permission_needs_a_day_to_come_and_a_reason(browser, app, at, typed, sentence):
    at(2022, 6, 5, 9)
    department = browser("department")
    answer = permit(department, **typed)
    assert answer.status_code == 422
    assert sentence in department.text
    with app.app_context():
        assert db.session.scalar(select(func.count(LatePermission.id))) == 0


@pytest.mark.parametrize("who", ["school", "curator", "municipal", "expert", "rcoko"])
def test_only_the_department_permits(browser, who, app):
    person = browser(who)
    person.get("/")
    answer = person.post("/schools/1/late-permissions", {"window": "1", "until_on": "2022-06-10", "reason": "Прошу"})
    assert answer.status_code == 403
    assert "разрешает Департамент" in person.text
    with app.app_context():
        assert db.session.scalar(select(func.count(LatePermission.id))) == 0


def test_a_late_concept_document_stays_welcome_and_is_shown_late(school, browser, at, app):
    at(2022, 4, 2, 9)
    school.get("/schools/1/kit/antirisk-2")
    answer = school.upload(
        "/schools/1/kit/antirisk-2/versions", files.programme("АРП", "МБОУ «Заречная СОШ» (демо)"), "АРП.docx"
    )
    assert answer.status_code == 200
    school.submit(school.page.xpath('//form[contains(@action, "/submission")]/@action')[0])
    department = browser("department")
    department.get("/matrix")
    row = department.page.xpath('//tr[.//a[contains(text(), "Заречная")]]')[0]
    assert row.text_content().count("поздно") == 1


def cells(person) -> dict[str, str]:
    """The row of the Заречная СОШ in the matrix, by the head of its column."""
    heads = person.page.xpath('//table[contains(@class, "matrix")]//thead/tr[last()]/th')
    row = person.page.xpath('//tr[.//a[contains(text(), "Заречная")]]')[0]
    return {
        re.sub(r"\s+", " ", head.text_content()).strip(): re.sub(r"\s+", " ", cell.text_content()).strip()
        for head, cell in zip(heads, row, strict=True)
    }


def test_the_matrix_shows_the_worst_state_the_count_and_the_lateness(school, browser, app, at):
    department = browser("department")
    department.get("/evidence")
    before = cells(department)
    assert before["Педагогические кадры"] == "Нет файла нет"
    assert before["Учебная неуспешность"].startswith("Принят 10.03")
    assert before["Принято"] == "1 из 3"
    assert before["Обучающиеся с ОВЗ"].endswith("не требуется")
    at(2022, 6, 2, 9)
    permit(department)
    for words in ("раз", "два"):
        attach(school, app, risks=("1",), file=pdf(words))
    for document in newest(app, 2):
        school.get(f"/documents/{document['id']}")
        school.submit(f"/documents/{document['id']}/submission")
    department.get("/evidence?window=1")
    after = cells(department)
    assert after["Учебная неуспешность"] == "Загружен 0 д. 3 док. поздно"
    assert after["Принято"] == "1 из 3", "an accepted document counts whatever stands beside it"
    href = department.page.xpath('//tr[.//a[contains(text(), "Заречная")]]//a[contains(., "3\u00a0док")]/@href')[0]
    department.get(href)
    assert department.text.count("Протокол педсовета") >= 2
    department.get("/evidence?window=1&state=late")
    assert len(department.page.xpath('//table[contains(@class, "matrix")]//tbody/tr')) == 1


def test_items_11_and_12_are_counted_exactly(browser, app):
    department = browser("department")
    department.get("/evidence")
    sums = re.sub(r"\s+", " ", department.page.get_element_by_id("sums").text_content()).replace("\xa0", " ")
    assert "Школ с принятыми подтверждающими документами: 0 из 12, 0,0 %" in sums
    assert "«хотя бы одно на школу»: 4 из 12, 33,3 %" in sums
    with app.app_context():
        begin_write()
        for document in db.session.scalars(select(Document).where(Document.kind == "evidence")).unique():
            if document.participation_id == 4:
                document.state = "approved"
        db.session.commit()
    department.get("/evidence")
    sums = department.page.get_element_by_id("sums").text_content().replace("\xa0", " ")
    assert "Школ с принятыми подтверждающими документами: 1 из 12, 8,3 %" in sums
    department.get("/evidence/words")
    department.submit("/evidence/rule", rule="lenient")
    department.get("/evidence")
    sums = department.page.get_element_by_id("sums").text_content().replace("\xa0", " ")
    assert "Школ с принятыми подтверждающими документами: 4 из 12, 33,3 %" in sums
    with app.app_context():
        assert current_cycle().evidence_rule == "lenient"


def test_each_sees_the_schools_of_his_reach(browser):
    for who, count in (("department", 12), ("municipal", 2), ("curator", 3), ("expert", 12)):
        person = browser(who)
        person.get("/evidence")
        assert len(person.page.xpath('//table[contains(@class, "matrix")]//tbody/tr')) == count, who
        book = load_workbook(io.BytesIO(person.download("/evidence.xlsx")))
        assert len({row[2] for row in book.active.iter_rows(min_row=3, values_only=True)}) == count, who
    assert browser("school").get("/evidence").status_code == 403
    municipal = browser("municipal")  # a foreign town narrows nothing and shows nothing
    municipal.get("/evidence?municipality=3")
    assert len(municipal.page.xpath('//table[contains(@class, "matrix")]//tbody/tr')) == 2, (
        "a foreign town narrows nothing"
    )


def test_the_workbook_holds_what_the_filter_shows_and_no_formulas(school, browser, app):
    attach(school, app, title="=HYPERLINK(1) «057»", url="https://example.org/=1+1")
    school.submit(f"/documents/{newest(app)[0]['id']}/submission")
    with app.app_context():
        begin_write()
        one = db.session.get(School, 1)
        one.code, one.short_name = "057", "=СОШ «1/2»"
        db.session.commit()
    department = browser("department")
    book = load_workbook(io.BytesIO(department.download("/evidence.xlsx?window=1&state=returned")))
    rows = list(book["Подтверждающие документы"].iter_rows(min_row=3, values_only=True))
    assert {row[2] for row in rows} == {"МБОУ «Степная ООШ» (демо)", "МБОУ «Полевская СОШ» (демо)"}
    book = load_workbook(io.BytesIO(department.download("/evidence.xlsx?window=1")))
    page = book["Подтверждающие документы"]
    head = [cell.value for cell in page[2]]
    assert {"Состояние", "Решение", "Причины возврата", "Поздно"} <= set(head)
    texts = [cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}
    mine = next(row for row in page.iter_rows() if row[head.index("Название")].value == "=HYPERLINK(1) «057»")
    assert mine[head.index("Код школы")].value == "057"
    assert mine[head.index("Школа")].value == "=СОШ «1/2»"
    assert mine[head.index("Название")].quotePrefix
    assert mine[head.index("Состояние")].value == "Загружен"
    returned = next(row for row in page.iter_rows() if row[head.index("Состояние")].value == "Возвращён")
    assert returned[head.index("Решение")].value == "Возвращён"
    assert returned[head.index("Причины возврата")].value
    sums = [row[0].value for row in book["Итоги"].iter_rows(min_row=3)]
    assert sums[0].startswith("Пункт 11")
    assert sum("правило года" in line for line in sums) == 1


def test_the_matrix_and_the_workbook_cost_the_same_for_1_and_for_30_schools(app, browser, statements):
    department = browser("department")
    few = [statements(lambda url=url: department.client.get(url)) for url in ("/evidence?window=0", "/evidence.xlsx")]
    with app.app_context():
        begin_write()
        cycle, old = current_cycle(), db.session.get(Participation, 4)
        for number in range(30):
            home = School(short_name=f"Новая {number}", full_name="Н", municipality_id=1 + number % 5)
            joined = Participation(cycle=cycle, school=home)
            for risk in old.risks:
                joined.risks.append(
                    SchoolRisk(
                        direction=risk.direction, significance="high", state="activated", activated_at=risk.activated_at
                    )
                )
            db.session.add(joined)
            db.session.flush()
            _a_document(joined, f"n{number}")
        db.session.commit()
    many = [statements(lambda url=url: department.client.get(url)) for url in ("/evidence?window=0", "/evidence.xlsx")]
    assert many == few
    assert department.client.get("/evidence").get_data(as_text=True).count("Новая") == 30


def test_the_matrix_reckons_lateness_by_the_version_that_a_document_names(app):
    with app.app_context():
        documents = db.session.scalars(select(Document)).all()
        counts = {one.id: (one.sent or one.latest).begun_at for one in documents if one.latest}
        assert begun_at([one.participation_id for one in documents], None) == counts
        assert any(one.sent and one.sent is not one.latest for one in documents), "a version saved and not sent"


def _a_document(school: Participation, key: str) -> None:
    moment = clock.real_now()
    document = Document(participation=school, kind="evidence", risk=school.risks[0], window_id=1, state_since=moment)
    document.versions.append(
        Version(
            number=1,
            url=f"https://example.org/{key}",
            filename=key,
            uploaded_by_id=1,
            uploaded_at=moment,
            begun_at=moment,
            upload_key=key,
        )
    )
    db.session.add(document)


def test_the_coordinator_edits_kinds_and_hints_and_the_journal_keeps_what_they_were(browser, school, app):
    department, kind = browser("department"), kind_of(app, "photo")
    department.get("/evidence/words")
    department.submit(f"/evidence/kinds/{kind}", title="Фото", hint="Кабинет", privacy="Лица детей")
    department.submit("/evidence/hints/1", hint="Только накладные")
    answer = department.post(f"/evidence/kinds/{kind}", {"title": " ", "hint": "набрано", "privacy": ""}, htmx=True)
    assert answer.status_code == 422
    assert "набрано" in answer.text
    assert "<html" not in answer.text
    school.get(SPRING)
    assert "Лица детей" in school.text
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.kind == "evidence:kind")).one()
        assert event.data["before"]["title"] == "Фото или снимок экрана"
    assert browser("curator").get("/evidence/words").status_code == 403


def test_evidence_is_called_by_its_own_words(browser, school, app):
    school.get("/schools/1/kit")
    assert "Принят" in school.text
