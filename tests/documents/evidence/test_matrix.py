"""The matrix of evidence and its workbook: the worst state, the count, the lateness, to each what he may see."""

import io
import re

from openpyxl import load_workbook
from sqlalchemy import select

from app.directory.models import School
from app.documents.models import Document, Version
from app.documents.queries import begun_at
from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write
from app.year.cycle.models import Participation, SchoolRisk
from app.year.cycle.queries import current_cycle
from tests.documents.evidence.steps import attach, newest, pdf, permit


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
    app.extensions.pop("evidence")  # kept until the journal goes on, which has heard nothing of this
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
    department.client.get("/evidence?window=0")  # fills what a process keeps
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
