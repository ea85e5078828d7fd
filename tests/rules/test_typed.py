"""What a form that comes back shows: words of a person, never machinery."""

import pytest

from app.kernel.typed import about, readable


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("remark", "7", [("Замечание", "7")]),
        ("remark-12", "open", [("Прежнее замечание", "не\u00a0исправлено")]),
        ("note-text", "abc", [("Замечание", "abc")]),
        ("done_on", "2022-03-24", [("Дата", "2022-03-24")]),
        ("topic", "STEM, 2 часа", [("", "STEM, 2 часа")]),
        ("verdict", "approve", [("Решение", "подтвердить")]),
        ("reason", "dates_wrong", []),
        ("reason", "Ошибка", [("Причина", "Ошибка")]),
        ("kind", "protocol", []),
        ("risk", "2", []),
        ("version_id", "74", []),
        ("form_key", "0123abcd", []),
        ("csrf_token", "IjE2.Yk-1", []),
        ("remark", "  ", []),
    ],
)
def test_a_value_is_shown_when_a_person_wrote_it(name, value, shown):
    assert readable([(name, value)]) == shown


def test_a_form_says_what_it_is_about_before_its_page_does():
    assert about([("form_page", "Страница")]) == "Страница"
    assert about([("about", "Дело"), ("form_page", "Страница")]) == "Дело"
    assert about([]) == ""
