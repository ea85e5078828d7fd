"""A clerk's template is somebody else's programme: what it may say, how long it may take, and who waits meanwhile."""

import io
import sqlite3
from contextlib import closing

import pytest
from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from app.extensions import db
from app.kernel import child
from app.orders.draft import printing
from app.orders.draft.editions import bring
from app.orders.models import Order, OrderDraft
from app.orders.services import docx_of, draft_order
from app.papers.rendering import text_of
from app.papers.templates.trial import tried
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON
from tests.orders.draft.test_templates import CONTEXT, added, edited
from tests.orders.register.test_register import SIGNED

SUM = "{{ 7*191 }}"
NOTE = f'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{SUM}</w:footnotes>'


def parted(document) -> None:
    for text in ("{", "{ 7*191 }", "}"):
        document.add_paragraph(text)


def in_a_property(document) -> None:
    document.core_properties.subject = SUM


def in_a_footnote(document) -> None:
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, NOTE.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def in_the_header(document) -> None:
    document.sections[0].header.paragraphs[0].text = SUM


def in_a_name(document) -> None:
    document.paragraphs[5]._p.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}rsidR", SUM)


LOOPS = "{% for a in rows %}{% for b in rows %}{% for c in rows %}{% endfor %}{% endfor %}{% endfor %}"
COMPUTED = (
    *(SUM, "{{ '0123456789' * 2500 }}", "{{ title ~ title }}", "{{ title + title }}", "{{ number.upper() }}"),
    *("{{ [1, 2] }}", "{{ range(9) }}", "{{ title | center(999999) }}", "{{ title[0] * 9 }}", "{{ 99999 }}"),
    *("{% for a in '0123456789' %}{% endfor %}", "{% for a in title %}{% endfor %}", LOOPS),
    "{% for a in rows recursive %}{% endfor %}",
    f"{{% if title == '{'а' * 101}' %}}{{% endif %}}",
)


@pytest.mark.parametrize("text", COMPUTED)
def test_a_blank_that_computes_is_refused_with_its_place(text):
    problems = tried(edited(added(f" {text}")), CONTEXT).problems
    assert problems
    assert all(one.place.startswith("абзац") for one in problems)


@pytest.mark.parametrize("hide", [parted, in_a_property, in_a_footnote, in_the_header, in_a_name])
def test_a_command_is_seen_wherever_it_hides(hide):
    assert tried(edited(hide), CONTEXT).problems


def test_what_blanks_say_in_truth_may_be_said():
    said = " {% if title and number != '5' and ',' in title %}{{ title[:20] | upper }}{% endif %}"
    assert tried(edited(added(said)), CONTEXT).problems == ()


def in_force(change, clerk) -> None:
    """As if the template had stood its trial: it does on the sample, and takes its time on the data."""
    from app.archive.services import store_bytes

    bring("O_PLAN", store_bytes(io.BytesIO(edited(change))), "бланк.docx", [], clerk, NOON)
    db.session.commit()


@pytest.fixture
def endless(house, clerk, monkeypatch):
    """A template in force whose printing never ends."""
    deep = "".join("{% for a in rows %}" for _ in range(9)) + "".join("{% endfor %}" for _ in range(9))
    in_force(added(f" {deep}"), clerk)
    monkeypatch.setattr(printing, "SECONDS", 1)
    monkeypatch.setattr(child, "PATIENCE", 60)
    printing._in_child.cache_clear()


def can_write(house) -> None:
    path = house.config["SETTINGS"].database.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=0.1, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")


@pytest.mark.sqlite
def test_a_clerk_s_blank_is_printed_while_others_write(house, browser, clerk, monkeypatch):
    in_force(added(" Свои слова"), clerk)
    printing._in_child.cache_clear()
    printed, really = [], printing.in_child

    def watched(*args, **limits):
        can_write(house)
        printed.append(args[0])
        return really(*args, **limits)

    monkeypatch.setattr(printing, "in_child", watched)
    client = browser()
    answer = client.post("/orders", data={"kind": "O_PLAN"})
    assert answer.status_code == 303
    assert "Свои слова" in client.get(answer.location).text
    typed = {"basis_date": "22.11.2021", "basis_number": "02-21/683", "basis_title": "О проекте"}
    assert client.post(f"{answer.location}/text", data=typed).status_code == 303
    number = {"number": "226", "signed_on": SIGNED.isoformat()}
    assert client.post(f"{answer.location}/registration", data=number).status_code == 303
    assert "Свои слова" in client.get(answer.location).text
    assert len(printed) >= 3


@pytest.mark.sqlite
def test_a_blank_that_takes_too_long_ends_in_words_and_the_order_lives(endless, house, browser):
    client = browser()
    answer = client.post("/orders", data={"kind": "O_PLAN"})
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert page.status_code == 200
    assert "Бланк печатается слишком долго" in page.text
    assert "приказываю" in page.text  # by the template of the program
    assert client.get(f"{answer.location}/file").status_code == 503
    number = {"number": "226", "signed_on": SIGNED.isoformat()}
    refused = client.post(f"{answer.location}/registration", data=number)
    assert refused.status_code == 422
    assert "Бланк печатается слишком долго" in refused.text
    db.session.expire_all()
    assert db.session.get(Order, int(answer.location.rpartition("/")[2])).state == "draft"


def test_a_draft_is_drawn_up_once_however_often_its_view_begins_anew(house, browser, clerk):
    in_force(added(" Свои слова"), clerk)
    printing._in_child.cache_clear()
    client = browser()
    before = db.session.query(Order).count()
    url = client.post("/orders", data={"kind": "O_PLAN"}).location
    db.session.expire_all()
    (words,) = db.session.query(OrderDraft).filter_by(order_id=int(url.rpartition("/")[2]))
    assert db.session.query(Order).count() == before + 1
    assert "Свои слова" in words.text


def test_a_paper_that_was_printed_is_not_printed_again(house, clerk, monkeypatch):
    in_force(added(" Свои слова"), clerk)
    printing._in_child.cache_clear()
    order = draft_order("O_PLAN", current_cycle(), clerk, NOON)
    monkeypatch.setattr(printing, "in_child", lambda *_, **__: 1 / 0)
    assert "Свои слова" in text_of(docx_of(order))


def test_a_blank_is_a_document_of_word_all_the_same():
    assert Document(io.BytesIO(edited(in_a_footnote))).part.package
