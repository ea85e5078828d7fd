"""A weak password is refused in a sentence that says why and what would do; a phrase is taken."""

import pytest

from app.demo.seed import PASSWORD as OF_THE_DEMO
from app.people.accounts.passwords import LONGEST, commonest, is_common, refusal
from tests.people.conftest import IVANOVA, accept, invite

WEAK = {
    "короткий": "short",
    "": "short",
    " " * 10: "repeated",
    "aaaaaaaaaa": "repeated",
    "абабабабабаб": "repeated",
    "1234567890": "in_a_row",
    "0987654321": "in_a_row",
    "abcdefghijklm": "in_a_row",
    "абвгдежзийк": "in_a_row",
    "qwertyuiop": "known",
    "йцукенгшщз": "known",
    "gfhjkmgfhjkm": "known",
    "парольпароль": "known",
    "PASSWORD123": "known",
    "1qaz2wsx3edc": "known",
    OF_THE_DEMO: "ours",
    "Опора 500+ 2022": "ours",
    "школа500500500": "ours",
    IVANOVA.upper(): "near",
    "ё" * 201: "long",
    "слово " * 400_000: "long",
}
GOOD = (
    "три слова подряд",
    "опорный прыжок завтра",
    "школьный автобус 7",
    "correct horse battery",
    "мячик " * 33,
)


@pytest.mark.parametrize("password", WEAK, ids=[f"{code}-{one[:12]}" for one, code in WEAK.items()])
def test_what_is_tried_first_is_refused_by_its_reason(password):
    assert refusal(IVANOVA, password).code == WEAK[password]


@pytest.mark.parametrize("password", GOOD)
def test_a_phrase_is_taken(password):
    assert len(password) <= LONGEST
    assert refusal(IVANOVA, password) is None


def test_the_list_is_read_in_both_layouts_and_holds_a_thousand():
    assert len(commonest()) > 1000
    assert all(len(digest) == 16 for digest in commonest())
    assert is_common("йцукенгшщз")
    assert is_common("qwertyuiop")
    assert not is_common("три слова подряд")


def test_the_page_says_why_and_the_link_stays_good(department, browser, ivanova):
    link, guest = invite(department, ivanova), browser()
    accept(guest, link, OF_THE_DEMO)
    assert guest.status == 422
    said = guest.page.xpath('string(//*[@id="password-error"])').replace("\xa0", " ")
    assert "названия системы" in said
    assert "фраза из нескольких слов" in said
    accept(guest, link, "три слова подряд")
    assert "Пароль сохранён" in guest.text
