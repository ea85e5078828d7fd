"""A full disk before a real browser: the file stays chosen and is named, or comes another way; a wait ends (S4, A5)."""

import pytest
from sqlalchemy import func, select

from app.documents.models import Version
from storage import open_store
from tests.browser.test_guards import PLACE, chosen, plain
from tests.browser.test_poor_line import choose, paper  # noqa: F401
from tests.documents.steps import count, docx
from tests.storage.failing import fill, make_read_only, small_disk

pytestmark = pytest.mark.chromium
VERSIONS = select(func.count(Version.id))


def test_a_full_archive_leaves_the_file_chosen_and_named_and_the_next_try_is_taken(person, app, tmp_path, paper):  # noqa: F811
    before = count(app, VERSIONS)
    with small_disk(tmp_path / "disk", 8 * 1024) as disk:
        app.extensions["store"] = open_store(f"file:{disk / 'archive'}")
        fill(disk, 500_000)
        school = person("school", silent=False)
        choose(school, paper)
        school.wait_for_selector("text=на диске архива кончилось место")
        said = plain(school.inner_text(".picked__name"))
        assert said.startswith("Файл «Фото протокола.pdf» не сохранён")
        assert chosen(school) == "Фото протокола.pdf"
        assert count(app, VERSIONS) == before
        (disk / "filler").unlink()
        school.click("text=Загрузить и")
        school.wait_for_selector("text=Сохранена версия 1")
        assert count(app, VERSIONS) == before + 1


def test_without_room_for_parts_the_file_comes_whole_at_once(person, app, tmp_path, paper):  # noqa: F811
    with small_disk(tmp_path / "parts", 64) as parts:
        app.config["SETTINGS"].parts = str(parts)
        make_read_only(parts)
        school = person("school", silent=False)
        choose(school, paper)
        school.wait_for_selector("text=Сохранена версия 1", timeout=15_000)


def test_a_wait_for_a_dead_worker_asks_seldom_and_ends_in_words(person, app, monkeypatch, tmp_path):
    monkeypatch.setitem(app.extensions, "jobs", lambda *_, **__: None)
    monkeypatch.setattr("app.kernel.waiting.MOST", 4)
    school, asked = person("school"), []
    school.on("request", lambda request: asked.append(request.url) if "/check?turn=" in request.url else None)
    school.goto(PLACE)
    path = tmp_path / "АРП.docx"
    path.write_bytes(docx())
    school.set_input_files("#file", path)
    school.click("text=Загрузить и")
    school.wait_for_selector("text=Проверяем разделы")
    school.wait_for_selector("text=Проверка задерживается", timeout=30_000)
    school.wait_for_timeout(2000)
    assert len(asked) == 4
    assert "Файл сохранён" in plain(school.inner_text("section[id^=check-]"))
