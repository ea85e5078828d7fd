"""What STYLE.md, .editorconfig and the hooks say is so."""

import configparser
import re
import subprocess
import tomllib

import pytest

from app.documentation import DOCS
from tests.rules.quoted import blocks

ROOT = DOCS.parent
QUOTED = blocks(ROOT / "STYLE.md")


def editorconfig() -> configparser.ConfigParser:
    rules = configparser.ConfigParser()
    rules.read_string("[top]\n" + (ROOT / ".editorconfig").read_text(encoding="utf-8"))
    return rules


def texts() -> list[str]:
    """The files that git keeps as text, but for those of others."""
    listed = subprocess.check_output(["git", "grep", "-I", "--name-only", "-e", ""], cwd=ROOT, text=True).splitlines()
    return [name for name in listed if not re.search("/vendor/|LICENSE|OFL|-MIT|tests/golden/", name)]


@pytest.mark.parametrize("block", QUOTED, ids=lambda block: block.file)
def test_what_the_page_of_style_quotes_stands_in_its_file(block):
    assert block.text.strip() in (ROOT / block.file).read_text(encoding="utf-8")


def test_every_block_of_the_page_of_style_names_its_file():
    assert len(QUOTED) == (ROOT / "STYLE.md").read_text(encoding="utf-8").count("```") / 2


def test_every_text_is_as_the_editors_are_told():
    told = editorconfig()["*"]
    assert (told["end_of_line"], told["insert_final_newline"], told["trim_trailing_whitespace"]) == (
        "lf",
        "true",
        "true",
    )
    read = {name: (ROOT / name).read_bytes() for name in texts()}
    assert [name for name, data in read.items() if b"\r" in data] == []
    assert [name for name, data in read.items() if data and not data.endswith(b"\n")] == []
    assert [name for name, data in read.items() if re.search(rb"[ \t]\n", data)] == []


def test_editors_and_ruff_agree_on_the_width_of_a_line():
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    assert int(editorconfig()["*.py"]["max_line_length"]) == ruff["line-length"]


def test_the_hook_runs_what_make_check_runs_and_fetches_nothing():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"repo: (.+)", hooks) == ["local"]
    assert re.findall(r"entry: (.+)", hooks) == ["make check"]
