"""CONTRIBUTING.md can be followed: a machine does what its seven steps say in a copy of the house, and it works."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from app.documentation import DOCS
from tests.rules.quoted import Block, blocks

ROOT = DOCS.parent
STEPS = blocks(ROOT / "CONTRIBUTING.md")
NOT_OURS = shutil.ignore_patterns(".git", ".venv", "instance", "test-artefacts", "__pycache__", ".*_cache", "build")
TOOLS = Path(sys.executable).parent
CHECKS = (
    [TOOLS / "ruff", "check", "."],
    [TOOLS / "ruff", "format", "--check", "."],
    [TOOLS / "mypy"],
    [TOOLS / "lint-imports"],
)


def put(block: Block, house: Path) -> None:
    """Write the new file, or change the lines that the page shows."""
    file = house / block.file
    if block.language != "diff":
        assert not file.exists(), f"{block.file} is there already"
        file.parent.mkdir(exist_ok=True)
        file.write_text(block.text, encoding="utf-8")
        return
    lines = block.text.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] != "+")
    after = "".join(line[1:] for line in lines if line[0] != "-")
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{block.file} has not these lines once:\n{before}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def run(house: Path, *command) -> str:
    """What a command says in the house; it has to end well."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OPORA_", "PYTEST_"))}
    environment |= {"OPORA_DATABASE": "sqlite://", "OPORA_QUEUE": "at-once"}
    done = subprocess.run([*map(str, command)], cwd=house, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def followed(tmp_path_factory) -> Path:
    """A copy of the house with the feature of the page."""
    house = tmp_path_factory.mktemp("followed") / "house"
    shutil.copytree(ROOT, house, ignore=NOT_OURS)
    head = ScriptDirectory(ROOT / "migrations").get_current_head()
    for block in STEPS:
        name, text = (word.replace("NEXT", "9999").replace("HEAD", head) for word in (block.file, block.text))
        put(block._replace(file=name, text=text), house)
    run(house, sys.executable, "-m", "flask", "--app", "wsgi", "docs", "build")
    return house


def test_the_example_passes_the_checks_of_the_house(followed):
    for check in CHECKS:
        run(followed, *check)


def test_the_documentation_says_the_new_route_and_who_may(followed):
    page = (followed / "docs" / "permissions.md").read_text(encoding="utf-8")
    assert "| `/memos` | GET | `memo.view` |" in page
    assert "| `/memos` | POST | `memo.post` |" in page


def test_the_page_opens_asks_who_may_and_agrees_with_its_migration(followed):
    files = ("tests/memos", "tests/operation/test_migrations.py")
    said = run(followed, sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *files)
    assert "8 passed" in said
