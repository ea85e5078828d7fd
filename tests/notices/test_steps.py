"""On which days people are reminded, and how it reads."""

from datetime import date, timedelta
from functools import partial

import pytest

from app.duties.rows import Duty
from app.duties.sets import SETS
from app.notices.reminders import steps
from app.notices.reminders.steps import Step, fired, step_day
from app.notices.reminders.table import OWN, REMINDED
from app.notices.reminders.wording import DOCUMENTS, SCHOOLS, SOME, Told, fitting, lines, when
from app.roles import Role
from app.year.cycle.days_off import Moved, day_off

DUE = date(2022, 3, 30)
MOVED = {
    date(2022, month, day): Moved(date(2022, month, day), month != 3 or day != 5, "")
    for month, day in ((3, 5), (3, 7), (5, 2), (5, 3), (5, 10), (6, 13))
}
STEPS = [Step(OWN, -7), Step(OWN, -3), Step(OWN, -1), Step(OWN, 1), Step("municipal", 1), Step("department", 3)]


@pytest.mark.parametrize(
    ("due_on", "days", "on"),
    [
        (DUE, -7, date(2022, 3, 23)),
        (DUE, -3, date(2022, 3, 25)),  # Sunday, so on Friday
        (DUE, -1, date(2022, 3, 29)),
        (DUE, 1, date(2022, 3, 31)),
        (DUE, 3, date(2022, 4, 4)),  # Saturday, so on Monday
        (date(2022, 5, 9), -1, date(2022, 5, 6)),
        (date(2022, 5, 8), 1, date(2022, 5, 11)),  # the holiday and the day moved after it
        (date(2022, 3, 8), 0, date(2022, 3, 5)),  # a Saturday that was worked
    ],
)
def test_a_step_stands_on_a_day_of_work(due_on, days, on, monkeypatch):
    """As the days of 2022 were moved: what the rows say is read elsewhere."""
    monkeypatch.setattr(steps, "day_off", partial(day_off, among=MOVED))
    assert step_day(due_on, days) == on


def told_on(day: date, since: date | None = None) -> set[str]:
    return set(fired(DUE, STEPS, since or day - timedelta(1), day))


def test_each_step_is_told_on_its_own_day_alone():
    days = [date(2022, 3, 15) + timedelta(n) for n in range(25)]
    assert {day: told_on(day) for day in days if told_on(day)} == {
        date(2022, 3, 23): {OWN},
        date(2022, 3, 25): {OWN},
        date(2022, 3, 29): {OWN},
        date(2022, 3, 31): {OWN, "municipal"},
        date(2022, 4, 4): {"department"},
    }


def test_after_days_without_a_worker_a_missed_step_is_told_once_and_a_clock_turned_back_tells_nothing():
    assert told_on(date(2022, 3, 28), since=date(2022, 3, 22)) == {OWN}
    assert told_on(date(2022, 3, 28), since=date(2022, 3, 25)) == set()
    assert told_on(date(2022, 3, 23), since=date(2022, 3, 29)) == set()


def of_documents(name: str, state: str = "missing", school: str = "Заречная СОШ", whom: str = OWN) -> Told:
    place = ("documents.slot", {"participation_id": 1, "key": name})
    return Told(whom, Duty("documents", state, DUE, Role.SCHOOL, 1, 5, None, school, name, "", place))


def said(*told: Told, today: date = date(2022, 3, 29)) -> list[str]:
    return [one.words.replace("\u00a0", " ") for one in lines(told, today)]


def test_what_is_missing_is_named_and_a_draft_is_said_to_be_saved_and_not_sent():
    told = of_documents("концепцию развития"), of_documents("программу «А»"), of_documents("программу «Б»", "draft")
    assert sorted(said(*told)) == [
        "Загрузите концепцию развития и программу «А»: до 30.03.2022 остался 1 день",
        "Отправьте куратору программу «Б» (файл сохранён, но не отправлен): до 30.03.2022 остался 1 день",
    ]


def test_whoever_leads_two_schools_is_told_which():
    told = of_documents("концепцию развития"), of_documents("концепцию развития", school="Луговская ООШ")
    assert [one.split(":")[0] for one in said(*told)] == ["Заречная СОШ", "Луговская ООШ"]


def test_who_watches_is_told_the_schools_once_each():
    late = date(2022, 3, 31)
    told = [of_documents(str(n), school=f"Школа {n % 3}", whom="municipal") for n in range(9)]
    assert said(*told, today=late) == [
        "Документы не сданы (срок был 30.03.2022, прошёл 1 день): Школа 0, Школа 1 и Школа 2"
    ]


def test_one_thing_leads_to_its_very_place_and_several_to_the_page_of_them_all():
    one = of_documents("concept")
    assert lines([one], DUE)[0].place == one.duty.place
    assert lines([one, of_documents("midterm")], DUE)[0].place == ("documents.own_kit", {})


def test_days_and_lists_read_as_one_says_them():
    assert when(DUE, DUE) == "сегодня, 30.03.2022, последний день"
    assert fitting(["А"], 50, SCHOOLS) == "А"
    assert fitting(["А", "Б", "В"], 50, SCHOOLS) == "А, Б и\u00a0В"
    assert fitting(["Антирисковая программа", "Б", "В"], 20, DOCUMENTS) == "Антирисковая… и\u00a0ещё 2\u00a0документа"
    assert fitting([str(n) for n in range(13)], 50, SCHOOLS).endswith("9 и\u00a0ещё 3\u00a0школы")
    assert fitting(["«А»", "«Б»"], 4, SOME) == "«А» и\u00a0ещё одному"


def test_every_duty_has_its_words_and_nothing_else_has():
    assert set(REMINDED) == set(SETS)
    for kind, one in REMINDED.items():
        assert bool(one.watching) == any(words.watched for words in one.states.values()), kind


STATES = [(kind, state) for kind, one in REMINDED.items() for state in one.states]


@pytest.mark.parametrize(("kind", "state"), STATES)
def test_every_sentence_of_the_table_can_be_said(kind, state):
    duty = Duty(kind, state, DUE, Role.SCHOOL, 1, 5, None, "Заречная СОШ", "3", "1", ("home.now", {}))
    for whom in (OWN, *REMINDED[kind].watching):
        for one in lines([Told(whom, duty)], date(2022, 3, 31)):
            assert one.words[0].isupper()
            assert not {"{", "}"} & set(one.words)
            assert len(one.brief) <= 140
