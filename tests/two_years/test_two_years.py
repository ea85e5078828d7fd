"""Two years of a region with twelve schools, lived through the pages alone: each time all 32 items come true."""

import re

import pytest

from app.papers.kinds import KINDS
from app.papers.rendering import text_of
from tests.two_years import autumn, documents, plan, spring, stages, winter
from tests.two_years.company import Company

pytestmark = [pytest.mark.sqlite, pytest.mark.long]
ALL = set(range(1, 33))
REPLY = re.compile(r"На\s№\s_+\sот\s_+")  # a letter that answers none
# A gap, a word of Python, a sum of nothing, a name as screens shorten it, quotes in the same quotes.
WRONG = re.compile(r"_{3,}|None|nan|undefined|\{\{|\}\}|\bрег\.|\bмун\.|\bАРП\b|««|»»|«[^»„]*«")


def test_two_years(company):
    company.begin(2022)
    company.on(0, 15)
    winter.people_come_in(company)
    the_year_is_lived(company)
    assert plan.confirmed(company) == ALL
    company.on(12, 14)
    winter.the_next_year_is_opened(company)
    company.begin(2023)
    the_year_is_lived(company)
    assert plan.confirmed(company) == ALL
    every_kind_of_paper_was_made(company)


def the_year_is_lived(company: Company) -> None:
    winter.schools_get_codes(company)
    winter.the_project_begins(company)
    winter.the_schools_are_known(company)
    winter.the_plan_is_approved(company)
    autumn.a_quarter_passes(company, 3, 10)
    documents.the_kits_are_written(company)
    spring.towns_help(company)
    documents.evidence_is_shown(company, documents.SPRING, 4, 20)
    stages.the_group_is_named(company, 4, 21)
    stages.examine(company, 1, (4, 22), (5, 1), (5, 5), "301")
    autumn.everybody_learns(company, 5, 20)
    autumn.a_quarter_passes(company, 6, 1)
    stages.examine(company, 2, (6, 13), (6, 21), (6, 25), "401")
    autumn.recommendations_go_out(company, 6, 28)
    company.on(6, 30)
    plan.monitored(company, 1, 14, "420")
    spring.coordination_ends(company)
    autumn.a_quarter_passes(company, 9, 1)
    autumn.the_plan_is_changed(company, 9, 5)
    autumn.a_quarter_passes(company, 10, 3)
    autumn.long_items_hold(company, 10, 20)
    company.on(10, 31)
    plan.monitored(company, 2, 15, "610")
    documents.evidence_is_shown(company, documents.AUTUMN, 11, 1)
    stages.examine(company, 3, (11, 8), (11, 16), (11, 20), "640")
    stages.all_stages_are_told(company)
    autumn.the_year_ends(company, 12, 13)


def every_kind_of_paper_was_made(company: Company) -> None:
    """In both years, each of them whole."""
    assert set(company.papers) == {f"{year} {kind}" for year in (2022, 2023) for kind in KINDS}
    for name, paper in company.papers.items():
        said = REPLY.sub("", text_of(paper))
        assert (wrong := WRONG.search(said)) is None, f"{name}: {wrong}"
        assert name[:4] in said, name
