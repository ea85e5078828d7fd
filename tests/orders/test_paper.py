"""The paper of an order: its words, its templates before registration, its table, and hostile names."""

import io
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from jinja2 import UndefinedError
from pypdf import PdfReader

from app.papers.facts import PlanFacts, StageFacts, Zone
from app.papers.rendering import MIDNIGHT_1980, fill, render, text_of
from app.papers.rendering import TEMPLATES as FOLDER
from app.papers.wording import spans
from tests.orders import sample_facts as sample
from tests.servers import lacking
from tools.templates.make import make
from tools.templates.words import TEMPLATES

GOLDEN = Path(__file__).parents[1] / "golden"


def spaced(docx: bytes) -> str:
    return text_of(docx).replace("\u00a0", " ")


def table(docx: bytes):
    return Document(io.BytesIO(docx)).tables[0]


def registered() -> PlanFacts:
    return sample.plan().registered("226", date(2022, 2, 28))


@pytest.mark.parametrize(
    ("name", "kind", "facts"), [("O_PLAN", "O_PLAN", registered()), ("O_STAGE1", "O_STAGE1", sample.stage())]
)
def test_the_text_is_golden(name, kind, facts):
    golden, text = GOLDEN / f"{name}.txt", text_of(render(kind, facts))
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_the_words_of_order_226():
    text = spaced(render("O_PLAN", registered()))
    assert sample.POINTS_226 in text
    assert (
        "от 18.01.2021 г. № 02-21/3 «О начале реализации проекта адресной методической помощи 500+» и в целях" in text
    )
    assert "на территории Орловской области, приказываю:\n" in text


def test_the_32_rows_word_for_word():
    rows = [
        [cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table(render("O_PLAN", registered())).rows
    ]
    assert rows[1:] == [[f"{item['number']}.", *(item[key] for key in sample.COLUMNS)] for item in sample.PLAN]
    assert len(rows) == 33


def test_number_and_date_are_blank_until_registered_and_then_stand_in_both_places():
    draft, final = spaced(render("O_PLAN", sample.plan())), spaced(render("O_PLAN", registered()))
    assert "__________________\tг. Орёл\t№ ______\n" in draft
    assert "\nот __________________ № ______\n" in draft
    assert "28 февраля 2022 г.\tг. Орёл\t№ 226\n" in final
    assert "\nот 28 февраля 2022 г. № 226\n" in final


@pytest.mark.parametrize(("kind", "facts"), [("O_PLAN", sample.plan(100)), ("O_STAGE2", sample.stage(2))])
def test_the_header_row_repeats_and_no_row_is_split(kind, facts):
    rows = table(render(kind, facts)).rows
    assert len(rows) == len(facts.rows) + 1
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * len(facts.rows)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_the_sheet():
    first, second = Document(io.BytesIO(render("O_PLAN", sample.plan()))).sections
    for section in (first, second):
        sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
        assert [round(side.mm) for side in sides] == [30, 10, 20, 20]
        assert round(section.header_distance.mm) >= 10
    assert (first.page_width, first.page_height) == (second.page_height, second.page_width)
    assert first.different_first_page_header_footer
    assert not second.different_first_page_header_footer
    assert "PAGE" in first.header._element.xml
    assert second.header.is_linked_to_previous


@pytest.mark.parametrize(
    "name", ['СОШ "<б>" & «Ёлочка» {{ x }} {% y %}', "МБОУ\nСОШ № 1", "О’Нил & <w:p/>", "]]> &amp; \\n"]
)
def test_any_name_of_a_school_stage_trips(name):
    row = replace(sample.schools(1)[0], school=name, municipality=name, remarks=name)
    text = spaced(render("O_STAGE1", sample.stage(rows=(row,))))
    assert text.count(name) == 3


def test_control_characters_and_foreign_line_feeds_do_not_break_the_package():
    row = replace(sample.schools(1)[0], school="МБОУ\r\nСОШ\x07 № 1\x00\x0c")
    assert "МБОУ\nСОШ № 1\t" in spaced(render("O_STAGE1", sample.stage(rows=(row,))))


def test_a_name_that_facts_lack_raises():
    document, out = Document(), io.BytesIO()
    document.add_paragraph("{{ unheard_of }}")
    document.save(out)
    with pytest.raises(UndefinedError):
        fill(out, {"known": "1"})


def test_municipalities_are_merged_down():
    merges = [row._tr.tc_lst[1].tcPr.find(qn("w:vMerge")) for row in table(render("O_STAGE1", sample.stage())).rows]
    assert [m.get(qn("w:val")) for m in merges[1:]] == (["restart"] + ["continue"] * 4) * 9


def test_a_stage_without_weak_schools_asks_nobody_to_rework():
    green = tuple(row for row in sample.schools() if row.zone is Zone.GREEN)
    text = spaced(render("O_STAGE3", sample.stage(3, green)))
    assert "третьего этапа" in text
    assert "составила 100 % (36 из 36)" in text
    assert "3.2." not in text
    assert "красной зоны»" not in text
    assert "\n5. Контроль" in text


def test_facts_survive_json():
    assert PlanFacts.from_json(registered().to_json()) == registered()
    assert StageFacts.from_json(sample.stage().to_json()) == sample.stage()


def test_equal_facts_give_equal_bytes():
    assert render("O_PLAN", registered()) == render("O_PLAN", PlanFacts.from_json(registered().to_json()))


def test_no_member_of_the_package_knows_the_clock_and_the_package_is_whole():
    made, local = render("O_PLAN", registered()), []
    with ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        local += [made[member.header_offset + 10 :][:4] for member in package.infolist()]
    assert set(local) == {MIDNIGHT_1980}


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_kept_blank_is_what_the_script_makes(name):
    kept = (FOLDER / f"{name}.docx").read_bytes()
    assert text_of(kept) == text_of(make(TEMPLATES[name]))


def test_points_in_a_row_are_drawn_together():
    assert [spans([1]), spans([1, 2]), spans([3, 7, 8, 9, 12])] == ["1", "1, 2", "3, 7–9, 12"]


def test_a_hostile_paper_of_45_rows_is_printed_with_its_header_on_each_page_and_no_row_in_two(tmp_path):
    """What LibreOffice makes of it: the table of a stage, municipalities merged down, rows longer than a line."""
    office = shutil.which("soffice") or lacking("LibreOffice (soffice)")
    words = "<б> & «слово» " * 25
    rows = [replace(row, remarks=f"начало-{n} {words} конец-{n}") for n, row in enumerate(sample.schools())]
    (tmp_path / "order.docx").write_bytes(render("O_STAGE1", sample.stage(rows=tuple(rows))))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "order.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "order.pdf").pages]
    with_rows = [text for text in pages if "начало-" in text]
    assert len(with_rows) > 3
    assert all("Муниципальное" in text or "№ п/п" in text for text in with_rows)
    for number in range(45):
        begins = [at for at, text in enumerate(pages) if re.search(rf"начало-{number}\b", text)]
        ends = [at for at, text in enumerate(pages) if re.search(rf"конец-{number}\b", text)]
        assert len(begins) == 1, number
        assert begins == ends, number
    assert any("<б> & «слово»" in " ".join(text.split()) for text in pages)
