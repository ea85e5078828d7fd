"""The page of a round's results, its workbook, the note and the order: read, and compared line by line."""

import io

from docx import Document
from openpyxl import load_workbook

from app.orders.gathering.stages import stage_facts
from app.papers.facts import Zone
from app.papers.rendering import text_of
from app.year.cycle.queries import current_cycle

NOBODY = {"year": 2022, "signatory": None, "controller": None}


def all_say_the_same(who, number: int, zones: list[int], differing: int) -> None:
    """Every number of the four is equal; schools that are green, yellow, red, grey and not examined are these."""
    who.get(f"/rounds/{number}/results")
    heads = [" ".join(cell.text_content().split()) for cell in who.page.xpath("(//table)[1]/thead//th")]
    on_page = [int(one.text) for one in who.page.xpath('//dl[contains(@class, "stage-facts")]//dd')]
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in who.page.xpath("(//table)[1]/tbody/tr")]
    schools = [dict(zip(heads, row, strict=True)) for row in rows if len(row) == len(heads)]
    book = load_workbook(io.BytesIO(who.download(f"/rounds/{number}/results.xlsx")))
    note = who.download(f"/rounds/{number}/note.docx")
    with who.app.app_context():
        facts = stage_facts(current_cycle(), number, NOBODY)
    totals = {row[0].value: row[1].value for row in book["Итоги"].iter_rows(min_row=2)}
    by_zone = [totals[key] for key in list(totals)[3:8]]
    assert (on_page, by_zone, [*map(facts.count, Zone), 0]) == (zones, zones, zones)
    assert sum(zones) == len(schools) == totals["Школ"] == len(facts.rows)
    assert totals["Все документы подтверждены, школ"] == facts.confirmed
    assert totals["Из них расходятся"] == differing
    _rows_say_the_same(schools, book, note, facts)
    text = text_of(note).replace("\xa0", " ")
    assert f"в полном объёме в {facts.confirmed} из {len(facts.rows)}" in text
    assert f"«Зелёная зона» (принято) – {zones[0]}, «жёлтая зона» (принято с замечаниями) – {zones[1]}" in text
    assert (f"Расходятся: {differing}." in text) == bool(differing)
    assert "Предварительно" not in text


def _rows_say_the_same(schools: list[dict], book, note: bytes, facts) -> None:
    sheet = list(book["Школы"].iter_rows(min_row=2, values_only=True))
    table = Document(io.BytesIO(note)).tables[-1]
    paper = [[cell.text for cell in row.cells] for row in table.rows][1:]
    for shown, written, noted, ordered in zip(schools, sheet, paper, facts.rows, strict=True):
        score = "–" if ordered.score_pct is None else f"{ordered.score_pct:.1f}".replace(".", ",")
        assert shown["Школа"].startswith(ordered.school)
        assert written[2] == noted[2] == ordered.school
        assert (written[4], written[6], written[3]) == (ordered.required, ordered.approved, ordered.activated)
        assert noted[3:6] == [str(ordered.activated), f"{ordered.approved}/{ordered.required}", score]
        assert shown["Подтверждено"].startswith(f"{ordered.approved} из {ordered.required}")
        assert (score if score == "–" else f"{score} %") in shown["Балл"]
        because, own, federal = written[10] or "", written[12], written[13]
        zone = " ".join(f"{written[9]}{because}".replace("\xa0", " ").split())
        on_paper = noted[6].replace("\xa0", " ").replace(": ", "", bool(because))
        assert shown["Зона"] == zone
        assert on_paper == ("Не представлено" if written[9] == "Серая" else zone)  # no order names a grey zone
        assert written[7] == ordered.score_pct
        assert because in ordered.because
        assert own <= 3 or ordered.remarks.startswith(f"Всего {own}\xa0замечани")
        assert ("Федеральный координатор: " in ordered.remarks) == bool(federal)
        assert shown["Замечания"].startswith(str(own) if own else "")
        assert bool(own or federal) == bool(written[14])
        assert noted[8:11] == [str(own), str(federal), str(written[18])]
