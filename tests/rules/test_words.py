"""Wordings that a native reader has stumbled over, and that do not come back (docs of the house: plain Russian)."""

import re
from pathlib import Path

import pytest

FORBIDDEN = {
    "machine speech": r"Сейчас состояние|действие «|состояние уже изменилось",
    "an odd order of words": r"мест изменилось|Не принято замечаний",
    "not Russian": r"в странице",
    "clipped": r"неполон\b|неполна\b|«Прочитано»|«Чисто»|Найден, пуст|Коротко, что это",
    "a riddle": r"из \{len\(lines\)\}|Куратор вернул \{day",
    "one word for several things": r"Все мои мероприятия|Проверьте другой файл|Отметиться на мероприятии",
    "another name than in the list of rooms": r"Проверка документов",
    "approval for a paper": r"(Приложите|Приложено|Убрано) подтверждение|ещё подтверждение|принятым подтверждением",
    "a text that nobody has typed": r"if not unsaid %} Ваш текст",
}
SOFT = (
    "app/papers",
    "app/orders",
    "app/documents/checks/russian.py",
    "app/plan/tables.py",
    "app/search/excerpt.py",
)  # tables on paper; readers of files
FILES = [path for path in Path("app").rglob("*") if path.suffix in (".py", ".html", ".js")]


def read(path: Path) -> str:
    """As a person sees it: without what joins words."""
    return re.sub(r"\\u00a0|&nbsp;|\xa0", " ", path.read_text())


@pytest.mark.parametrize("why", FORBIDDEN)
def test_a_wording_that_stopped_a_reader_is_nowhere(why):
    assert [(str(path), found[0]) for path in FILES if (found := re.search(FORBIDDEN[why], read(path)))] == []


def test_no_word_is_broken_by_hand_on_a_page():
    broken = re.compile(r"\\u00ad|&shy;|\xad")
    assert [str(path) for path in FILES if not str(path).startswith(SOFT) and broken.search(path.read_text())] == []
