"""Days on which nobody works."""

from datetime import date

import pytest

from app.extensions import db
from app.journal.models import Event
from app.year.cycle.days_off import Moved, day_off
from app.year.cycle.models import MovedDay
from app.year.cycle.moving_days import lines_of, read_lines
from tests.browser_like import Browser

MOVED = {
    date(2022, 3, 7): Moved(date(2022, 3, 7), True, ""),
    date(2022, 3, 5): Moved(date(2022, 3, 5), False, ""),
    date(2022, 9, 5): Moved(date(2022, 9, 5), True, "День города"),
}


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("on", "why"),
    [
        (date(2022, 1, 1), "праздник: Новогодние каникулы"),
        (date(2022, 1, 8), "праздник: Новогодние каникулы"),
        (date(2022, 3, 7), "выходной, перенесён"),
        (date(2022, 3, 8), "праздник: Международный женский день"),
        (date(2022, 5, 9), "праздник: День Победы"),
        (date(2022, 3, 5), ""),
        (date(2022, 3, 30), ""),
        (date(2022, 4, 30), "суббота"),
        (date(2022, 9, 5), "выходной: День города"),
    ],
)
def test_days_off_are_a_table(on, why):
    assert day_off(on, MOVED) == why


def test_lines_are_read_as_they_are_typed_and_as_a_table_gives_them():
    text = "07.03.2022 выходной\n\n05.03.2022\tРабочий день\n2022-05-10;нерабочий;перенос с 1 мая\n"
    typed = read_lines(text, 2022)
    assert typed.amiss == []
    assert typed.days == (
        Moved(date(2022, 3, 5), False, "день"),
        Moved(date(2022, 3, 7), True, ""),
        Moved(date(2022, 5, 10), True, "перенос с 1 мая"),
    )
    assert read_lines(lines_of(typed.days), 2022) == typed


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("32.03.2022 выходной", "Строка 1, «32.03.2022 выходной»"),
        ("07.03.2022", "Напишите день и слово"),
        ("07.03.2022 праздничек!", ""),
        ("07.03.2022 отдых", "Напишите день и слово"),
        ("07.03.2023 выходной", "день не 2022 года"),
        ("07.03.2022 выходной\n07.03.2022 рабочий", "Строка 2: 07.03.2022 уже назван выше"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named(line, said):
    amiss = " ".join(read_lines(line, 2022).amiss).replace("\xa0", " ")
    assert said in amiss
    assert bool(said) == bool(amiss)


def test_what_the_department_writes_holds_at_once_and_is_in_the_journal(app):
    department = Browser(app, "department")
    department.get("/plan/days-off?year=2022")
    text = department.page.xpath('//textarea[@name="days"]/text()')[0]
    assert "07.03.2022 выходной" in text
    assert "05.03.2022 рабочий" in text
    with app.app_context():
        assert day_off(date(2022, 3, 7))
    department.submit("/plan/days-off/2022", days=text.replace("07.03.2022 выходной", "") + "04.04.2022 выходной\n")
    assert "Записано: 2 дня" in department.text
    with app.app_context():
        assert (day_off(date(2022, 3, 7)), day_off(date(2022, 4, 4))) == ("", "выходной, перенесён")
        kinds = db.session.query(Event.kind).order_by(Event.id.desc()).limit(2)
        assert {kind for (kind,) in kinds} == {"day_off:put", "day_off:struck"}


def test_a_line_that_is_wrong_writes_nothing_and_loses_nothing(app):
    department = Browser(app, "department")
    department.get("/plan/days-off?year=2023")
    with app.app_context():
        before = db.session.query(MovedDay).count()
    department.submit("/plan/days-off/2023", days="08.05.2023 выходной\nзавтра выходной")
    assert department.status == 422
    assert "Строка 2" in department.text
    assert "завтра выходной" in department.page.xpath('//textarea[@name="days"]/text()')[0]
    with app.app_context():
        assert db.session.query(MovedDay).count() == before


def test_a_reminder_stands_on_the_day_of_work_that_the_rows_say(app):
    """7 March was moved; where the row is struck, the Monday is a day of work again."""
    with app.app_context():
        assert day_off(date(2022, 3, 7))
        db.session.query(MovedDay).filter_by(on=date(2022, 3, 7)).delete()
        db.session.commit()
    with app.app_context():
        assert day_off(date(2022, 3, 7)) == ""
