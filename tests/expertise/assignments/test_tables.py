"""The table of assignments: downloaded filled, edited, loaded back; nothing is guessed silently (E1, E2)."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from tests.expertise.assignments.conftest import KROMY
from tests.rules.places import FAR, OWN

HEADS = ["Код", "Школа", "Эксперт", "Почта эксперта", "Причина при конфликте"]


def filled(who, number: int = 1) -> list[list[str]]:
    data = who.download(f"/rounds/{number}/assignments/table.xlsx")
    return [[cell.value or "" for cell in row] for row in load_workbook(io.BytesIO(data)).active.iter_rows()]


def table(*rows, heads=HEADS) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in (heads, *rows):
        book.active.append(list(row))
    book.save(out)
    return out.getvalue()


def load(who, data: bytes, number: int = 1, name: str = "Эксперты.xlsx"):
    who.get(f"/rounds/{number}/assignments")
    return who.upload(f"/rounds/{number}/assignments/tables", data, name)


def take(who):
    form = next(form for form in who.page.forms if "/assignments/tables/" in (form.get("action") or ""))
    return who.post(form.get("action"), {})


def test_the_filled_table_comes_back_and_changes_nothing(lead, region):
    heads, *rows = filled(lead)
    assert heads[:5] == ["Муниципалитет", "Код", "Школа", "Эксперт", "Почта эксперта"]
    assert len(rows) == 12
    load(lead, table(*rows, heads=heads))
    assert "Изменится: 0" in lead.text
    assert lead.text.count("Без изменений") == 12
    assert "Назначить по таблице" not in lead.text


def test_an_edited_table_shows_first_and_assigns_only_when_told(lead, region):
    before = region.rows()
    load(
        lead,
        table(
            ["", "МБОУ Заречная СОШ (демо)", "соловьева нина (демо)", "", ""],
            ["", FAR, "", "EXPERT3@example.org", ""],
            ["", "МБОУ «Степная ООШ» (демо)", "", "", ""],
        ),
    )
    assert "Изменится: 3" in lead.text
    assert "Снять назначение" in lead.text
    assert "Сменить" in lead.text
    assert region.rows() == before
    take(lead)
    assert "Изменено: 3 школы" in lead.text
    now = region.now()
    assert (now[region.place(OWN)], now[region.place(FAR)]) == ("expert", "expert3")
    assert region.place("МБОУ «Степная ООШ» (демо)") not in now
    assert len(now) == 11


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["", "Нет такой школы", "", "", ""], "Такой школы нет среди участниц года"),
        (["", FAR, "Неизвестный Иван", "", ""], "Эксперта «Неизвестный Иван» нет"),
        (["", FAR, "", "rcoko@example.org", ""], "Эксперта «rcoko@example.org» нет"),
        (["", FAR, "Зайцев Роман (демо)", "expert2@example.org", ""], "принадлежит другому эксперту"),
        (["", OWN, "", "expert@example.org", ""], "стоит в файле дважды"),
        (["", KROMY, "Зайцев Роман (демо)", "", ""], "Конфликт интересов: Зайцев Роман (демо) работает в этом"),
    ],
)
def test_a_row_that_is_amiss_is_named_and_stops_the_whole_table(lead, region, row, said):
    before = region.rows()
    load(lead, table(["", OWN, "", "expert@example.org", ""], row))
    assert said in lead.text
    assert "Ошибка" in lead.text
    take(lead)
    assert lead.status == 422
    assert "ничего не назначено" in lead.text
    assert region.rows() == before


def test_a_reason_in_the_table_lets_a_conflict_pass(lead, region):
    load(lead, table(["", KROMY, "Зайцев Роман (демо)", "", "Больше некому."]))
    take(lead)
    assert region.now()[region.place(KROMY)] == "expert3"
    assert "Конфликт разрешён (Зайцев Роман (демо)): Больше некому." in lead.text


def test_what_is_no_table_is_refused_in_words(lead):
    load(lead, table(["1"], heads=["Имя"]))
    assert lead.status == 422
    assert "не нашлась таблица" in lead.text
    load(lead, b"not a table")
    assert lead.status == 422
    assert "Нужна таблица XLSX" in lead.text


def test_words_that_look_like_formulas_stay_words(lead, app, region):
    from app.extensions import db
    from app.year.cycle.models import Participation

    with app.app_context():
        school = db.session.get(Participation, region.place(OWN)).school
        school.short_name, school.code = "=1+1", "057"
        db.session.commit()
    data = lead.download("/rounds/1/assignments/table.xlsx")
    cells = [cell for row in load_workbook(io.BytesIO(data)).active.iter_rows() for cell in row]
    kept = {cell.value: cell for cell in cells}
    assert kept["=1+1"].data_type == "s"
    assert kept["057"].data_type == "s"
    load(lead, table(["057", "", "", "expert2@example.org", ""]))
    take(lead)
    assert region.now()[region.place("=1+1")] == "expert2"
