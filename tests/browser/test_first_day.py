"""The first day of a region, in a real Chromium: from an empty house to an approved document, and what it costs.

The region is invented and lives in UTC+7. What its coordinator clicks and fills beside the tables is counted and
printed; every page that anybody sees on the way is searched for the names of the region that the project began in.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document

from app import create_app
from app.extensions import db
from app.founding import found
from app.kernel.spreadsheet import Sheet, workbook
from app.settings import Settings
from app.setup.first import token
from app.setup.people_routes import HEADS as OF_PEOPLE
from app.year.enrolment.list_routes import HEADS as OF_SCHOOLS
from tests.browser.test_guide import PICTURES, keep, plain, unseen
from tests.house import SECRET

pytestmark = [pytest.mark.chromium, pytest.mark.long]
EVENING = datetime(2026, 11, 29, 18, tzinfo=UTC)  # already the 30th in UTC+7
MOST = 150  # acts until the first document stands
OF_ANOTHER = re.compile(r"Орлов|Орёл|ОИРО|ОРЦОКО|2022|\bмск(?!\+4)")
# What is no word about this region: tokens, and the list of which a zone is chosen.
NO_WORDS = re.compile(r'value="[\w.-]{40,}"|<option value="(Europe|Asia)/.*?</option>')
PASSWORD = "стоит-кедр-над-рекой"
MAIL = "{}@yenisei.example"
REGION = {
    "name": "Приенисейская область",
    "name_gen": "Приенисейской области",
    "city": "г. Кедровск",
    "department": "Министерство образования Приенисейской области",
    "department_gen": "Министерства образования Приенисейской области",
    "unit_dat": "Отделу общего образования",
    "institute_short": "ПИРО",
    "institute": "Приенисейский институт развития образования",
    "institute_gen": "Приенисейского института развития образования",
    "institute_dat": "Приенисейскому институту развития образования",
}
RIVERS = ("Ангара", "Кия", "Чулым", "Мана", "Кан", "Туба", "Абакан", "Сым", "Кас", "Дубчес")
TOWNS = [f"{river} муниципальный округ" for river in RIVERS]
HEADS_OF_SCHOOLS = [(f"Директоров Пётр {n}", MAIL.format(f"head{n}")) for n in range(1, 13)]
CURATORS = [(f"Кураторова Инна {n}", MAIL.format(f"curator{n}")) for n in range(3)]
SCHOOLS = [
    (TOWNS[n % 10], str(n), f"Школа № {n}", f"Средняя школа № {n}", *head, *CURATORS[n % 3])
    for n, head in enumerate(HEADS_OF_SCHOOLS, 1)
]
PEOPLE = [
    *((f"Районная Ольга {n}", MAIL.format(f"town{n}"), "Муниципальный координатор", TOWNS[n]) for n in range(10)),
    *((f"Знаева Вера {n}", MAIL.format(f"expert{n}"), "Эксперт", "") for n in range(3)),
    ("Главная Нина", MAIL.format("lead"), "Руководитель экспертизы", ""),
]
OFFICIALS = {
    "signatory": ("Лесной Иван Петрович", "министр образования Приенисейской области"),
    "controller": ("Речная Анна Сергеевна", "заместитель министра образования Приенисейской области"),
}


@pytest.fixture
def app(tmp_path):
    """A real house with nobody in it."""
    built = create_app(
        Settings(
            database=f"sqlite:///{tmp_path / 'opora.db'}",
            archive=f"file:{tmp_path / 'archive'}",
            parts=str(tmp_path / "parts"),
            secret_key=SECRET,
            queue="at-once",
            sign_in_limit="1000 per minute",
        )
    )
    built.extensions["clock"] = lambda: EVENING
    with built.app_context():
        db.create_all()
        found(False, EVENING)
        db.session.commit()
    yield built
    with built.app_context():
        db.session.remove()
        db.engine.dispose()


class Hand:
    """Whoever sits before a page: each click and each field is one act, and each page is looked at."""

    def __init__(self, page) -> None:
        self.page, self.acts, self.words = page, 0, []

    def open(self, path: str) -> None:
        """Go by a link that was given on paper."""
        self.page.goto(path)
        self._acted()

    def click(self, selector: str) -> None:
        """One click, and whatever comes of it."""
        self.page.click(selector)
        self.page.wait_for_load_state()
        self._acted()

    def fill(self, **fields: str) -> None:
        """A field each."""
        for name, words in fields.items():
            self.page.fill(f"[name={name}]", words)
            self._acted()

    def choose(self, name: str, key: str) -> None:
        """One of a list."""
        self.page.select_option(f"[name={name}]", key)
        self._acted()

    def bring(self, path: Path) -> None:
        """A file."""
        self.page.set_input_files("#file", path)
        self._acted()

    def follow_menu(self) -> int:
        """Look at every page of the menu; how many there are. These are no acts: nobody has to."""
        links = self.page.eval_on_selector_all("nav a[href^='/']", "all => all.map(a => a.getAttribute('href'))")
        for path in dict.fromkeys(links):
            answer = self.page.goto(path)
            assert answer.status == 200, path
            self._look()
        return len(set(links))

    def _acted(self) -> None:
        self.acts += 1
        self._look()

    def _look(self) -> None:
        self.words.append(plain(self.page.text_content("body")))
        found = OF_ANOTHER.search(NO_WORDS.sub("", self.page.content()))
        assert found is None, f"{self.page.url}: {found and found.string[found.start() - 80 : found.end() + 80]}"


def sign_in(hand: Hand, mail: str) -> None:
    """By the form."""
    hand.fill(email=mail, password=PASSWORD)
    hand.click("main button[type=submit]")


def come_in_first(app, hand: Hand) -> None:
    """By the link of the server's output."""
    with app.app_context():
        link = token()
    hand.open(f"/setup/first/{link}")
    hand.fill(name="Енисеева Мария", email=MAIL.format("first"))
    hand.click("text=Дальше: пароль")
    hand.fill(password=PASSWORD)
    hand.click("text=Сохранить пароль")
    sign_in(hand, MAIL.format("first"))


def name_the_region(hand: Hand) -> None:
    """Region, municipalities, year."""
    hand.click("main a:has-text('Регион')")
    hand.fill(**REGION)
    hand.choose("zone", "Asia/Krasnoyarsk")
    hand.click("text=Сохранить регион")
    hand.click("main a:has-text('Муниципалитеты')")
    hand.fill(towns="\n".join(TOWNS))
    hand.click("text=Добавить муниципалитеты")
    hand.click("main a:has-text('Готовность')")
    hand.click("main a:has-text('Первый год')")
    hand.click("text=Начать готовить год")


def bring_lists(hand: Hand, folder: Path) -> None:
    """Schools with their heads and curators, then everybody else."""
    schools, people = folder / "Школы.xlsx", folder / "Люди.xlsx"
    schools.write_bytes(workbook([Sheet("Школы", OF_SCHOOLS, SCHOOLS)]))
    people.write_bytes(workbook([Sheet("Люди", OF_PEOPLE[:4], PEOPLE)]))
    hand.click("main a:has-text('Школы')")
    hand.bring(schools)
    hand.click("button:has-text('Прочитать')")
    hand.click("main button.btn--primary")
    hand.open("/setup")
    hand.click("main a:has-text('Эксперты')")
    hand.bring(people)
    hand.click("button:has-text('Прочитать')")
    hand.click("text=Дать эти роли")


def appoint(hand: Hand) -> None:
    """Who signs and who controls."""
    for duty, (name, post) in OFFICIALS.items():
        hand.open("/setup")
        hand.click("main a:has-text('Подписант')")
        hand.choose("duty", duty)
        hand.fill(full_name=name, position=post, starts_on="2026-11-01")
        hand.click("text=Дальше: падежи")
        hand.click("text=Подтвердить слова")


def open_the_year(hand: Hand) -> None:
    """The days are looked at, the letter is written, the year is opened."""
    hand.open("/setup")
    hand.click("main a:has-text('Проверить дни')")
    hand.fill(basis_letter="от 20.11.2026 № 7 «О реализации проекта»")
    hand.click("text=Сохранить дни")
    if hand.page.locator("[name=sure]").count():
        hand.click("[name=sure]")
    hand.click("form[aria-labelledby=opening] button[type=submit]")
    hand.page.wait_for_selector("text=Открыт 2027")


def slips(hand: Hand) -> dict[str, str]:
    """The printed invitations: the links by the name of their person."""
    hand.open("/setup")
    hand.click("main a:has-text('Приглашения')")
    hand.click("text=Сделать листки")
    cut = "all => all.map(one => [one.getAttribute('aria-label'), one.querySelector('.slip__link').textContent.trim()])"
    return dict(hand.page.eval_on_selector_all(".slip", cut))


def come_by_slip(hand: Hand, link: str, mail: str) -> None:
    """Whoever got a slip sets a password and comes in."""
    hand.open(link)
    hand.fill(password=PASSWORD)
    hand.click("text=Сохранить пароль")
    sign_in(hand, mail)


def write_concept(path: Path) -> None:
    """A short paper of the school."""
    paper = Document()
    paper.add_heading("Концепция развития школы № 1", 0)
    for heading in ("Цель и задачи", "Мероприятия", "Сроки", "Ожидаемые результаты"):
        paper.add_heading(heading, 1)
        paper.add_paragraph("К ноябрю 2027 года каждый ученик читает и понимает прочитанное.")
    paper.save(str(path))


def test_a_region_goes_from_nothing_to_an_approved_document(app, person, picture, tmp_path, at):
    first, school, curator = (Hand(person("nobody")) for _ in range(3))
    come_in_first(app, first)
    name_the_region(first)
    keep(first.page.screenshot(), "ready", PICTURES if "OPORA_PICTURES" in os.environ else tmp_path)
    bring_lists(first, tmp_path)
    appoint(first)
    open_the_year(first)
    picture(first.page, "first-day-2-opened")
    given = slips(first)
    assert len(given) == 12 + 3 + 14
    picture(first.page, "first-day-3-slips")

    come_by_slip(school, given["Директоров Пётр 1"], MAIL.format("head1"))
    paper = tmp_path / "Концепция.docx"
    write_concept(paper)
    school.click("main a:has-text('Загрузить') >> nth=0")
    school.bring(paper)
    school.click("text=Загрузить и")
    school.page.wait_for_selector("text=Сохранена версия 1")
    acts = first.acts + school.acts
    print(f"\nДо первого документа: {acts} щелчков и полей, из них у координатора {first.acts}.")
    assert acts <= MOST
    assert unseen("first_day.md", first.words) == []

    school.click("button:has-text('Отправить куратору')")
    school.page.wait_for_selector("text=Отправлено куратору")
    number = re.search(r"/documents/(\d+)", school.page.url).group(1)
    come_by_slip(curator, given["Кураторова Инна 1"], MAIL.format("curator1"))
    curator.open(f"/desk/{number}")
    curator.page.keyboard.press("g")
    curator.click("text=Записать решение")
    curator.page.wait_for_selector("text=: подтверждено.")
    looked = sum(hand.follow_menu() for hand in (first, school, curator))
    print(f"Просмотрено страниц меню: {looked}; всего действий {first.acts + school.acts + curator.acts}.")
