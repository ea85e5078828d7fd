"""What people write reaches the plan: rows of registers, marks of attendance, pasted lists; and who is missing."""

from datetime import date

from app.plan.indicators.pages import PAGES
from app.plan.indicators.reading import measures_of
from app.plan.items import items_of
from app.year.cycle.queries import current_cycle

DAY = date(2022, 3, 24)


def test_a_row_of_a_register_reaches_the_plan_at_once(browser):
    department = browser("department")
    department.get("/plan/20")
    assert "Показатель: пока не выполнен" in department.text
    department.get("/registers/events")
    department.submit("/registers/events", on="2022-03-22", kind="rumo", title="Заседание РУМО учителей математики")
    department.get("/plan/20")
    assert "Показатель: выполнен" in department.text


def test_an_order_that_another_cancels_proves_nothing_any_more(browser):
    department = browser("department")
    for number, kind in (("226", "O_PLAN"), ("300", "O_FREE")):
        department.get("/orders/past")
        department.submit("/orders/past", number=number, signed_on="2022-03-01", title=f"О деле {number}", kind=kind)
    later = department.last.request.path.rsplit("/", 1)[1]
    department.get("/plan/13")
    assert "приказ о плане зарегистрирован: да" in department.text
    order = f"/orders/{int(later) - 1}"
    department.get(order)
    department.submit(f"{order}/acts", act="cancel", by_order=later)
    department.get("/plan/13")
    assert "приказ о плане зарегистрирован: нет" in department.text


def test_a_struck_row_counts_no_more_and_keeps_its_reason(browser):
    department = browser("department")
    department.get("/registers/events")
    department.submit("/registers/events", on="2022-03-22", kind="rumo", title="Заседание")
    number = department.last.request.path.rsplit("/", 1)[1]
    department.get("/registers/events")
    department.submit(f"/registers/events/{number}/striking")
    assert department.status == 422
    assert "почему вычёркиваете" in department.text
    department.submit(f"/registers/events/{number}/striking", because="Записано дважды.")
    assert "Вычеркнуто 24.03.2022: Записано дважды." in department.text
    department.get("/plan/20")
    assert "пока не выполнен" in department.text


def test_who_is_missing_is_named_with_a_way_to_each(browser, app):
    department = browser("department")
    department.get("/plan/18")
    assert "школы, бывшие на установочном вебинаре: 10 из 12, 83,3 %" in department.text
    assert "Кого не хватает: 2" in department.text
    assert "Тополёвская СОШ" in department.text
    assert department.page.xpath('//section[@id="indicator"]//li/a[contains(., "СОШ")]/@href')[0] == "/registers/events"
    department.get("/plan/24")
    ways = department.page.xpath('//section[@id="indicator"]//a/@href')
    assert ways == ["/registers/publications", "/registers/publications", "/registers/letters"]
    with app.app_context():
        cycle = current_cycle()
        assert {one.page for item in items_of(cycle) for one in measures_of(cycle, item, DAY)} <= set(PAGES)


def test_a_reader_of_the_plan_is_told_of_his_own_schools_alone_and_every_way_opens(browser):
    for who, own in (("curator", 3), ("municipal", 1)):
        reader = browser(who)
        reader.get("/plan/11")
        assert "школы, у которых все документы подтверждены: 2 из 12" in reader.text
        assert f"Кого не хватает из ваших: {own}" in reader.text
        for way in set(reader.page.xpath('//section[@id="indicator"]//li/a/@href')):
            assert reader.get(way).status_code == 200, way


def test_item_23_asks_whether_a_regional_coordinator_was_at_each_meeting(browser):
    department = browser("department")
    department.get("/plan/23")
    assert "нет данных" in department.text
    numbers = []
    for title in ("Совещание в\u00a0феврале", "Совещание в\u00a0марте"):
        department.get("/registers/events")
        department.submit("/registers/events", on="2022-03-22", kind="meeting", title=title)
        numbers.append(department.last.request.path.rsplit("/", 1)[1])
    for number, who in zip(numbers, ("Кураторы", "Региональные координаторы"), strict=True):
        department.get(f"/events/{number}")
        there = department.page.xpath(f'//fieldset[starts-with(legend, "{who}")]//select/@name')[0]
        department.submit(f"/events/{number}/attendance", **{there: "viewer"})
    department.get("/plan/23")
    assert "совещания сопровождения с региональным координатором: 1 из 2, 50,0 %" in department.text
    assert department.page.xpath('//section[@id="indicator"]//li/a/@href') == [f"/events/{numbers[0]}"]


def test_papers_for_the_contracts_of_curators_stand_beside_item_7(browser):
    department = browser("department")
    department.get("/plan/7")
    assert "кураторы, чьи документы для договора собраны: 0 из 4" in department.text
    department.get("/registers/contracts")
    curator = department.page.xpath('//select[@id="f-person_id"]/option[@value!=""]/@value')[0]
    department.submit("/registers/contracts", on="2022-03-22", person_id=curator)
    department.get("/plan/7")
    assert "кураторы, чьи документы для договора собраны: 1 из 4" in department.text


def test_schools_mark_themselves_by_the_code(browser):
    department, school, curator = browser("department"), browser("school"), browser("curator")
    department.get("/registers/events")
    department.submit("/registers/events", on="2022-03-18", kind="vks", title="Федеральный вебинар")
    number = department.last.request.path.rsplit("/", 1)[1]
    department.submit(f"/events/{number}/code")
    code = department.page.xpath('//*[@class="code-big"]')[0].text
    school.get("/present")
    school.submit("/present", code="нет такого")
    assert school.status == 422
    assert "Такого кода нет" in school.text
    school.submit("/present", code=code.lower())
    assert "Вы отмечены" in school.text
    curator.get("/present")
    curator.submit("/present", code=code)
    department.get(f"/events/{number}")
    assert "Школы: 1 из 12" in department.text
    assert "Кураторы: 1 из 4" in department.text
    department.get("/plan/22")
    assert "школы, участвовавшие во всех ВКС: 1 из 12, 8,3 %" in department.text
    assert "кураторы, участвовавшие во всех ВКС: 1 из 4" in department.text


def test_a_pasted_list_ticks_and_saves_nothing_before_a_person_has_looked(browser):
    department = browser("department")
    department.get("/registers/events")
    department.submit("/registers/events", on="2022-02-18", kind="kickoff", title="Установочный вебинар")
    number = department.last.request.path.rsplit("/", 1)[1]
    department.submit(
        f"/events/{number}/list", lines='заречная сош\nМБОУ "Березовская СОШ"\nНеизвестная школа\nСоколова М.'
    )
    assert "Узнано: 2" in department.text
    assert "Не узнаны: Неизвестная школа" in department.text
    assert "Соколова М. (похоже на Соколова Мария (демо))" in department.text
    assert "Школы: 0 из 12" in department.text
    form = next(f for f in department.page.forms if f.get("action") == f"/events/{number}/attendance")
    ticked = dict(form.form_values())
    department.post(f"/events/{number}/attendance", ticked)
    assert "Школы: 2 из 12" in department.text
