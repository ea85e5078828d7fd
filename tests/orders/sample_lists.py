"""Facts of every list order and letter: invented people and schools, one generous row for whichever table."""

from dataclasses import replace
from datetime import date

from app.orders.facts import ListFacts
from app.orders.kinds import KINDS, titled
from tests.orders.sample_facts import BASIS, CONTROLLER, SIGNATORY

PEOPLE = (
    ("город Ливны", "МБОУ «СОШ № 71» г. Ливны", "Примерова Анна Петровна"),
    ("Верховский район", "МБОУ «Заречная СОШ»", "Образцов Илья Ильич"),
    ("Верховский район", "МБОУ «Ольховская ООШ»", "Образцова Мария Ильинична"),
)
SAID = {
    "as_of": "30 июня 2022 г.",
    "month": "июнь 2022 года",
    "item": "14",
    "base": "32",
    "base_words": "все мероприятия утверждённого Плана-графика",
    "confirmed": "15",
    "share": "46,8",
    "threshold": "45",
    "verdict": "выполнено",
    "open": "12, 16–18",
    "plan_date": "28 февраля 2022 г.",
    "plan_number": "226",
    "plan_title": "Об утверждении регионального плана-графика",
    "stage": "первого",
    "stages": "29.04.2022, 20.06.2022, 15.11.2022",
}
TYPED = {
    "points": "1. Первый пункт.\n2. Второй пункт.",
    "programme": "10:00 | Открытие | Примерова А. П.",
    "reply_to": "",
    "best": "МБОУ «Заречная СОШ»",
    "sheets": "2",
}


def listing(code: str) -> ListFacts:
    """An order or letter with everything filled in; `reply_to` is left out, as it mostly is."""
    kind = KINDS[code]
    facts = ListFacts(
        kind=code,
        title="",
        year=2022,
        signatory=SIGNATORY,
        controller=CONTROLLER,
        basis=BASIS if kind.cites else None,
        days={name: date(2022, 3, 30) for name in kind.days},
        typed={name: TYPED.get(name, f"слова поля {name}") for name in kind.words},
        said=SAID,
        tables={"rows": rows(), "criteria": ({"criterion": "Структура документа полная"},)},
    )
    return replace(facts, title=titled(facts))


def rows(people=PEOPLE) -> tuple[dict[str, str], ...]:
    """A row has a value for each column that any appendix knows."""
    return tuple(
        {
            "municipality": town,
            "school": school,
            "full_name": f"Муниципальное бюджетное общеобразовательное учреждение {school}",
            "code": "057",
            "name": name,
            "post": "заместитель директора МБОУ «Образцовая СОШ»",
            "role": "эксперт",
            "title": "Отбор школ для участия",
            "period": "20.12.2021 г.",
            "executors": "Департамент, ОРЦОКО",
            "executed": "20.12.2021",
            "confirmed": "21.12.2021",
            "proof": "Перечень школ",
            "directions": "Учебная неуспешность, Педагогические кадры",
            "goal": "частично",
            "remarks": "Задачи дублируют мероприятия.",
            "missing": "Концепция развития",
            "zone": "Зелёная, принято",
            "document": "Концепция развития",
            "time": "10:00",
            "subject": "Открытие",
            "speaker": name,
        }
        for town, school, name in people
    )
