"""A remark and a newer version: was the place that it is about changed."""

from app.documents.checks.answered import changed_since

TITLES = (
    "Цель реализации программы",
    "Задачи реализации программы",
    "Целевые показатели",
    "Сроки реализации программы",
)
OLD = """Цель реализации программы
Снизить долю обучающихся группы риска.
Целевые показатели
Повысить качество знаний обучающихся.
Сроки реализации программы
Апрель – ноябрь 2022 года"""


def said(new: str, section: str = "", quote: str = "", old: str = OLD) -> bool | None:
    return changed_since(section, quote, old, new, TITLES)


def test_the_quotation_that_is_gone_was_changed():
    assert said(OLD.replace("Повысить качество знаний", "Довести до 45 %"), quote="Повысить качество знаний") is True


def test_the_quotation_that_still_stands_was_not_changed_whatever_else_was():
    assert said(OLD.replace("Снизить", "Уменьшить"), "Цель реализации программы", "Повысить качество") is False


def test_a_quotation_is_found_over_a_line_and_in_other_letters():
    assert said(OLD, quote="группы риска. Целевые ПОКАЗАТЕЛИ") is False


def test_the_section_was_changed_when_a_word_in_it_was():
    assert said(OLD.replace("Повысить", "Улучшить"), "Целевые показатели") is True


def test_the_section_was_not_changed_by_a_word_elsewhere():
    assert said(OLD.replace("Снизить", "Уменьшить"), "Целевые показатели") is False
    assert said(OLD.replace("Апрель", "Май"), "Показатели целевые") is False


def test_a_section_that_was_added_is_a_change():
    assert said(OLD + "\nЗадачи реализации программы\n1. Выявить.", "Задачи реализации программы") is True


def test_the_contents_are_not_the_section():
    contents = "Цель реализации программы\nЦелевые показатели\nСроки реализации программы\n"
    assert said(contents + OLD.replace("Повысить", "Улучшить"), "Целевые показатели", old=contents + OLD) is True


def test_a_remark_bound_to_nothing_says_nothing():
    assert said(OLD) is None
    assert said(OLD, "Механизм управления") is None
    assert said(OLD, quote="таких слов нет") is None
