"""A plan from a file in a real Chromium: loaded, answered without a reload, approved; and the page of the next year."""

import pytest
from sqlalchemy import delete, update

from app.extensions import db
from app.plan.models import Confirmation, Execution, PlanItem
from tests.browser.axe import serious
from tests.plan.made import order_226

pytestmark = pytest.mark.chromium


@pytest.fixture
def file(tmp_path):
    """Order No. 226 on the disk of the person."""
    path = tmp_path / "Приказ 226.docx"
    path.write_bytes(order_226())
    return path


def load(page, file) -> None:
    page.goto("/plan/imports")
    page.set_input_files("#file", str(file))
    page.click("text=Прочитать")
    page.wait_for_selector("#summary")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_review_is_readable_everywhere(width, scheme, person, picture, file):
    page = person("department", width, color_scheme=scheme)
    load(page, file)
    picture(page, f"department-plan-import-{width}-{scheme}")
    assert serious(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_rows_are_answered_in_place_and_the_plan_is_approved(person, picture, file, app):
    with app.app_context():
        for model in (Confirmation, Execution):
            db.session.execute(delete(model))
        db.session.execute(update(PlanItem).values(state="not_started"))
        db.session.commit()
    page = person("department")
    load(page, file)
    left = 10
    while (asked := page.locator(".leaf__block:has(.state--hand)")).count():
        number = asked.first.get_attribute("id")
        asked.first.locator("button[type=submit]").click()
        page.wait_for_selector(f"#{number} .state--done")
        left -= 1
        said = f"Нужен ответ: {left} " if left else "Вопросов не осталось"
        assert said in page.inner_text("#summary h2").replace("\xa0", " ")
        assert page.evaluate("document.activeElement.closest('.leaf__block').id") == number
    assert left == 0
    picture(page, "department-plan-import-answered")
    page.click("text=Утвердить план")
    page.wait_for_selector("text=План 2022 года утверждён")
    page.goto("/plan")
    assert "0 из 32" in page.inner_text(".tally").replace("\xa0", " ")


def test_the_next_year_is_prepared_and_looked_at(person, picture):
    page = person("department")
    page.goto("/plan/years")
    page.click("text=Подготовить")
    page.wait_for_selector("text=Подготовлен 2023 год")
    picture(page, "department-next-year")
    assert serious(page) == []
