"""A sample of each order, for the trial of a template and for its list of placeholders: invented people and schools."""

import re
from collections.abc import Iterable, Mapping
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
from app.region import Region

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
YEAR = 2030
IN_SAMPLES = re.compile(f"{YEAR}|{YEAR - 1}")
REGION = Region(
    name="Энская область",
    name_gen="Энской области",
    city="г. Энск",
    department="Департамент образования Энской области",
    department_gen="Департамента образования Энской области",
    unit_dat="Управлению общего образования",
    institute_short="ИРО",
    institute="Институт развития образования Энской области",
    institute_gen="института развития образования Энской области",
    institute_dat="институту развития образования Энской области",
    centre_short="РЦОКО",
    centre="Центр оценки качества образования Энской области",
    centre_gen="центра оценки качества образования Энской области",
    centre_dat="центру оценки качества образования Энской области",
)
SIGNATORY = Signatory(("Руководитель Департамента образования", "Энской области"), "И. О. Фамилия", SIGNS)
CONTROLLER = Controller("заместителя руководителя Департамента", "Фамилию И. О.", CONTROLS)
ZONES = (Zone.GREEN, Zone.YELLOW, Zone.RED)
BASIS = Basis("О реализации проекта «500+»", "02-21/683", date(YEAR - 1, 11, 22))
PEOPLE = (
    ("город Ливны", "МБОУ «СОШ № 71» г. Ливны", "Примерова Анна Петровна"),
    ("Верховский район", "МБОУ «Заречная СОШ»", "Образцов Илья Ильич"),
    ("Верховский район", "МБОУ «Ольховская ООШ»", "Образцова Мария Ильинична"),
)
SAID = {
    "as_of": "30 июня 2030 г.",
    "month": "июнь 2030 года",
    "item": "14",
    "base": "32",
    "base_words": "все мероприятия утверждённого Плана-графика",
    "confirmed": "15",
    "share": "46,8",
    "threshold": "45",
    "verdict": "выполнено",
    "open": "12, 16–18",
    "plan_date": "28 февраля 2030 г.",
    "plan_number": "226",
    "plan_title": "Об утверждении регионального плана-графика",
    "stage": "первого",
    "school": "МБОУ «Заречная СОШ»",
    "stages": "29.04.2030, 20.06.2030, 15.11.2030",
}
TYPED = {
    "addressee": "Руководителям органов местного самоуправления, осуществляющих управление в\u00a0сфере образования",
    "performer": "Примерова А. П., 8 (4862) 00-00-00",
    "subject": "О назначении ответственного за работу в системе",
    "grounds": "В целях организации работы с документами проекта «500+»",
    "points": "1. Назначить ответственным за работу в системе Образцова И. И.\n"
    "2. Представить сведения до 1 апреля 2030 г.",
    "event": "установочный семинар (вебинар) для участников проекта «500+»",
    "event_title": "установочного семинара (вебинара) для участников проекта «500+»",
    "programme": "10:00 | Открытие | Примерова А. П.",
    "reply_to": "",
    "best": "МБОУ «Заречная СОШ»",
    "sheets": "2",
}
TYPED_OF = {
    ("O_CHANGE", "points"): "1.1. Строку 29 «Трансляция практик» приложения исключить;\n"
    "1.2. В строке 24 «Сборник материалов» приложения графу «Сроки реализации» вместо «Декабрь 2030 г.» изложить "
    "в редакции «Ноябрь 2030 г.».",
    **{
        (code, "addressee"): "Директору ФГБУ «Федеральный институт\nоценки качества образования»\nИ. О. Фамилия"
        for code in ("L_FIOKO_MUN", "L_FIOKO_CUR", "L_FIOKO_PLAN")
    },
    ("L_SCHOOL_RETURN", "addressee"): "Руководителям общеобразовательных организаций",
}


def dated(words: Mapping[str, str], year: int) -> dict[str, str]:
    """The same words in another year than that of the samples."""
    moved = {str(YEAR): str(year), str(YEAR - 1): str(year - 1)}
    return {name: IN_SAMPLES.sub(lambda found: moved[found[0]], text) for name, text in words.items()}


def rows(people: Iterable[tuple[str, str, str]] = PEOPLE, year: int = YEAR) -> tuple[dict[str, str], ...]:
    """A row has a value for each column that any appendix knows."""
    return tuple(
        dated(
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
                "period": "20.12.2029 г.",
                "executors": "Департамент, РЦОКО",
                "executed": "20.12.2029",
                "confirmed": "21.12.2029",
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
            },
            year,
        )
        for town, school, name in people
    )


def sample(code: str) -> Facts:
    """An order of the kind with everything filled in, registered."""
    officials: Officials = {"year": YEAR, "region": REGION, "signatory": SIGNATORY, "controller": CONTROLLER}
    facts: Facts
    if code == "O_PLAN":
        row = PlanRow(1, "Отбор школ для участия", "20.12.2029 г.", "Департамент", "100% школ", "https://example.org")
        facts = PlanFacts(title=plan_title(YEAR), basis=BASIS, rows=(row, replace(row, number=2)), **officials)
    elif code.startswith("O_STAGE"):
        facts = stage(int(code.removeprefix("O_STAGE")), officials)
    else:
        facts = as_given(filled(code, officials))
    return facts.registered("226", date(YEAR, 2, 28))


def as_given(facts: ListFacts) -> ListFacts:
    """Only what the data of this kind hold: a template that asks for more would fail on the day of the order."""
    columns, code = given.ROWS.get(facts.kind), facts.kind
    own = tuple({name: ({"number": "1"} | row)[name] for name in columns or ()} for row in rows())
    tables = {"rows": own} if columns else {}
    if code in given.CRITERIA:
        tables["criteria"] = facts.tables["criteria"]
    return replace(
        facts, said=dated({name: SAID[name] for name in given.SAID.get(code, ())}, facts.year), tables=tables
    )


def stage(stage_no: int, officials: Officials) -> StageFacts:
    schools = tuple(
        StageRow(town, school, 3, 5, 5, score, zone, "Нет исходных значений показателей.", date(YEAR, 5, 31))
        for (town, school, _), score, zone in zip(PEOPLE, (92.0, 67.3, 41.0), ZONES, strict=True)
    )
    return StageFacts(
        title=stage_title(stage_no, YEAR),
        stage_no=stage_no,
        due_on=date(YEAR, 4, 29),
        webinar_by=date(YEAR, 5, 20),
        rework_by=date(YEAR, 5, 31),
        approve_by=date(YEAR, 6, 10),
        rows=schools,
        **officials,
    )


def filled(code: str, officials: Officials, basis: Basis = BASIS) -> ListFacts:
    """An order or letter with a value in every field that a clerk types."""
    kind, year = KINDS[code], officials["year"]
    typed = {name: TYPED_OF.get((code, name)) or TYPED.get(name, f"слова поля {name}") for name in kind.words}
    facts = ListFacts(
        kind=code,
        title="",
        basis=basis if kind.cites else None,
        days={name: date(year, 3, 30) for name in kind.days},
        typed=dated(typed, year),
        said=dated(SAID, year),
        tables={"rows": rows(year=year), "criteria": ({"criterion": "Структура документа полная"},)},
        **officials,
    )
    return replace(facts, title=titled(facts))
