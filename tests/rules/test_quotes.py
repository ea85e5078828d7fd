"""Quotes inside quotes are „“, wherever the house puts somebody's words into «»."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fromstring
from sqlalchemy import select

from app.documents.checks.outline import Block, Outline
from app.documents.checks.report import direction
from app.documents.checks.sections import SectionRule, find
from app.extensions import db
from app.kernel.quotes import quoted
from app.papers.proofreading import quotes_in
from app.year.cycle.models import EvidenceWindow, RiskDirection
from tests.rules.places import OWN, addresses, guarded, is_placed, school_named

pytestmark = pytest.mark.sqlite  # words alone

LONG = "Раздел 1. Анализ работы МБОУ «Заречная СОШ» по программе «Школа возможностей» в 2021 году и причины риска школы"
NESTED = "Дефицит кадров по программе «Земский учитель»"
BLOCKS = " | ".join(
    [f"//{tag}" for tag in ("title", "h1", "h2", "h3", "p", "li", "dt", "dd", "th", "td", "option", "a")]
)
BLOCKS += " | //@aria-label | //@title"
PEOPLE = ("school", "curator", "municipal", "expert", "rcoko", "department", "admin")


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        ("Цель", 80, "«Цель»"),
        ("Цель «Роста»", 80, "«Цель „Роста“»"),
        ("Цель роста", 4, "«Цель…»"),
        ("Цель роста", 9, "«Цель…»"),
        ("Цель «Школы роста» и мира", 14, "«Цель „Школы…“»"),
        ("Цель, задачи", 6, "«Цель…»"),
        ("Неделимое", 4, "«Неде…»"),
    ],
)
def test_words_in_quotes_are_cut_between_words_and_their_own_quotes_are_closed(text, most, said):
    assert quoted(text, most) == said


@given(st.text(alphabet="аб «».,", min_size=1, max_size=60), st.integers(1, 60))
def test_no_words_put_a_quote_into_the_same_quotes(text, most):
    said = quoted(text, most)
    assert not quotes_in([said])
    assert len(said) <= most + 3 + said.count("“")


def test_the_check_quotes_a_document_with_its_own_quotes():
    blocks = [Block(LONG, title_like=True, bold=True), Block("Текст раздела. " * 9), Block(NESTED)]
    paper = Outline(blocks)
    (found,) = find(paper, [SectionRule("analysis", LONG.removeprefix("Раздел 1. "), (), "must")])
    named = direction(paper, NESTED)
    assert not quotes_in([found.where, named.where, named.title])
    assert "„Земский учитель“" in named.title
    assert found.where.endswith("…»")
    assert found.where[1:-2].split()[-1] in LONG.split()


@pytest.fixture
def pages(whole_year):
    """Each page of the year, in which a direction, a window and a stage have quotes of their own."""
    with whole_year.app_context():
        for model in (RiskDirection, EvidenceWindow):
            for one in db.session.scalars(select(model)):
                one.title = f"{one.title} «Школа роста»"
        db.session.commit()
        own = school_named(OWN)
        rules = [rule for rule in guarded(whole_year) if "GET" in rule.methods]
        every = [one for rule in rules for one in addresses(whole_year, rule, own if is_placed(rule) else None)]
        return [one.url for one in every if one.method == "GET"]


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_puts_quotes_into_the_same_quotes(who, pages, browser):
    person, seen, found = browser(who), 0, {}
    for url in pages:
        answer = person.client.get(url)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            said = fromstring(answer.text).xpath(BLOCKS)
            texts = [one if isinstance(one, str) else one.text_content() for one in said]
            seen, found[url] = seen + 1, quotes_in(texts)
    assert not {url: said for url, said in found.items() if said}
    assert seen > 5
