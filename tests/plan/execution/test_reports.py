"""A report of an item: what goes with it, what is refused of it, and what is asked before it is confirmed."""

from datetime import UTC, datetime

from sqlalchemy import select

from app.extensions import db
from app.orders.gathering.monitorings import line
from app.orders.models import Order
from app.plan.execution.models import Proof
from app.plan.items import items_of
from app.plan.models import Confirmation, Execution, PlanItem
from app.year.cycle.queries import current_cycle
from tests.documents.steps import docx
from tests.plan.execution.acting import NOW


def test_a_proof_of_nothing_is_asked_what_it_is(browser):
    expert = browser("expert")
    expert.get("/plan/21")
    expert.submit("/plan/21/proofs")
    assert expert.status == 422
    assert "Выберите файл, вставьте ссылку или укажите приказ" in expert.text


def test_a_report_goes_with_its_file_link_and_event_and_is_answered_and_answered_again(expert, browser, app):
    paper = docx("Рекомендации")
    expert.upload("/plan/21/proofs", paper, "Рекомендации РУМО.docx", event="1")
    expert.submit("/plan/21/proofs", url="https://оiро.example.org/500")
    assert "Приложено, ещё не отправлено: 3" in expert.text
    assert "смешаны русские и латинские буквы" in expert.text
    assert "xn--" in expert.text
    expert.submit("/plan/21/execution", note="Рекомендации разосланы.")
    department = browser("department")
    department.get("/plan/21")
    assert "Рекомендации РУМО.docx" in department.text
    assert "Совещание с МОУО" in department.text
    link = department.page.xpath('//a[contains(@href, "/plan/proofs/")][contains(@href, "/file")]/@href')[0]
    assert department.download(link) == paper
    department.submit("/plan/21/conclusion", verdict="return", remark="Нет рассылки по школам.")
    expert.get("/duties")
    assert "Нет рассылки по школам." in expert.text
    assert "Возвращено" in expert.text
    expert.get("/duties?open=21")
    expert.submit("/duties/21/execution", note="Рассылка приложена.")
    assert "Ждёт ответа" in expert.text
    department.get("/plan/21")
    department.submit("/plan/21/conclusion", verdict="confirm", anyway="on", remark="Проверено.")
    assert department.text.count("скачать Рекомендации РУМО.docx") == 1
    with app.app_context():
        assert {proof.execution_id for proof in db.session.scalars(select(Proof))} == {
            db.session.scalars(select(Execution.id).where(Execution.note == "Рекомендации разосланы.")).one()
        }


def test_what_is_refused_loses_nothing_that_was_typed_or_chosen(expert):
    expert.upload("/plan/21/proofs", b"MZ", "вирус.exe", event="1")
    assert expert.status == 422
    assert "Файл «вирус.exe» не сохранён" in expert.text
    assert expert.page.xpath('//select[@name="event"]/option[@selected]/@value') == ["1"]
    expert.submit("/plan/21/proofs", url="ftp://example.org/a")
    assert expert.page.xpath('//input[@name="url"]/@value') == ["ftp://example.org/a"]
    expert.submit("/plan/21/execution", note="Разосланы", done_on="завтра", interim="on")
    assert expert.status == 422
    assert "Напишите день" in expert.text
    assert expert.page.xpath('//textarea[@name="note"]')[0].text_content() == "Разосланы"
    assert expert.page.xpath('//input[@name="done_on"]/@value') == ["завтра"]
    assert expert.page.xpath('//input[@name="interim"]/@checked')


def test_an_empty_proof_is_refused_in_words(expert, app):
    expert.get("/plan/21")
    expert.submit("/plan/21/proofs")
    assert expert.status == 422
    assert "Выберите файл, вставьте ссылку" in expert.text
    expert.post("/plan/21/proofs", {"parts": "не digest", "upload_key": ""})
    assert expert.status == 422
    assert "Выберите файл или вставьте ссылку" in expert.text
    with app.app_context():
        assert db.session.scalars(select(Proof).join(PlanItem).where(PlanItem.number == 21)).all() == []


def test_the_same_click_and_the_same_file_make_one_proof_and_a_mistaken_one_goes(expert, app):
    form = {"upload_key": "once", "url": "https://example.org/a"}
    for _ in range(2):
        expert.post("/plan/21/proofs", form)
    assert len(expert.page.xpath('//form[contains(@action, "/removal")]')) == 1
    expert.post("/plan/21/proofs", {"url": "https://example.org/a"})
    assert "здесь уже приложен" in expert.text
    expert.get("/plan/21")
    removal = expert.page.xpath('//form[contains(@action, "/removal")]/@action')[0]
    expert.submit(removal)
    assert "example.org/a" not in expert.text
    expert.get("/plan/21")
    expert.post("/plan/21/proofs", {"url": "https://example.org/b"})
    expert.submit("/plan/21/execution", note="Готово.")
    with app.app_context():
        reported = db.session.scalars(select(Proof.id).where(Proof.execution_id.isnot(None))).one()
    expert.post(f"/plan/proofs/{reported}/removal", {})
    assert expert.status == 422
    assert "остаётся при нём" in expert.text


def test_a_registered_order_proves_an_item_to_those_who_see_orders(browser, app):
    with app.app_context():
        order = db.session.scalars(select(Order).where(Order.state == "registered")).first()
        known = order and (order.id, order.number)
    department, municipal = browser("department"), browser("municipal")
    department.get("/plan/13")
    offered = department.page.xpath('//select[@name="order"]/option/@value')
    assert bool(known) == (str(known and known[0]) in offered)
    municipal.get("/plan/25")
    assert not municipal.page.xpath('//select[@name="order"]')


def test_an_unmet_indicator_is_asked_about_once_and_the_reason_stays(browser, app):
    """Item 9: two schools of twelve have sent everything."""
    department = browser("department")
    department.get("/plan/9")
    department.submit("/plan/9/execution", note="Школы разрабатывают.")
    department.submit("/plan/9/conclusion", verdict="confirm")
    asked = (
        "Показатель не выполнен (школы, отправившие куратору все документы: 2 из 12, 16,6 %). Подтвердить всё равно?"
    )
    assert department.status == 422
    assert asked in department.text
    department.submit("/plan/9/conclusion", verdict="confirm")
    assert department.status == 422
    assert "Напишите, почему подтверждаете" in department.text
    department.submit("/plan/9/conclusion", verdict="confirm", remark="Остальные дошлют до 30 марта.")
    marked = "без подтверждающих материалов; подтверждено тем же, кто отчитался; показатель не выполнен (школы, отпр"
    assert "Остальные дошлют до 30 марта." in department.text
    assert marked[1:] in department.text
    department.get("/plan")
    assert marked[1:] in department.text
    with app.app_context():
        told = line(next(one for one in items_of(current_cycle()) if one.number == 9), NOW, "confirmed")
        assert told["remark"].replace("\xa0", " ").startswith(marked)


def test_what_is_attached_stands_in_the_order_and_takes_the_mark_away(browser, app):
    expert, department = browser("expert"), browser("department")
    expert.get("/plan/21")
    expert.submit("/plan/21/proofs", url="https://example.org/rekomendacii")
    expert.submit("/plan/21/execution", note="Рекомендации размещены.")
    department.get("/plan")
    rows = [" ".join(one.text_content().split()) for one in department.page.xpath("//tr[th]")]
    row = next(row for row in rows if "21. " in row)
    assert "Рекомендации размещены." in row
    assert "без подтверждающих" not in row.lower()
    with app.app_context():
        item = next(one for one in items_of(current_cycle()) if one.number == 21)
        told = line(item, NOW, "executed")
        assert told["proof"] == "Рекомендации размещены. Приложено: https://example.org/rekomendacii"
        assert told["remark"] == "ждёт подтверждения"
        early = line(item, NOW.replace(year=2021), "not_started")
        assert (early["proof"], early["remark"]) == ("–", "–")


def test_who_confirms_the_report_of_another_is_not_marked(browser):
    expert, department = browser("expert"), browser("department")
    expert.get("/plan/29")
    expert.submit("/plan/29/execution", note="Прошла среда.", interim="on")
    department.get("/plan/29")
    department.submit("/plan/29/conclusion", verdict="confirm", anyway="on", remark="Видел сам.")
    assert "тем же, кто отчитался" not in department.text
    assert "показатель не выполнен" in department.text


def test_a_paper_tells_the_day_of_moscow(app):
    """Executed and confirmed at twenty past midnight of the 24th: the evening of the 23rd in UTC."""
    night = datetime(2022, 3, 23, 21, 20, tzinfo=UTC)
    done = Execution(executed_at=night, recorded_at=night, note="Ночью.", proofs=[], executed_by_id=1)
    done.confirmation = Confirmation(verdict="confirm", answered_at=night, answered_by_id=2, unmet="")
    with app.app_context():
        item = PlanItem(number=1, title="Дело", key="own", period_text="", executors_text="", executions=[done])
        told = line(item, NOW, "confirmed")
        assert (told["executed"], told["confirmed"]) == ("24.03.2022", "24.03.2022")
