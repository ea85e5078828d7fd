"""«Готовность» of a house that lives: what is there, what lacks, whose it is; and the words of its region."""

from app.region import region


def test_a_house_that_lives_lacks_nothing_that_an_opening_needs(browser):
    department = browser("department")
    department.get("/setup")
    assert "Год открыт" in department.text
    assert "Нужно для открытия" not in department.text
    assert "27 муниципалитетов" in department.text


def test_another_name_of_the_institute_stands_at_once_and_in_the_journal(app, browser):
    department, expert = browser("department"), browser("expert")
    department.get("/setup/region")
    form = next(one for one in department.page.forms if one.get("action") == "/setup/region")
    department.submit("/setup/region", **{**dict(form.fields), "institute_short": "ИРОО"})
    expert.get("/rounds/1/sources")
    assert "ИРОО" in expert.text
    assert "ОИРО" not in expert.text
    department.get("/journal")
    assert "Записаны названия региона" in department.text
    with app.app_context():
        assert region().institute_short == "ИРОО"


def test_what_papers_cannot_do_without_is_asked_for(browser):
    department = browser("department")
    department.get("/setup/region")
    department.submit("/setup/region", name="Область", zone="Mars/Olympus")
    assert department.status == 422
    assert "Выберите часовой пояс региона из списка" in department.text
    assert "Напишите полное название Департамента" in department.text


def test_a_municipality_is_renamed_and_closed(browser):
    department = browser("department")
    department.get("/setup/municipalities")
    department.submit("/setup/municipalities", towns="Новый район;муниципальный район\nгород Орёл")
    assert "Добавлено муниципалитетов: 1" in department.text
    town = department.page.xpath("//input[@value='Новый район']/@id")[0].removeprefix("name-")
    where = f"/setup/municipalities/{town}"
    department.submit(where, name="Новейший район", kind="муниципальный округ", valid_to="31.12.2099")
    assert "Новейший район: сохранено" in department.text
    department.submit(where, name="", kind="муниципальный округ")
    assert department.status == 422
