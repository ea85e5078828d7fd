"""A sample of each order, for the trial of a template and for its list of placeholders: invented people and schools."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.papers.facts import (
    Basis,
    Controller,
    Facts,
    Inflected,
    ListFacts,
    Officials,
    PlanFacts,
    PlanRow,
    Signatory,
    StageFacts,
    StageRow,
    Zone,
    plan_title,
    stage_title,
)
from app.papers.kinds import KINDS, titled

from . import given

SIGNS = Inflected(
    "руководитель Департамента Фамилия И. О.",
    "руководителя Департамента Фамилии И. О.",
    "руководителю Департамента Фамилии И. О.",
    "руководителя Департамента Фамилию И. О.",
)
CONTROLS = Inflected(
    "заместитель руководителя Департамента Фамилия И. О.",
    "заместителя руководителя Департамента Фамилии И. О.",
    "заместителю руководителя Департамента Фамилии И. О.",
    "заместителя руководителя Департамента Фамилию И. О.",
)
SIGNATORY = Signatory(("Руководитель Департамента образования", "Орловской области"), "И. О. Фамилия", SIGNS)
CONTROLLER = Controller("заместителя руководителя Департамента", "Фамилию И. О.", CONTROLS)
ZONES = (Zone.GREEN, Zone.YELLOW, Zone.RED)
BASIS = Basis("О реализации проекта «500+»", "02-21/683", date(2021, 11, 22))
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
    "school": "МБОУ «Заречная СОШ»",
    "stages": "29.04.2022, 20.06.2022, 15.11.2022",
}
TYPED = {
    "addressee": "Руководителям органов местного самоуправления, осуществляющих управление в\u00a0сфере образования",
    "performer": "Примерова А. П., 8 (4862) 00-00-00",
    "subject": "О назначении ответственного за работу в системе",
    "grounds": "В целях организации работы с документами проекта «500+»",
    "points": "1. Назначить ответственным за работу в системе Образцова И. И.\n"
    "2. Представить сведения до 1 апреля 2022 г.",
    "event": "установочный семинар (вебинар) для участников проекта «500+»",
    "event_title": "установочного семинара (вебинара) для участников проекта «500+»",
    "programme": "10:00 | Открытие | Примерова А. П.",
    "reply_to": "",
    "best": "МБОУ «Заречная СОШ»",
    "sheets": "2",
}
TYPED_OF = {
    ("O_CHANGE", "points"): "1.1. Строку 29 «Трансляция практик» приложения исключить;\n"
    "1.2. В строке 24 «Сборник материалов» приложения графу «Сроки реализации» вместо «Декабрь 2022 г.» изложить "
    "в редакции «Ноябрь 2022 г.».",
    **{
        (code, "addressee"): "Директору ФГБУ «Федеральный институт\nоценки качества образования»\nИ. О. Фамилия"
        for code in ("L_FIOKO_MUN", "L_FIOKO_CUR", "L_FIOKO_PLAN")
    },
    ("L_SCHOOL_RETURN", "addressee"): "Руководителям общеобразовательных организаций",
}


def rows(people: Iterable[tuple[str, str, str]] = PEOPLE) -> tuple[dict[str, str], ...]:
    """A row has a value for each column that any appendix knows."""
    return tuple(
        {
            "municipality": town,
            "school": school,
            "full_name": f"Муниципальное бюджетное общеобразовательное учреждение {school}",
            "code": "057",
            "name": name,
            "post": "заместитель директора МБОУ «Образцовая СОШ»",
            "phone": "8 (4862) 00-00-00",
            "email": "imya@example.org",
            "role": "эксперт",
            "title": "Отбор школ для участия",
            "period": "20.12.2021 г.",
            "executors": "Департамент, ОРЦОКО",
            "executed": "20.12.2021",
            "confirmed": "21.12.2021",
            "planned": "100\u00a0%",
            "fact": "12 из\u00a012",
            "proof": "Перечень школ",
            "remark": "на\u00a0отчётную дату",
            "directions": "Учебная неуспешность, Педагогические кадры",
            "goal": "частично",
            "risks": "устранены:\u00a01, сохраняются:\u00a01",
            "figures": "не\u00a0ниже плановых",
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


def sample(code: str) -> Facts:
    """An order of the kind with everything filled in, registered."""
    officials: Officials = {"year": 2022, "signatory": SIGNATORY, "controller": CONTROLLER}
    facts: Facts
    if code == "O_PLAN":
        row = PlanRow(1, "Отбор школ для участия", "20.12.2021 г.", "Департамент", "100% школ", "https://example.org")
        facts = PlanFacts(title=plan_title(2022), basis=BASIS, rows=(row, replace(row, number=2)), **officials)
    elif code.startswith("O_STAGE"):
        facts = stage(int(code.removeprefix("O_STAGE")), officials)
    else:
        facts = as_given(filled(code, officials))
    return facts.registered("226", date(2022, 2, 28))


def as_given(facts: ListFacts) -> ListFacts:
    """Only what the data of this kind hold: a template that asks for more would fail on the day of the order."""
    columns, code = given.ROWS.get(facts.kind), facts.kind
    own = tuple({name: ({"number": "1"} | row)[name] for name in columns or ()} for row in rows())
    tables = {"rows": own} if columns else {}
    if code in given.CRITERIA:
        tables["criteria"] = facts.tables["criteria"]
    return replace(facts, said={name: SAID[name] for name in given.SAID.get(code, ())}, tables=tables)


def stage(stage_no: int, officials: Officials) -> StageFacts:
    schools = tuple(
        StageRow(town, school, 3, 5, 5, score, zone, "Нет исходных значений показателей.", date(2022, 5, 31))
        for (town, school, _), score, zone in zip(PEOPLE, (92.0, 67.3, 41.0), ZONES, strict=True)
    )
    return StageFacts(
        title=stage_title(stage_no, 2022),
        stage_no=stage_no,
        due_on=date(2022, 4, 29),
        webinar_by=date(2022, 5, 20),
        rework_by=date(2022, 5, 31),
        approve_by=date(2022, 6, 10),
        rows=schools,
        **officials,
    )


def filled(code: str, officials: Officials, basis: Basis = BASIS) -> ListFacts:
    """An order or letter with a value in every field that a clerk types."""
    kind = KINDS[code]
    facts = ListFacts(
        kind=code,
        title="",
        basis=basis if kind.cites else None,
        days={name: date(2022, 3, 30) for name in kind.days},
        typed={name: TYPED_OF.get((code, name)) or TYPED.get(name, f"слова поля {name}") for name in kind.words},
        said=SAID,
        tables={"rows": rows(), "criteria": ({"criterion": "Структура документа полная"},)},
        **officials,
    )
    return replace(facts, title=titled(facts))
