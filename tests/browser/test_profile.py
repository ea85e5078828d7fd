"""From the region's file to an activated direction in a real Chromium: one click takes the file, the kit follows."""

import pytest

from app.demo.files import risk_profile

pytestmark = pytest.mark.chromium


def test_the_profile_goes_from_the_region_to_the_school_and_its_direction_enters_the_kit(person, picture, tmp_path):
    paper = tmp_path / "РПШ «Вишнёвская» №2.pdf"
    paper.write_bytes(risk_profile("МБОУ «Вишнёвская СОШ» (демо)", [("Дефицит педагогических кадров", "высокая")]))
    department, school, curator = person("department"), person("school12", width=360), person("curator4")

    # The region uploads a corrected file.
    department.goto("/profiles/12")
    department.click("text=Загрузить исправленный файл")
    department.set_input_files("#file", paper)
    department.click("form[data-upload] button")
    department.wait_for_selector("text=Файл сохранён")

    # The school sees the task; one click records the receipt and brings the file.
    school.goto("/")
    school.click("text=Открыть профиль")
    with school.expect_download() as coming:
        school.click("text=Получить профиль")
    assert coming.value.suggested_filename == paper.name
    assert coming.value.path().read_bytes() == paper.read_bytes()
    school.wait_for_selector("text=Получение записано")
    picture(school, "profile-taken")

    # The curator records the visit without a reload, verifies and activates; each effect is said before.
    curator.goto("/profiles/12")
    curator.click("#visit button[type=submit]")
    curator.wait_for_selector("text=Выберите: очно или дистанционно")
    curator.fill("#visited_on", "2022-03-24")
    curator.check("input[value=in_person]")
    curator.fill("#participants", "Директор")
    curator.click("text=Записать посещение")
    curator.wait_for_selector("text=Посещение записано.")
    assert curator.evaluate("document.activeElement.id") == "visit-title"
    curator.click("#factors a >> nth=0")
    title = curator.text_content("h1")
    curator.check("input[value=confirmed]")
    curator.click("text=Записать проверку")
    curator.wait_for_selector("text=В комплект школы добавится антирисковая программа")
    curator.click("button:has-text('Активировать направление')")
    curator.wait_for_selector("text=комплект школы изменился")
    picture(curator, "profile-activated")
    school.goto("/kit")
    assert school.locator("#kit .line", has_text=title).count() == 3
