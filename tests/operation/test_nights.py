"""Between midnight and three o'clock Moscow is a day ahead of UTC: pages, papers and workbooks say the Moscow day."""

import io
import re
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select

from app.extensions import db
from app.orders.gathering import gather
from app.orders.models import Order
from app.papers.kinds import KINDS
from app.papers.rendering import render, text_of
from app.papers.russian import in_digits, in_words
from app.refusals import Refused
from app.year.cycle.queries import current_cycle
from tests.documents.steps import sent_by
from tests.walking import walk

EVE = re.compile(r"\b0?7\.06\b|\b7[\s\u00a0]июня|2022-06-07")


@pytest.fixture
def night(app, at, browser):
    """Half past midnight of 8 June in Moscow: a document, an item of the plan and an order are decided."""
    at(2022, 6, 7, 21, 30)
    sent = sent_by(browser("school"))
    curator, department = browser("curator"), browser("department")
    curator.get(f"/desk/{sent}")
    curator.submit(f"/documents/{sent}/decision", verdict="return", reason="dates_wrong", remark="Сроки.")
    department.get("/plan/21")
    department.submit("/plan/21/execution", note="Рекомендации разосланы.")
    department.submit("/plan/21/conclusion", verdict="confirm", anyway="on", remark="Да.")
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/1/snapshot", note="")
    department.post("/orders", {"kind": "O_PLAN"})
    with app.app_context():
        order = db.session.scalars(select(Order).order_by(Order.id.desc())).first().id
    department.post(f"/orders/{order}/registration", {"number": "777", "signed_on": "2022-06-08"})
    department.post(f"/orders/{order}/acts", {"act": "publish", "happened_on": "2022-06-08"})
    department.post(f"/orders/{order}/comments", {"comment": "Разослать."})
    department.get(f"/orders/{order}")
    assert department.text.count("08.06.2022") >= 3
    return app


def test_a_moment_is_printed_as_its_day_in_moscow():
    late = datetime(2022, 6, 7, 21, 30, tzinfo=UTC)
    assert in_digits(late) == in_digits(date(2022, 6, 8)) == "08.06.2022"
    assert in_words(late) == in_words(date(2022, 6, 8)) == "8\u00a0июня 2022\u00a0г."


def test_no_paper_says_the_day_before(night):
    printed = {}
    with night.app_context():
        for code in KINDS:
            with suppress(Refused):
                printed[code] = text_of(render(code, gather(code, current_cycle(), date(2022, 6, 8))))
    assert printed["O_PLANMON"].count("08.06.2022") == 2
    assert [code for code, text in printed.items() if EVE.search(text)] == []


@pytest.mark.parametrize("who", ["school", "department"])
def test_no_page_and_no_file_says_the_day_before(night, browser, who):
    told, days = [], 0
    for url, answer in walk(browser(who)):
        text = words_of(answer)
        days += text.count("08.06.2022")
        if EVE.search(text):
            told.append((url, EVE.search(text)[0]))
    assert days
    assert told == []


def words_of(answer) -> str:
    """What a person reads in a page, a workbook or a paper."""
    if answer.mimetype == "text/html":
        return re.sub(r"<[^>]+>", " ", answer.text.replace("&nbsp;", " "))
    if answer.mimetype.endswith("sheet"):
        book = load_workbook(io.BytesIO(answer.data))
        return "\n".join(str(cell) for page in book for row in page.values for cell in row)
    if answer.mimetype.endswith("wordprocessingml.document"):
        return "\n".join(one.text for one in Document(io.BytesIO(answer.data)).paragraphs)
    return ""
