"""The heart of the year in a real Chromium, from the school's file to the paper that the Department signs."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.demo import files
from app.directory.models import Official
from app.expertise.services import freeze_due
from app.extensions import db
from app.kernel.transaction import begin_write
from app.papers.rendering import text_of
from app.year.cycle.queries import current_cycle

pytestmark = pytest.mark.chromium
GOLDEN = Path(__file__).parents[1] / "golden" / "O_PLAN.txt"
POSITION = "Член Правительства Орловской области –\nруководитель Департамента образования\nОрловской области"
DEPUTY = "заместителя руководителя Департамента – начальника управления общего образования"
LETTER = "от 18.01.2021 № 02-21/3 «О начале реализации проекта адресной методической помощи 500+»"


@pytest.fixture
def data_of_226(app):
    """As it stood on 28.02.2022: who signed order No. 226, who controls it, and the letter that it names."""
    with app.app_context():
        current_cycle().basis_letter = LETTER
        for official in db.session.scalars(select(Official)):
            db.session.delete(official)
        for duty, position, name in (("signatory", POSITION, "А. И. Карлов"), ("controller", DEPUTY, "Патову Т. К.")):
            cases = ("nom", "gen", "dat", "acc")
            words = {f"position_{case}": position for case in cases} | {f"name_{case}": name for case in cases}
            db.session.add(Official(duty=duty, starts_on=date(2021, 12, 1), **words))
        db.session.commit()


@pytest.fixture
def stage_is_over(app, at):
    """The morning after 29.04.2022: the worker has been."""

    def come() -> None:
        at(2022, 4, 30, 9)
        with app.app_context():
            begin_write()
            freeze_due(datetime(2022, 4, 30, 9, tzinfo=UTC))
            db.session.commit()

    return come


def test_the_heart_of_the_year(person, picture, tmp_path, data_of_226, stage_is_over):
    paper = tmp_path / "АРП «Дефицит кадров» №2.docx"
    paper.write_bytes(files.programme("Антирисковая программа", "МБОУ «Заречная СОШ» (демо)"))
    school, curator, expert, department = (person(who) for who in ("school", "curator", "expert", "department"))

    # The school saves its programme and sends it.
    school.click("text=Загрузить файл >> nth=0")
    title = school.text_content("h1")
    school.set_input_files("#file", paper)
    assert "ещё не отправлен" in plain(school.text_content("h2#upload-title"))
    picture(school, "year-1-chosen")
    school.click("text=Загрузить и")
    school.wait_for_selector("text=Сохранена версия 1")
    assert paper.name in school.text_content("main")
    picture(school, "year-2-saved")
    school.click("button:has-text('Отправить куратору')")
    school.wait_for_selector("text=Отправлено куратору")
    address = school.url
    number = re.search(r"/documents/(\d+)", address).group(1)

    # The curator returns it, with the keyboard, and goes back to a whole and present page.
    curator.goto(f"/desk/{number}")
    picture(curator, "year-3-desk")
    curator.keyboard.press("d")
    curator.click("text=Сроки")
    curator.fill("#remark", "Назовите месяц каждого мероприятия.")
    curator.click("text=Записать решение")
    curator.wait_for_selector("text=возвращено школе")

    # The school reads the remark and sends the second version.
    school.goto(address)
    assert "Назовите месяц каждого мероприятия." in school.text_content("main")
    picture(school, "year-4-returned")
    paper.write_bytes(files.programme("Антирисковая программа, исправлено", "МБОУ «Заречная СОШ» (демо)"))
    school.set_input_files("#file", paper)
    school.click("text=Загрузить и")
    school.wait_for_selector("text=Сохранена версия 2")
    school.click("button:has-text('Отправить куратору')")
    school.wait_for_selector("text=Отправлено куратору")

    # The curator sees that the remark is met, and approves by three keys.
    curator.goto(f"/desk/{number}")
    curator.keyboard.press("1")
    curator.keyboard.press("g")
    curator.keyboard.press("Control+Enter")
    curator.wait_for_selector("text=: подтверждено.")
    school.goto(address)
    school.wait_for_selector("text=Подтверждён куратором")
    picture(school, "year-5-approved")

    # The first stage is over: its set holds the second version, and the reviewer records a result about it.
    stage_is_over()
    expert.goto("/rounds")
    picture(expert, "year-6-round")
    expert.click("a:has-text('Заречная СОШ')")
    expert.click(f".docs-mini a:has-text('{plain(title).split('«')[1].rstrip('»')}')")
    expert.wait_for_url(re.compile(r"/review$"))
    assert "Версия 2" in plain(expert.text_content(".frozen"))
    for score in expert.locator(".criterion .score").all():
        score.locator("input[value='2']").check(force=True)
    fourth = expert.locator(".criterion:has(input[name='answer-c4'])")
    fourth.locator(".score input[value='1']").check(force=True)
    expert.click("text=Отправить лист")
    expert.wait_for_selector("text=объясните замечанием")
    fourth.locator("[name=note-place]").first.fill("Раздел 1")
    fourth.locator("[name=note-text]").first.fill("Назовите срок.")
    expert.click("text=Отправить лист")
    expert.wait_for_selector("text=Лист отправлен.")
    picture(expert, "year-7-result")
    expert.goto("/rounds")
    assert "95,8 %" in plain(expert.text_content("tr:has-text('Заречная СОШ')"))

    # The Department registers the order that approves the plan; its paper is order No. 226 word for word.
    department.goto("/orders")
    department.select_option("select[name=kind]", "O_PLAN")
    department.click("main form button[type=submit] >> nth=0")
    department.wait_for_url(re.compile(r"/orders/\d+"))
    picture(department, "year-8-order-draft")
    department.fill("input[name=number]", "226")
    department.fill("input[name=signed_on]", "2022-02-28")
    department.click("button:has-text('Зарегистрировать')")
    department.wait_for_selector("text=/№.226/")
    picture(department, "year-9-order-registered")
    with department.expect_download() as download:
        department.click("a:has-text('DOCX') >> nth=0")
    assert text_of(Path(download.value.path()).read_bytes()) == GOLDEN.read_text("utf-8")


def plain(text: str) -> str:
    """With ordinary spaces."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()
