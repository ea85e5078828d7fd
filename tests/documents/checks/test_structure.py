"""The structure check on documents as schools make them: what it must see, and what it must not claim."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.demo import files
from app.documents.checks import report, russian
from app.documents.checks.report import Facts, check
from app.documents.checks.sections import SectionRule
from tests.documents.checks import made

DATA = json.loads((Path(report.__file__).parent / "data" / "sections.json").read_text())
RULES = {
    kind: [SectionRule(**{**one, "synonyms": tuple(one["synonyms"])}) for one in rows] for kind, rows in DATA.items()
}
FACTS = Facts(
    year=2022,
    starts_on=date(2022, 1, 1),
    ends_on=date(2022, 12, 31),
    school=made.SCHOOL,
    municipality="Верховский район",
    schools=("МБОУ «Заречная СОШ» (демо)", "МБОУ «Берёзовская СОШ» (демо)", "МБОУ «Луговская ООШ» (демо)"),
    municipalities=("Верховский район", "Болховский район", "город Орёл", "Орловский муниципальный округ"),
)
WITH_DIRECTION = Facts(**{**FACTS.__dict__, "direction": made.DIRECTION})
E_LETTERS = {
    **made.ANTIRISK,
    "results": ("Ожидаемые конечные результаты", "Всё чётко определено: не более 22 % обучающихся риска."),
}
ALIASES = {
    "goal": ("Цель программы", made.ANTIRISK["goal"][1]),
    "tasks": ("Задачи", made.ANTIRISK["tasks"][1]),
    "indicators": ("Целевые индикаторы и показатели программы", made.ANTIRISK["indicators"][1]),
    "methods": ("Методы сбора информации", made.ANTIRISK["methods"][1]),
    "terms": ("Сроки и этапы реализации", made.ANTIRISK["terms"][1]),
    "measures": ("Перечень мероприятий", made.ANTIRISK["measures"][1]),
    "results": ("Планируемые результаты", made.ANTIRISK["results"][1]),
    "executors": ("Ответственные исполнители", made.ANTIRISK["executors"][1]),
}
TOGETHER = {
    "goal": ("Цель и задачи", "Снизить долю обучающихся риска до 22 %.\n1. Выявить.\n2. Помочь.\n3. Проверить."),
    **{key: made.ANTIRISK[key] for key in list(made.ANTIRISK)[2:]},
}
MIDTERM_TITLE = "Среднесрочная программа развития на 2022 год"
CONCEPT_TITLE = "Концепция развития на 2022 год"
LATE = (*made.ROADMAP, ("Проверить", "Итог", "20.01.2023", "Справка", "Директор", "Учителя"))
NOBODY = (*made.ROADMAP, ("Проверить", "Итог", "октябрь 2022", "Справка", "", "Учителя"))

# name: (kind, bytes, must-sections that are not simply found)
DOCUMENTS = {
    "styled": ("antirisk", made.programme(made.ANTIRISK), {}),
    "bold lines": ("antirisk", made.programme(made.ANTIRISK, made.bold), {}),
    "letter-spaced": ("antirisk", made.programme(made.ANTIRISK, made.spaced), {}),
    "capital letters": ("antirisk", made.programme(made.ANTIRISK, made.capitals), {}),
    "centred": ("antirisk", made.programme(made.ANTIRISK, made.centred), {}),
    "words before a colon": ("antirisk", made.programme(made.ANTIRISK, made.led), {}),
    "Roman numerals": ("antirisk", made.programme(made.ANTIRISK, made.roman(made.styled)), {}),
    "Roman numerals, bold": ("antirisk", made.programme(made.ANTIRISK, made.roman(made.bold)), {}),
    "section one": ("antirisk", made.programme(made.ANTIRISK, made.numbered(made.bold)), {}),
    "ё and е": ("antirisk", made.programme(E_LETTERS, made.bold), {}),
    "other titles": ("antirisk", made.programme(ALIASES, made.bold), {}),
    "goal and tasks together": ("antirisk", made.programme(TOGETHER), {}),
    "passport in a table": ("antirisk", made.passport(made.ANTIRISK), {}),
    "passport with numbers": ("antirisk", made.passport(made.ANTIRISK, columns=3), {}),
    "by WPS": ("antirisk", made.by_wps(made.programme(made.ANTIRISK)), {}),
    "by LibreOffice": ("antirisk", made.by_libreoffice(made.programme(made.ANTIRISK)), {}),
    "by Pages": ("antirisk", made.by_pages(made.programme(made.ANTIRISK, made.bold)), {}),
    "by Google Docs": ("antirisk", made.by_google(made.programme(made.ANTIRISK, made.bold)), {}),
    "tracked changes": ("antirisk", made.with_changes(made.programme(made.ANTIRISK)), {}),
    "tracked changes, executors deleted": (
        "antirisk",
        made.with_changes(made.programme(made.ANTIRISK, leave_out=("executors",))),
        {"executors": "missing"},
    ),
    "content controls": ("antirisk", made.with_controls(made.programme(made.ANTIRISK)), {}),
    "no methods": (
        "antirisk",
        made.programme(made.ANTIRISK, made.bold, leave_out=("methods",)),
        {"methods": "missing"},
    ),
    "goal without text": ("antirisk", made.programme(made.ANTIRISK, empty=("goal",)), {"goal": "empty"}),
    "indicators without numbers": (
        "antirisk",
        made.programme({**made.ANTIRISK, "indicators": ("Целевые показатели", "Повышение качества, рост мотивации.")}),
        {"indicators": "thin"},
    ),
    "one task": (
        "antirisk",
        made.programme({**made.ANTIRISK, "tasks": ("Задачи", "Организовать работу участников по снижению рисков.")}),
        {"tasks": "thin"},
    ),
    "terms without a date": (
        "antirisk",
        made.programme({**made.ANTIRISK, "terms": ("Сроки реализации", "В течение всего периода")}),
        {"terms": "thin"},
    ),
    "no road map": ("antirisk", made.programme(made.ANTIRISK, roadmap=None), {"roadmap": "missing"}),
    "road map in words": (
        "antirisk",
        made.programme(made.ANTIRISK, roadmap=None, extra="Приложение. Дорожная карта"),
        {"roadmap": "thin"},
    ),
    "road map beyond the term": ("antirisk", made.programme(made.ANTIRISK, roadmap=LATE), {"roadmap": "thin"}),
    "road map with nobody": ("antirisk", made.programme(made.ANTIRISK, roadmap=NOBODY), {"roadmap": "thin"}),
    "another direction": (
        "antirisk",
        made.programme(made.ANTIRISK, title="Антирисковая программа «Дефицит педагогических кадров» на 2022 год"),
        {"risk_name": "missing"},
    ),
    "direction in other words": (
        "antirisk",
        made.programme(made.ANTIRISK, title="Программа «Высокая доля учащихся с рисками учебной неуспешности»"),
        {},
    ),
    "midterm, styled": ("midterm", made.programme(made.MIDTERM, title=MIDTERM_TITLE), {}),
    "midterm, passport": ("midterm", made.passport(made.MIDTERM, title=MIDTERM_TITLE), {}),
    "midterm without management": (
        "midterm",
        made.passport(made.MIDTERM, title=MIDTERM_TITLE, leave_out=("management",)),
        {"management": "missing"},
    ),
    "concept, styled": ("concept", made.programme(made.CONCEPT, title=CONCEPT_TITLE, roadmap=None), {}),
    "concept, bold": ("concept", made.programme(made.CONCEPT, made.bold, title=CONCEPT_TITLE, roadmap=None), {}),
    "concept without analysis": (
        "concept",
        made.programme(made.CONCEPT, title=CONCEPT_TITLE, leave_out=("analysis",), roadmap=None),
        {"analysis": "missing"},
    ),
    "our demo programme": ("antirisk", files.programme(f"АРП «{made.DIRECTION}»", made.SCHOOL), {}),
}


def looked_at(kind: str, data: bytes, name: str = "Программа.docx"):
    facts = WITH_DIRECTION if kind == "antirisk" else FACTS
    return check(data, name, RULES[kind], facts)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_must_section_is_judged_right(name):
    kind, data, otherwise = DOCUMENTS[name]
    found = {one.key: one.state for one in looked_at(kind, data).findings if one.level == "must"}
    expected = {key: otherwise.get(key, "found") for key in found}
    assert found == expected
    assert set(otherwise) <= set(found)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ({"mark": made.MARK, "extra": "Программа принята в МБОУ «Берёзовская СОШ»."}, "school"),
        ({"mark": "Утверждено приказом № 5"}, "own"),
        ({"mark": made.MARK + " Болховского района"}, "district"),
        ({"mark": f"{made.SCHOOL}, 2021 год"}, "approval"),
        ({"extra": "СНИЛС ученика 112-233-445 95."}, "personal"),
        ({"extra": "Паспорт серия 5412 № 123456 выдан."}, "personal"),
        ({"extra": "Телефон мамы +7 (910) 123-45-67."}, "personal"),
        ({"extra": "Ребёнок состоит на учёте."}, "personal"),
    ],
)
def test_a_trace_is_warned_of(words, kind):
    warnings = looked_at("antirisk", made.programme(made.ANTIRISK, **words)).warnings
    assert kind in {one.kind for one in warnings}


def test_last_years_text_is_told_by_its_title():
    title = f"Антирисковая программа «{made.DIRECTION}» на 2021 год"
    old = made.programme({**made.ANTIRISK, "terms": ("Сроки реализации", "Апрель – ноябрь")}, title=title)
    assert any("2021 год" in one.sentence for one in looked_at("antirisk", old).warnings)


def test_a_clean_document_has_no_warnings():
    assert looked_at("antirisk", made.programme(made.ANTIRISK)).warnings == ()


def test_personal_data_are_never_repeated_in_the_warning():
    warnings = looked_at("antirisk", made.programme(made.ANTIRISK, extra="СНИЛС 112-233-445 95")).warnings
    assert not any("112" in one.sentence + one.quote for one in warnings)


def test_a_list_of_pupils_is_seen():
    names = "\n".join(f"Сидоров{n} Иван Петрович" for n in "абвгде")
    data = made.programme(made.ANTIRISK, extra=f"Список обучающихся группы риска\n{names}")
    assert any("список обучающихся" in one.sentence for one in looked_at("antirisk", data).warnings)


def test_a_scan_is_not_checked_rather_than_found_wanting():
    from fpdf import FPDF

    scan = FPDF()
    scan.add_page()
    scan.image(io.BytesIO(files.photo(1)), 10, 10, 100)
    said = looked_at("antirisk", bytes(scan.output()), "Скан.pdf")
    assert not said.checked
    assert said.findings == ()
    assert "скан" in said.said
    assert not looked_at("antirisk", files.photo(1), "Фото.jpg").checked


def test_a_pdf_with_words_is_checked():
    from fpdf import FPDF

    paper = FPDF()
    paper.add_font("Golos", fname=str(Path(files.__file__).parent / "golos.ttf"))
    paper.set_font("Golos", size=12)
    paper.add_page()
    lines = [made.MARK, f"Антирисковая программа «{made.DIRECTION}»"]
    for title, text in made.ANTIRISK.values():
        lines += [title, *text.split("\n")]
    for line in lines:
        paper.multi_cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    found = {one.key: one.state for one in looked_at("antirisk", bytes(paper.output()), "Программа.pdf").findings}
    assert found.pop("roadmap") == "missing"
    assert set(found.values()) == {"found"}


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04broken", made.rewritten(made.programme(made.ANTIRISK), lambda n, t: t[: len(t) // 2])]
)
def test_a_file_that_cannot_be_read_is_not_checked(data):
    said = looked_at("antirisk", data)
    assert not said.checked
    assert "не проверена" in said.said


def test_an_entity_is_never_expanded():
    def bomb(name: str, text: str) -> str:
        if name != "word/document.xml":
            return text
        head, _, body = text.partition("?>")
        return f'{head}?><!DOCTYPE x [<!ENTITY a "боль"><!ENTITY f SYSTEM "file:///etc/hostname">]>{body}'.replace(
            "Исполнители", "&a;&f;"
        )

    said = looked_at("antirisk", made.rewritten(made.programme(made.ANTIRISK), bomb))
    assert not said.checked or "боль" not in json.dumps(said.as_json(), ensure_ascii=False)


def test_a_report_comes_back_from_the_store_as_it_was():
    said = looked_at("antirisk", made.programme(made.ANTIRISK, leave_out=("goal",)))
    assert report.from_json(json.loads(json.dumps(said.as_json()))) == said


@given(st.text(max_size=300))
def test_no_text_breaks_the_words(text):
    assert russian.heading(text) == russian.heading(text)
    assert all(russian.stems(text))


@given(st.binary(max_size=400))
def test_no_bytes_break_the_check(data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", data)
    assert not looked_at("antirisk", out.getvalue()).checked


def test_a_file_of_another_place_is_named_and_none_of_its_own_place():
    def named(kind: str, data: bytes) -> list[str]:
        facts = Facts(**{**FACTS.__dict__, "kind": kind})
        return [one.sentence for one in check(data, "документ.docx", RULES[kind], facts).warnings if one.kind == "kind"]

    concept = next(data for kind, data, _ in DOCUMENTS.values() if kind == "concept")
    assert named("antirisk", concept) == ["Похоже, это концепция развития, а здесь нужна антирисковая программа."]
    assert not [name for name, (kind, data, _) in DOCUMENTS.items() if named(kind, data)]
