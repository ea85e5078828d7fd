"""What a release says of itself: its version, and what is new in it for whom."""

import re
from datetime import datetime

import pytest

from app.documentation import DOCS
from app.version import VERSION

CHANGES = (DOCS.parent / "CHANGELOG.md").read_text(encoding="utf-8")
READERS = ["Всем", "Школа", "Куратор", "Эксперт ОИРО", "Департамент", "МОУО", "Администратор"]
TITLE, COMING, *RELEASES = re.split(r"^## ", CHANGES, flags=re.M)


@pytest.mark.parametrize("who", [None, "school"])
def test_the_foot_of_a_page_says_the_version(browser, who):
    person = browser(who)
    person.get("/" if who else "/sign-in")
    assert person.page.find_class("foot")[0].text_content().strip().endswith(f"Версия {VERSION}")


def test_a_command_says_the_version(app):
    assert app.test_cli_runner().invoke(args=["version"]).output == f"{VERSION}\n"


def test_what_is_not_released_yet_comes_first_and_waits_for_its_readers():
    assert TITLE.strip() == "# Что нового"
    heading, *lines = COMING.strip().splitlines()
    assert heading == "Ещё не выпущено"
    assert [line for line in lines if line and not re.match(r"- .|### .", line)] == []


def test_the_newest_release_is_the_version_of_the_house():
    assert RELEASES[0].startswith(f"{VERSION} – ")


def test_releases_go_down_by_number_and_by_day():
    heads = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+) – (\d\d\.\d\d\.\d{4})", text.splitlines()[0]) for text in RELEASES]
    numbers = [tuple(map(int, head.groups()[:3])) for head in heads]
    days = [datetime.strptime(head[4], "%d.%m.%Y") for head in heads]
    assert numbers == sorted(set(numbers), reverse=True)
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("release", RELEASES, ids=lambda text: text.split()[0])
def test_a_release_says_to_each_reader_shortly_what_is_new(release):
    readers = re.findall(r"^### (.+)", release, re.M)
    assert readers == [reader for reader in READERS if reader in readers]
    for part in re.split(r"^### .+\n", release, flags=re.M)[1:]:
        lines = part.strip().splitlines()
        assert lines, "a heading without an entry"
        assert [line for line in lines if not line.startswith("- ")] == []
        assert [line for line in lines if len(line) > 162] == []
