"""A template that a clerk edits in Word: taken when an order can be printed by it, refused with the place named."""

import copy
import io
import shutil
import subprocess

import pytest
from docx import Document
from docx.oxml import OxmlElement

from app.extensions import db
from app.orders.draft.editions import TEMPLATES
from app.orders.register.registering import register_order
from app.orders.services import docx_of, draft_order
from app.papers.kinds import KINDS
from app.papers.rendering import built_in, render, text_of
from app.papers.templates.meanings import meanings
from app.papers.templates.samples import sample
from app.papers.templates.trial import tried
from app.papers.wording import words
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON
from tests.orders.register.test_register import SIGNED
from tests.servers import lacking

CONTEXT = words(sample("O_PLAN"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def edited(change, template: str = "O_PLAN") -> bytes:
    document, out = Document(built_in(template)), io.BytesIO()
    change(document)
    document.save(out)
    return out.getvalue()


def added(text: str):
    return lambda document: document.paragraphs[5].add_run(text)


def runs(*texts: str):
    """A tag as Word splits it: a run for each part."""
    return lambda document: [document.paragraphs[5].add_run(text) for text in texts]


@pytest.mark.parametrize("code", KINDS)
def test_every_place_of_a_blank_has_its_meaning(code):
    assert all(one.meaning for one in meanings(code, words(sample(code))))


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_built_in_blank_stands_its_own_trial(template):
    trial = tried(built_in(template).read_bytes(), words(sample(TEMPLATES[template].code)))
    assert (trial.problems, trial.mended) == ((), ())


@pytest.mark.parametrize(
    ("change", "tag", "said"),
    [
        (added(" {{ nomber }}"), "{{ nomber }}", "{{ number }}"),
        (added(" {{ stage }}"), "{{ stage }}", "не\u00a0знает «stage»"),
        (added(" {% for row in rows %}{{ row.perod }}{% endfor %}"), "{{ row.perod }}", "row.period"),
        (added(" {{ number | bold }}"), "{{ number | bold }}", "преобразования"),
        (added(" {{ number"), "{{", "не\u00a0закрыты"),
        (added(" {% if number %}"), "{% if number %}", "endif"),
        (added(" {{ number + }}"), "{{ number + }}", "не\u00a0читается"),
        (added(" {% include 'x' %}"), "{% include 'x' %}", "не\u00a0допускается"),
    ],
)
def test_what_is_amiss_is_told_with_its_paragraph_and_its_tag(change, tag, said):
    trial = tried(edited(change), CONTEXT)
    assert any(tag in one.tag and said in one.sentence for one in trial.problems), trial.problems
    assert all(one.place.startswith(("абзац", "бланк", "в\u00a0таблице, строка")) for one in trial.problems)


@pytest.mark.parametrize(
    ("template", "name", "said"),
    [
        ("O_PLAN", "number", "номер; до"),
        ("O_PLAN", "date", "дата подписания"),
        ("O_PLAN", "name", "подписант"),
        ("O_PLAN", "title", "заголовок"),
        ("L_MOUO_START", "addressee", "адресат"),
    ],
)
def test_a_blank_without_a_place_that_a_paper_needs_is_refused_by_its_name(template, name, said):
    def without(document):
        for paragraph in document.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace(f"{{{{ {name} }}}}", "226")

    (problem,) = tried(edited(without, template), words(sample(TEMPLATES[template].code))).problems
    assert problem.tag == f"{{{{ {name} }}}}"
    assert "верните" in problem.sentence
    assert said in problem.sentence


@pytest.mark.parametrize(
    ("template", "name", "said"),
    [
        ("O_REG", "rows", "строки приложения"),
        ("O_SCH", "rows", "строки приложения"),
        ("O_EXP", "criteria", "критерии экспертного листа"),
        ("O_FREE", "points", "пункты"),
    ],
)
def test_a_blank_that_lost_its_rows_is_refused(template, name, said):
    def without(document):
        for table in document.tables:
            if name != "criteria" or "criteria" in table._tbl.xml:
                table._tbl.getparent().remove(table._tbl)
        lost = ("{%p for point in points %}", "{{ point }}", "{%p endfor %}") if name == "points" else ()
        for paragraph in document.paragraphs:
            if paragraph.text.strip() in lost:
                paragraph._p.getparent().remove(paragraph._p)

    problems = tried(edited(without, template), words(sample(TEMPLATES[template].code))).problems
    assert [one.tag for one in problems] == [f"{{%tr for row in {name} %}}"]
    assert said in problems[0].sentence


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("{% if number %}", "{% if number %}"),
        ("{% for row in rows %}", "{% for row in rows %}"),
        ("{% if number %}{% for row in rows %}{% endif %}", "{% for row in rows %}"),
        ("{% endif %}", "{% endif %}"),
    ],
)
def test_a_command_that_is_not_closed_is_told_at_its_own_place(text, tag):
    (problem,) = tried(edited(added(text)), CONTEXT).problems
    assert problem.tag == tag
    assert problem.place.startswith("абзац\u00a06")


@pytest.mark.parametrize("parts", [("{", "{ number }}"), ("{{ nu", "mber", " }}"), ("{{ number }", "} и")])
def test_a_placeholder_that_word_has_split_is_put_together(parts):
    trial = tried(edited(runs("№ ", *parts)), CONTEXT)
    assert trial.problems == ()
    assert trial.mended == ("{{ number }}",)
    assert "№\u00a0226" in text_of(render("O_PLAN", sample("O_PLAN"), trial.docx))


def test_a_placeholder_with_a_change_that_was_tracked_inside_is_to_be_typed_anew():
    def tracked(document):
        paragraph = document.paragraphs[5]
        runs("{{ num", "ber }}")(document)
        mark, last = OxmlElement("w:ins"), paragraph.runs[-1]._r
        last.addprevious(mark)
        mark.append(copy.deepcopy(last))
        last.getparent().remove(last)

    (problem,) = tried(edited(tracked), CONTEXT).problems
    assert "одним куском" in problem.sentence
    assert problem.tag == "{{ number }}"


def test_no_docx_at_all_is_told_in_words():
    assert "не\u00a0открывается" in tried(b"PK\x03\x04" + bytes(90), CONTEXT).problems[0].sentence


def test_a_blank_that_was_saved_by_libreoffice_prints_the_same_words(tmp_path):
    office = shutil.which("soffice") or lacking("LibreOffice (soffice)")
    (tmp_path / "blank.docx").write_bytes(built_in("O_STAGE").read_bytes())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path / "out"]
    subprocess.run([*command, tmp_path / "blank.docx"], check=True, capture_output=True, timeout=180)
    facts = sample("O_STAGE1")
    trial = tried((tmp_path / "out" / "blank.docx").read_bytes(), words(facts))
    assert trial.problems == ()
    ours, theirs = (
        text_of(render("O_STAGE1", facts, template)).replace("\u00ad", "") for template in (None, trial.docx)
    )
    assert theirs.split() == ours.split()  # a soft hyphen is a sign here and an element there


def test_a_clerk_brings_a_blank_and_goes_back_to_the_built_in_one(house, browser, clerk):
    client = browser()

    def bring(data: bytes, name: str):
        return client.post("/orders/blanks/O_PLAN", data={"file": (io.BytesIO(data), name)})

    for data, name, said in (
        (b"", "бланк.docx", "0 байт"),
        (OLE, "бланк.docx", "Бланк\u00a0– это файл DOCX"),
        (b"PK", "бланк.docm", "макросы"),
        (b"%PDF-1.4", "бланк.pdf", "Бланк\u00a0– это файл DOCX"),
        (edited(added(" {{ nomber }}")), "бланк.docx", "{{ number }}"),
    ):
        refused = bring(data, name)
        assert refused.status_code == 422
        assert said in refused.text
    own = edited(added(" Свои слова {{ number }}."))
    assert bring(own, "бланк.docx").status_code == 303
    assert client.get("/orders/blanks/O_PLAN/file").data == own
    order = draft_order("O_PLAN", current_cycle(), clerk, NOON)
    assert "Свои слова" in text_of(docx_of(order))
    register_order(order, "226", SIGNED, clerk, NOON)
    db.session.commit()
    assert client.post("/orders/blanks/O_PLAN/built-in").status_code == 303
    assert client.post("/orders/blanks/O_PLAN/built-in").status_code == 422
    assert "Свои слова" in text_of(docx_of(order))
    assert order.template.size == len(own)
    assert "Свои слова" not in text_of(docx_of(draft_order("O_PLAN", current_cycle(), clerk, NOON)))
    page = client.get("/orders/blanks/O_PLAN").text
    assert "row.info_support" in page
    assert "Возвращён бланк программы" in page
    assert {kind.template for kind in KINDS.values()} == set(TEMPLATES)
    assert client.get("/orders/blanks").text.count("link-row") == len(TEMPLATES)
    assert client.get("/orders/blanks/NOTE").status_code == 404
