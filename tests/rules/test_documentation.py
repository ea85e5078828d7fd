"""What is written about the house is true: generated pages are fresh, links lead somewhere, names stand in the code."""

import json
import re
from pathlib import Path

import pytest

from app.documentation import DOCS, PAGES, known_workflows
from app.settings import Settings
from tools import vendor

ROOT = DOCS.parent
TEXTS = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "app").rglob("*.py")))


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_fresh(app, name):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](app)


def test_every_workflow_of_the_code_is_in_the_documentation(app):
    assert len(known_workflows()) == CODE.count("= Workflow(")


def test_every_setting_says_what_it_means():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_pictures_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_picture_is_shown_and_small():
    shown = {Path(name).name for page in TEXTS for name in re.findall(r"\(([^)]+\.png)\)", page.read_text("utf-8"))}
    pictures = list((DOCS.parent / "app" / "static" / "guide").iterdir())
    assert {picture.name for picture in pictures} == shown
    assert max(picture.stat().st_size for picture in pictures) < 150_000


def test_the_glossary_names_what_the_code_has():
    rows = re.findall(r"^\|[^|]+\|([^|]+)\|", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.M)
    names = {name for row in rows for quoted in re.findall(r"`([^`]+)`", row) for name in re.split(r"[.\s]+", quoted)}
    assert len(names) > 40
    assert [name for name in sorted(names) if not re.search(rf"\b{re.escape(name)}\b", CODE)] == []


def test_the_glossary_says_a_word_once():
    words = re.findall(r"^\| ([^|]+) \|", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.M)
    assert [word for word in words if words.count(word) > 1] == []


def test_the_map_in_the_readme_names_every_part():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    parts = [path.parent.name for path in (ROOT / "app").glob("*/__init__.py")]
    assert [part for part in parts if not re.search(rf"\b{part}\b", readme)] == []


def test_the_locks_hold_digests_and_no_addresses():
    for lock in (*ROOT.glob("requirements*.txt"), vendor.LOCK):
        text = lock.read_text(encoding="utf-8")
        assert "sha256" in text, lock
        assert "://" not in text, lock
        assert "index" not in re.sub(r"\S*# via.*", "", text), lock


def test_a_vendored_file_that_was_touched_is_named(tmp_path, monkeypatch):
    lock = json.loads(vendor.LOCK.read_text(encoding="utf-8"))
    assert list(vendor.differences(lock)) == []
    del lock["htmx.org"]["files"]["vendor/htmx-LICENSE"]
    lock["htmx.org"]["files"]["vendor/htmx.min.js"]["sha256"] = "0" * 64
    lock["htmx.org"]["files"]["vendor/other.js"] = {"sha256": "0" * 64}
    assert set(vendor.differences(lock)) == {
        "vendor/htmx.min.js is not the file of the lock",
        "vendor/other.js is missing",
        "vendor/htmx-LICENSE is not in the lock",
    }
