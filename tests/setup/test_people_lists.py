"""A table of people is shown first, and taken at a word."""

from sqlalchemy import func, select

from app.directory.models import Grant, Person
from app.extensions import db
from app.kernel.spreadsheet import Sheet, workbook
from app.setup.people_routes import HEADS

ROWS = [
    ("Новикова Ольга (демо)", "novikova@opora.test", "Муниципальный координатор", "Кромской район", "", "Методист", ""),
    ("Новикова Ольга (демо)", "novikova@opora.test", "Аналитик ОРЦОКО", "", "", "", ""),
]


def counts(app) -> tuple[int, int]:
    with app.app_context():
        return db.session.scalar(select(func.count(Person.id))), db.session.scalar(select(func.count(Grant.id)))


def test_two_roles_of_one_person_are_shown_and_then_given(app, browser):
    department, before = browser("department"), counts(app)
    department.get("/people/lists")
    department.upload("/people/lists", workbook([Sheet("Люди", HEADS, ROWS)]), "Люди.xlsx")
    assert "Новых ролей: 2" in department.text
    assert counts(app) == before
    action = department.page.xpath("//form[contains(@action, '/people/lists/')]/@action")[0]
    department.submit(action)
    assert "Дано ролей: 2" in department.text
    assert counts(app) == (before[0] + 1, before[1] + 2)


def test_one_wrong_row_bars_the_whole_table(app, browser):
    department, before = browser("department"), counts(app)
    department.get("/people/lists")
    wrong = [*ROWS, ("Кто-то", "kto@opora.test", "Завуч", "", "", "", "")]
    department.upload("/people/lists", workbook([Sheet("Люди", HEADS, wrong)]), "Люди.xlsx")
    assert "С ошибками: 1" in department.text
    assert "Дать эти роли" not in department.text
    action = department.page.xpath("//form[contains(@action, '/people/lists/')]/@action")[0]
    department.submit(action)
    assert department.status == 422
    assert counts(app) == before


def test_a_slip_leads_to_the_password_of_its_person_and_is_made_once(app, browser):
    department = browser("department")
    department.get("/people/lists")
    department.upload("/people/lists", workbook([Sheet("Люди", HEADS, ROWS)]), "Люди.xlsx")
    department.submit(department.page.xpath("//form[contains(@action, '/people/lists/')]/@action")[0])
    department.get("/people/slips")
    assert "1 человек" in department.text
    department.submit("/people/slips")
    (link,) = (words.text_content() for words in department.page.find_class("slip__link"))
    assert department.page.xpath("//section//*[name()='svg']//*[name()='path']/@d")
    someone = browser(None)
    someone.get("/invitations/" + link.rpartition("/")[2])
    assert "novikova@opora.test" in someone.text
