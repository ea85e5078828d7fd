"""What only a real browser can show: the chosen file, the Back button, a lost server, a file that tries to act."""

import re

import pytest

from app.demo import files
from app.demo.seed import PASSWORD
from tests.rules.test_origin import disguised  # noqa: F401  (a fixture)

pytestmark = pytest.mark.chromium
PLACE = "/schools/1/kit/antirisk-2"


@pytest.fixture
def paper(tmp_path):
    """A file on the person's computer."""

    def write(name: str, data: bytes):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def test_a_refused_upload_leaves_the_file_chosen(person, paper):
    school = person("school")
    school.goto(PLACE)
    school.set_input_files("#file", paper("на самом деле.docx", b"%PDF-1.4"))
    school.click("text=Загрузить и")
    school.wait_for_selector("text=не похоже на DOCX")
    assert chosen(school) == "на самом деле.docx"
    assert "ещё не" in school.text_content("#upload-title")
    school.set_input_files("#file", paper("справка.docx", files.report("Школа", "Справка")))
    school.click("text=Загрузить и")
    school.wait_for_selector("text=Сохранена версия 1")


def test_a_session_that_ended_during_an_upload_loses_neither_the_file_nor_the_page(person, paper):
    school = person("school", silent=False)
    school.goto(PLACE)
    school.set_input_files("#file", paper("справка.docx", files.report("Школа", "Справка")))
    cookies = school.context.cookies()
    school.context.clear_cookies()
    school.click("text=Загрузить и")
    school.wait_for_selector("text=Вход закончился")
    assert chosen(school) == "справка.docx"
    tab = school.context.new_page()
    sign_in(tab, "school")
    assert tab.context.cookies() != cookies
    school.click("text=Загрузить и")
    school.wait_for_selector("text=Сохранена версия 1")


def test_what_was_typed_into_a_part_of_a_page_comes_through_the_door_too(person):
    department = person("department", silent=False)
    department.goto("/orders")
    department.select_option("select[name=kind]", "O_PLAN")
    department.click("text=Составить из данных")
    department.wait_for_url("**/orders/*")
    department.context.clear_cookies()
    department.fill("#point-1", "1. Утвердить план, как его прочитали.")
    department.click("button:has-text('Внести в текст')")
    department.wait_for_selector("text=набранное сохранено")
    department.fill("input[name=email]", "department@example.org")
    department.fill("input[name=password]", PASSWORD)
    department.click("main button[type=submit]")
    department.click("text=Отправить")
    department.wait_for_url("**/orders/*")
    assert "Утвердить план, как его прочитали." in department.input_value("#point-1")


def test_a_double_click_and_a_second_enter_send_one_file(person, paper):
    school, sent = person("school"), []
    school.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    school.goto(PLACE)
    school.set_input_files("#file", paper("справка.docx", files.report("Школа", "Справка")))
    school.focus("button:has-text('Загрузить и')")
    school.evaluate("document.activeElement.click(); document.activeElement.click()")
    school.wait_for_selector("text=Сохранена версия 1")
    assert len(sent) == 1


def test_back_after_an_approval_shows_the_new_state_on_a_whole_page(person):
    curator = person("curator")
    curator.goto("/desk")
    waiting = curator.locator(".queue li").count()
    first = curator.locator(".queue a").first
    address, title = first.get_attribute("href"), first.inner_text()
    first.click()
    curator.wait_for_url(f"**{address}")
    if curator.locator(".old").count():
        for chip in curator.locator(".old label:has-text('Принято')").all():
            chip.click()
    curator.click("label:has-text('Подтвердить')")
    curator.click("text=Записать решение")
    curator.wait_for_selector("text=: подтверждено.")
    curator.go_back()
    whole(curator)
    assert curator.locator(".queue li").count() == waiting - 1
    assert title not in curator.locator(".queue").inner_text()
    curator.go_forward()
    whole(curator)
    assert not curator.url.endswith(address)
    assert curator.locator(".queue li").count() == waiting - 1
    curator.goto(address)
    assert "Подтверждён куратором" in curator.inner_text("main")


def test_a_page_from_the_cache_of_the_browser_is_read_again(person):
    curator = person("curator")
    curator.goto("/desk")
    with curator.expect_navigation():
        curator.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    whole(curator)


def test_after_signing_out_back_shows_the_door_and_the_device_keeps_nothing(person):
    curator = person("curator")
    curator.goto("/desk")
    curator.fill("#remark", "Черновик замечания")
    assert curator.evaluate("localStorage.length") == 1
    curator.click(".me summary")
    curator.click("text=Выйти")
    curator.wait_for_url("**/sign-in")
    curator.go_back()
    curator.wait_for_url(re.compile(r"/sign-in\?next="))
    assert curator.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("failure", ["network", 500, 503])
def test_a_server_that_is_lost_is_told_and_the_text_stays(failure, person):
    curator = person("curator", silent=False)
    curator.goto("/desk")
    broken = {"network": lambda route: route.abort()}
    curator.route("**/decision", broken.get(failure, lambda route: route.fulfill(status=failure, body="")))
    curator.fill("#remark", "Назовите месяц.")
    curator.click("label:has-text('Вернуть')")
    curator.click("text=Записать решение")
    curator.wait_for_selector("#problem:has-text('дважды не запишется')")
    assert curator.input_value("#remark") == "Назовите месяц."
    assert curator.locator("#desk").count() == 1
    curator.unroute("**/decision")
    curator.click("text=Записать решение")
    curator.wait_for_selector("text=возвращено школе")


def test_a_refusal_that_is_not_swapped_in_is_still_read(person):
    curator = person("curator", silent=False)
    curator.goto("/desk")
    curator.evaluate("document.querySelectorAll('[name=csrf_token]').forEach((field) => { field.value = 'x'; })")
    curator.evaluate("document.querySelector('meta[name=csrf-token]').content = 'x'")
    curator.fill("#remark", "Назовите месяц.")
    curator.click("label:has-text('Вернуть')")
    curator.click("text=Записать решение")
    curator.wait_for_selector("#problem:has-text('вошёл другой человек')")
    assert curator.input_value("#remark") == "Назовите месяц."


@pytest.mark.parametrize("name", ["page.html", "page.svg", "page.pdf", "page.png"])
def test_a_disguised_file_never_runs_in_our_origin(name, person, disguised):  # noqa: F811
    school = person("school", silent=False)
    key = disguised(name)
    school.goto("/")
    for query in ("", "?show=1"):
        school.evaluate(
            """(url) => new Promise((done) => {
              window.ran = false;
              const frame = document.createElement("iframe");
              frame.src = url; frame.onload = done; document.body.append(frame); setTimeout(done, 2000);
            })""",
            f"/versions/{key}/file{query}",
        )
        assert school.evaluate("window.ran") is False
        assert all(frame.title() != "ran" for frame in school.frames)


def test_without_javascript_the_page_asks_for_the_file_again(person, paper):
    school = person("school", java_script_enabled=False)
    school.goto(PLACE)
    school.set_input_files("#file", paper("на самом деле.docx", b"%PDF-1.4"))
    school.click("text=Загрузить и")
    assert "Браузер забыл выбор: выберите файл ещё раз." in plain(school.inner_text("main"))
    school.set_input_files("#file", paper("справка.docx", files.report("Школа", "Справка")))
    school.click("text=Загрузить и")
    assert "Сохранена версия 1" in plain(school.inner_text("main"))


def chosen(page) -> str:
    """The name of the file that stands in the field."""
    return page.evaluate("document.getElementById('file').files[0]?.name")


def whole(page) -> None:
    """A page and not a part of one: the top, one heading, our style."""
    page.wait_for_load_state()
    assert page.locator("header.top").count() == 1
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.styleSheets.length") >= 3


def sign_in(page, who: str) -> None:
    page.goto("/sign-in")
    page.fill("#email", f"{who}@example.org")
    page.fill("#password", "opora-demo")
    page.click("text=Войти")
    page.wait_for_load_state()


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))
