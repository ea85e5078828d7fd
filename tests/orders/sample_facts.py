"""Facts of the year 2022 for the tests; the officials of order No. 226 are named here and nowhere in the product."""

import json
from datetime import date
from pathlib import Path

from app.demo.oryol import ORYOL
from app.papers.declension import mid_sentence, post
from app.papers.facts import (
    Basis,
    Controller,
    Inflected,
    PlanFacts,
    PlanRow,
    Signatory,
    StageFacts,
    StageRow,
    Zone,
    plan_title,
    stage_title,
)

PLAN = json.loads((Path(__file__).parents[2] / "app/plan/data/plan-2022.json").read_text("utf-8"))
COLUMNS = ("title", "period_text", "executors_text", "indicator_text", "info_support")
POSTS = {
    "signatory": "Член Правительства Орловской области –\nруководитель Департамента образования\nОрловской области",
    "controller": "заместитель руководителя Департамента – начальник управления общего образования",
}
NAMES = {
    "signatory": {"nom": "А. И. Карлов", "gen": "Карлова А. И.", "dat": "Карлову А. И.", "acc": "Карлова А. И."},
    "controller": {"nom": "Т. К. Патова", "gen": "Патовой Т. К.", "dat": "Патовой Т. К.", "acc": "Патову Т. К."},
}


def named(duty: str, nominative: str) -> Inflected:
    """The post and the name in one phrase, case by case."""
    posts = post(POSTS[duty]) | {"nom": mid_sentence(POSTS[duty])}
    names = NAMES[duty] | {"nom": nominative}
    return Inflected(**{case: " ".join(f"{said} {names[case]}".split()) for case, said in posts.items()})


SIGNATORY = Signatory(tuple(POSTS["signatory"].splitlines()), "А. И. Карлов", named("signatory", "Карлов А. И."))
CONTROLLER = Controller(post(POSTS["controller"])["acc"], "Патову Т. К.", named("controller", "Патова Т. К."))
BASIS = Basis("О начале реализации проекта адресной методической помощи 500+", "02-21/3", date(2021, 1, 18))

POINTS_226 = """\
1. Утвердить прилагаемый региональный план-график реализации проекта по организации методической поддержки \
общеобразовательных организаций, имеющих низкие образовательные результаты обучающихся (далее – План-график).
2. Бюджетному учреждению Орловской области дополнительного профессионального образования «Институт развития \
образования», бюджетному учреждению Орловской области «Региональный центр оценки качества образования» обеспечить \
выполнение перечня мероприятий Плана-графика согласно установленным срокам.
3. Рекомендовать руководителям органов местного самоуправления, осуществляющих управление в сфере образования, \
обеспечить выполнение мероприятий в соответствии с прилагаемым Планом-графиком.
4. Управлению общего образования Департамента образования Орловской области:
4.1. Обеспечить контроль за выполнением мероприятий Плана-графика согласно установленным срокам;
4.2. Довести приказ до руководителей бюджетного учреждения Орловской области дополнительного профессионального \
образования «Институт развития образования», бюджетного учреждения Орловской области «Региональный центр оценки \
качества образования», органов местного самоуправления, осуществляющих управление в сфере образования.
5. Контроль за исполнением приказа возложить на заместителя руководителя Департамента – начальника управления общего \
образования Патову Т. К.
Член Правительства Орловской области –
руководитель Департамента образования
Орловской области\tА. И. Карлов
"""


def plan(rows: int = 32) -> PlanFacts:
    """Order No. 226 before its registration; more than 32 rows repeat the plan."""
    items = [PLAN[number % len(PLAN)] for number in range(rows)]
    return PlanFacts(
        title=plan_title(2022),
        year=2022,
        region=ORYOL,
        signatory=SIGNATORY,
        controller=CONTROLLER,
        basis=BASIS,
        rows=tuple(PlanRow(number, *(item[key] for key in COLUMNS)) for number, item in enumerate(items, 1)),
    )


def stage(stage_no: int = 1, rows: tuple[StageRow, ...] | None = None) -> StageFacts:
    return StageFacts(
        title=stage_title(stage_no, 2022),
        year=2022,
        region=ORYOL,
        signatory=SIGNATORY,
        controller=CONTROLLER,
        stage_no=stage_no,
        due_on=date(2022, 4, 29),
        webinar_by=date(2022, 5, 20),
        rework_by=date(2022, 5, 31),
        approve_by=date(2022, 6, 10),
        rows=schools() if rows is None else rows,
    )


def schools(count: int = 45) -> tuple[StageRow, ...]:
    """Invented schools, five to a municipality, every zone among them."""
    places = ("город Орёл", "город Ливны", "город Мценск", "Болховский район", "Верховский район")
    places += ("Глазуновский район", "Дмитровский район", "Должанский район", "Залегощенский район")
    return tuple(school(number, places[number * len(places) // count]) for number in range(count))


def school(number: int, place: str) -> StageRow:
    zone = {4: Zone.YELLOW, 9: Zone.RED, 13: Zone.GREY}.get(number % 14, Zone.GREEN)
    score, approved, remarks = {
        Zone.GREEN: (86.5, 5, ""),
        Zone.YELLOW: (67.3, 5, "В целевых показателях отсутствуют исходные значения на начало 2022 года."),
        Zone.RED: (41.0, 3, "Документ не утверждён приказом директора. Отсутствует приложение – дорожная карта."),
        Zone.GREY: (None, 0, "Документы не представлены."),
    }[zone]
    fix_by = None if zone is Zone.GREEN else date(2022, 5, 31)
    return StageRow(
        place, f"МБОУ «Примерная средняя школа № {number + 1}»", 3, approved, 5, score, zone, remarks, fix_by
    )
