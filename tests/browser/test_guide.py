"""The guide is walked in a real Chromium: each of its bold words stands on the screens that it speaks of.

`make guide` (OPORA_PICTURES=1) keeps what is seen on the way as the pictures of the guide and of the README.
"""

import io
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from app.expertise.models import Publication
from app.expertise.services import freeze_due
from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write

pytestmark = pytest.mark.chromium
DOCS = Path(__file__).resolve().parents[2] / "docs"
PICTURES = DOCS.parent / "app" / "static" / "guide"
SMALL = 150_000  # bytes


@pytest.fixture
def seen(tmp_path):
    """Look at a page: its words are remembered, and its picture when it has a name."""
    words = []

    def look(page, name: str = "", height: int = 900) -> None:
        page.wait_for_load_state()
        words.append(plain(page.text_content("body")))
        if name:
            page.set_viewport_size({"width": 1280, "height": height})
            keep(page.screenshot(), name, PICTURES if "OPORA_PICTURES" in os.environ else tmp_path)

    look.words = words
    return look


def keep(png: bytes, name: str, folder: Path) -> None:
    """Write the picture with 256 colours: enough for calm screens, and small."""
    Image.open(io.BytesIO(png)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
        folder / f"{name}.png", optimize=True
    )
    assert (folder / f"{name}.png").stat().st_size < SMALL


def unseen(guide: str, words: list[str]) -> list[str]:
    """The bold words of a page of the guide that no screen has shown."""
    bold = re.findall(r"\*\*(.+?)\*\*", (DOCS / "guide" / guide).read_text(encoding="utf-8"), re.S)
    return [word for word in map(plain, bold) if not any(word in screen for screen in words)]


def plain(text: str) -> str:
    """With ordinary spaces."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u00ad", "")).strip()


def test_a_school_finds_every_word_of_its_guide(person, seen):
    school = person("school")
    seen(school, "home", 1200)
    school.click("text=Открыть замечания")
    seen(school, "returned", 755)
    school.goto("/schools/1/kit")
    seen(school)
    school.click("main a:has-text('Дефицит педагогических кадров')")
    seen(school)
    school.goto("/schools/1/kit")
    school.click("main a:has-text('Среднесрочная программа')")
    seen(school)
    draft = person("school3")
    draft.click("main a:has-text('Проверить и отправить')")
    seen(draft)
    mending = person("school5")
    mending.goto("/schools/5/kit")
    mending.locator("main a[href*='/documents/']").nth(2).click()
    seen(mending)
    assert unseen("school.md", seen.words) == []


def test_a_curator_finds_every_word_of_the_guide(person, seen):
    curator = person("curator")
    seen(curator)
    curator.goto("/desk")
    seen(curator, "desk")
    curator.goto("/desk/many")
    seen(curator, "many", 660)
    curator.goto("/desk")
    curator.click(".queue a:has-text('Среднесрочная')")
    address = curator.url
    curator.click("label:has-text('Подтвердить')")
    curator.click("text=Записать решение")
    curator.wait_for_selector("text=: подтверждено.")
    curator.goto(address)
    seen(curator)
    assert unseen("curator.md", seen.words) == []


def test_an_expert_finds_every_word_of_the_guide(app, at, person, seen):
    at(2022, 4, 30, 9)
    with app.app_context():
        begin_write()
        freeze_due(datetime(2022, 4, 30, 9, tzinfo=UTC))
        db.session.commit()
    expert = person("expert")
    seen(expert)
    expert.click("nav >> text=Экспертиза")
    seen(expert, "round")
    expert.click("a:has-text('Заречная СОШ')")
    seen(expert, "sheet")
    expert.goto("/rounds/1/schools/1")
    seen(expert)
    with app.app_context():
        db.session.add(Publication(stage_id=1, published_at=clock.now(), published_by_id=1, exceptions=[]))
        db.session.commit()
    for name in ("stages", "held_1"):  # kept until the journal goes on, which has heard nothing of this
        app.extensions.pop(name, None)
    expert.goto("/rounds/1")
    seen(expert)
    expert.goto("/sheets")
    seen(expert)
    expert.goto("/checks/rules")
    seen(expert)
    assert unseen("expert.md", seen.words) == []


def test_a_municipal_coordinator_finds_every_word_of_the_guide(person, seen):
    coordinator = person("municipal")
    seen(coordinator)
    coordinator.click("nav >> text=Мои пункты")
    seen(coordinator, "duties", 700)
    coordinator.click("main a:has-text('Отчитаться') >> nth=0")
    coordinator.wait_for_selector("text=Отметить исполнение")
    seen(coordinator)
    coordinator.click("nav >> text=План")
    seen(coordinator)
    coordinator.click("main >> text=Реестры")
    seen(coordinator)
    assert unseen("municipal.md", seen.words) == []


def test_the_department_finds_every_word_of_the_guide(person, seen):
    department = person("department")
    seen(department)
    department.goto("/plan")
    seen(department, "plan")
    for page in ("monitorings", "24", "imports"):
        department.goto(f"/plan/{page}")
        seen(department)
    department.goto("/plan")
    department.click("text=Проверить >> nth=0")
    seen(department)
    department.goto("/journal")
    seen(department)
    department.goto("/orders")
    department.select_option("select[name=kind]", "O_PLAN")
    seen(department)
    department.click("main form button[type=submit] >> nth=0")
    department.wait_for_url(re.compile(r"/orders/\d+"))
    department.reload()
    seen(department, "order", 505)
    assert unseen("department.md", seen.words) == []
