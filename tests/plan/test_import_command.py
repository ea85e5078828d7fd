"""flask plan import: what it prints, and what it says when there is nothing to print."""

import json

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.journal.models import Event
from app.plan.known import DATA
from tests.plan.made import order_226
from tests.plan.test_reading import bare

PLAN = json.loads(DATA.read_text())


@pytest.fixture
def run(app, tmp_path):
    """run(bytes, "--dry-run") → the result of the command."""

    def command(data: bytes, *options: str):
        path = tmp_path / "план.docx"
        path.write_bytes(data)
        return app.test_cli_runner().invoke(args=["plan", "import", str(path), *options])

    return command


def test_a_dry_run_prints_the_plan_and_writes_nothing(run, app):
    def events() -> int:
        with app.app_context():
            return db.session.scalar(select(func.count(Event.id)))

    before = events()
    result = run(order_226(), "--dry-run")
    assert result.exit_code == 0
    assert bare(json.loads(result.stdout)) == PLAN
    assert events() == before


def test_our_own_order_comes_back_from_its_paper(run, app, tmp_path):
    paper = tmp_path / "order.docx"
    rendered = app.test_cli_runner().invoke(args=["orders", "render", "O_PLAN", "--output", str(paper)])
    assert rendered.exit_code == 0
    items = json.loads(run(paper.read_bytes(), "--dry-run").stdout)
    for item, want in zip(items, PLAN, strict=True):
        assert {**item, "source_row": 0} == {**want, "source_row": 0, "doubts": item["doubts"], "repairs": []}
    assert {item["number"] for item in items if item["doubts"]} == {16, 17, 18, 28}


def test_what_is_no_plan_ends_with_a_sentence_and_not_with_a_traceback(run, app):
    result = run(b"not a document", "--dry-run")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Это не документ DOCX" in result.stderr
    assert "Traceback" not in result.stderr
    missing = app.test_cli_runner().invoke(args=["plan", "import", "nowhere.docx", "--dry-run"])
    assert missing.exit_code == 1
    assert "не открывается" in missing.stderr
