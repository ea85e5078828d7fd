"""A DOCX comes back as the plan: order No. 226 as recognised and as printed, and the tables that people make."""

import io
import json
import zipfile

import pytest
from docx import Document
from docx.oxml import OxmlElement

from app.importing.cells import NoTable
from app.plan.importing import items_of
from app.plan.known import DATA
from app.plan.reading import read_plan, read_plan_safely
from app.plan.repairs import RULES, mend
from tests.plan.made import cells_of, docx_of, heading, order_226, raw_rows, saved

PLAN = json.loads(DATA.read_text())
HEAD = ["№ п/п", "Задачи", "Сроки реализации", "Исполнители", "Показатель реализации", "Информационное сопровождение"]
ADDED = {"doubts", "repairs"}


def read(data: bytes) -> list[dict]:
    paper = read_plan(data)
    return items_of(paper.rows, paper.year)


def bare(items: list[dict]) -> list[dict]:
    return [{key: value for key, value in item.items() if key not in ADDED} for item in items]


def row(number: str, title: str = "Отбор школ", period: str = "20.12.2022 г.", executors: str = "ОИРО") -> list[str]:
    return [number, title, period, executors, "Список готов", ""]


def sentences(item: dict) -> str:
    return " ".join(doubt["sentence"] for doubt in item["doubts"])


def test_the_order_as_recognised_comes_back_as_the_repaired_plan():
    items = read(order_226())
    assert bare(items) == PLAN  # 32 rows, 17 keys, not one difference
    assert list(items[0]) == [*PLAN[0], "doubts", "repairs"]


def test_every_defect_of_the_order_is_listed_with_its_repair():
    items = read(order_226())
    joined = {item["number"] for item in items if any(one["rule"] == "joined" for one in item["repairs"])}
    assert joined == {1, 4, 7, 10, 14, 17, 22, 27, 30}
    doubtful = {item["number"] for item in items if item["doubts"]}
    assert doubtful == {1, 7, 8, 9, 14, 16, 17, 18, 26, 28}
    for item in items:
        text = item["source_row"]["period"]
        assert item["period_text"] == text or any(one["field"] == "period" for one in item["repairs"]), text
    told = {one["rule"] for item in items for one in item["repairs"]}
    assert {"markup", "risk", "wp_content", "host", "torn_date", "year_mark", "dash", "prose", "short"} <= told


def test_an_unsure_repair_is_a_doubt_too():
    for item in read(order_226()):
        for repair in item["repairs"]:
            assert repair["sure"] or repair["field"] in {doubt["field"] for doubt in item["doubts"]}


def test_columns_in_another_order_pages_with_their_own_head_and_a_foreign_table():
    order = [3, 0, 5, 2, 1, 4]
    rows = [[cells[at] for at in order] for cells in raw_rows()]
    pages = [rows[:9], [rows[0], *rows[9:20]], [rows[0], *rows[20:]]]
    assert bare(read(docx_of([["Подпись", "Дата"]], *pages, before=heading(), after=["Конец."]))) == PLAN


def test_a_table_that_goes_on_without_a_head_is_the_same_plan():
    rows = raw_rows()
    assert bare(read(docx_of(rows[:9], rows[9:30], rows[30:], [["Иванов"] * 6], before=heading()))) == PLAN


def test_numbers_of_the_columns_under_the_head_are_no_row():
    items = read(docx_of([HEAD, list("123456"), row("1."), row("2.")]))
    assert [item["number"] for item in items] == [1, 2]


def test_a_deadline_merged_over_two_rows_belongs_to_both():
    document = Document(io.BytesIO(docx_of([HEAD, row("1."), row("2.", period="")])))
    table = document.tables[0]
    table.cell(1, 2).merge(table.cell(2, 2))
    first, second = read(saved(document))
    assert first["windows"] == second["windows"] == [{"start": None, "end": "2022-12-20"}]
    assert "merged" in {one["rule"] for one in second["repairs"]}


def test_numbers_that_word_counts_itself():
    document = Document(io.BytesIO(docx_of([HEAD, row("", "Первое"), row("", "и дальше", "", ""), row("", "Второе")])))
    for line in (1, 3):
        properties = document.tables[0].cell(line, 0).paragraphs[0]._p.get_or_add_pPr()
        properties.append(OxmlElement("w:numPr"))
    items = read(saved(document))
    assert [(item["number"], item["title"]) for item in items] == [(1, "Первое и дальше"), (2, "Второе")]


def test_rows_without_any_numbers_are_counted_and_doubted():
    items = read(docx_of([HEAD, row("", "Первое"), row("", "Второе")]))
    assert [item["number"] for item in items] == [1, 2]
    assert all("Номера в строке нет" in sentences(i) for i in items)


def test_a_row_without_its_number_that_looks_like_an_item_is_asked_about():
    (item, _) = read(docx_of([HEAD, row("1.", "Первое"), row("", "Второе"), row("2.", "Третье")]))
    assert "похоже, что это отдельное мероприятие: «Второе»" in sentences(item)


def test_a_plan_of_two_hundred_rows_loses_none():
    items = read(docx_of([HEAD, *(row(f"{number}.", f"Отбор школ, часть {number}") for number in range(1, 201))]))
    assert [(item["number"], item["title"]) for item in items] == [(n, f"Отбор школ, часть {n}") for n in range(1, 201)]


def test_gaps_repetitions_and_headings_are_said():
    heading_row = ["Раздел I"] * 6
    document = Document(io.BytesIO(docx_of([HEAD, heading_row, row("1."), row("3."), row("3."), row("5а")])))
    document.tables[0].cell(1, 0).merge(document.tables[0].cell(1, 5)).text = "Раздел I"
    one, three, again, letter = read(saved(document))
    assert "заголовок «Раздел I»" in sentences(one)
    assert "После № 1 идёт № 3" in sentences(three)
    assert "После № 3 идёт № 3" in sentences(again)
    assert "Номер не прочитан: «5а»" in sentences(letter)


def test_a_new_item_is_counted_by_hand_and_a_like_one_is_asked_about():
    like = PLAN[2]["title"].replace("Отбор школ", "Отбор школ региона")
    new, alike = read(docx_of([HEAD, row("1.", "Съезд учителей математики"), row("2.", like)]))
    assert (new["key"], new["auto"], new["doubts"]) == ("item_1", "manual", [])
    assert alike["key"] == "schools_selected"
    assert "Слова немного другие" in sentences(alike)


def test_what_was_deleted_under_review_is_not_read():
    document = Document(io.BytesIO(docx_of([HEAD, row("1."), row("2."), row("2.", "Новая")])))
    properties = document.tables[0].rows[2]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:del"))
    assert [item["title"] for item in read(saved(document))] == ["Отбор школ", "Новая"]


def test_the_year_stands_before_the_table_or_in_most_periods():
    rows = [HEAD, row("1.", period="В течение года"), row("2.", period="01.03.2023"), row("3.", period="01.02.2023")]
    assert read(docx_of(rows))[0]["windows"] == [{"start": "2023-01-01", "end": "2023-12-31"}]
    assert read(docx_of(rows, before=["План на 2024 год"]))[0]["windows"][0]["end"] == "2024-12-31"
    undated = read(docx_of([HEAD, row("1.", period="В течение года")]))[0]
    assert undated["kind"] is None
    assert "Срок не прочитан" in sentences(undated)


@pytest.mark.parametrize(
    ("defect", "repaired"),
    [
        ("П л а н-график", "План-график"),
        ("дети и я", "дети и я"),
        ("п р и к а з", "приказ"),
        ("Пpоект готов", "Проект готов"),  # a Latin p
        ("итоги 2021г.", "итоги 2021 г."),
    ],
)
def test_other_defects_of_recognition(defect, repaired):
    assert mend("title", defect)[0] == repaired


def test_letters_among_the_digits_of_a_day_are_repaired_and_asked_about():
    text, repairs = mend("period", "З0.0З.2О22 г.")
    assert text == "30.03.2022 г."
    assert [one.sure for one in repairs] == [False]


def test_a_refused_repair_is_listed_and_not_applied():
    text, repairs = mend("title", "рискованных профилей", refused={"title.risk"})
    assert text == "рискованных профилей"
    assert repairs[0].after == "рисковых"


def test_no_rule_finds_a_defect_in_the_repaired_plan():
    names = {"title": "title", "period_text": "period", "executors_text": "executors", "indicator_text": "indicator"}
    for item in PLAN:
        for key, field in (*names.items(), ("info_support", "info")):
            assert mend(field, item[key]) == (item[key], []), RULES


def test_what_is_no_plan_is_said_in_a_sentence():
    for data, said in (
        (b"hello", "не документ DOCX"),
        (order_226()[:3000], "не документ DOCX"),
        (docx_of([["Фамилия", "Дата"], ["А", "Б"]]), "Таблицы плана в файле нет"),
        (docx_of([HEAD]), "под шапкой нет ни одной строки"),
    ):
        with pytest.raises(NoTable, match=said):
            read_plan_safely(data)


def test_a_bomb_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        with zipfile.ZipFile(io.BytesIO(order_226())) as order:
            xml = order.read("word/document.xml")
        package.writestr("word/document.xml", xml + b" " * (101 * 1024 * 1024))
    with pytest.raises(NoTable, match="не документ DOCX"):
        read_plan_safely(out.getvalue())


def test_cells_are_cut_to_six():
    assert len(cells_of("1.\tа")) == 6
