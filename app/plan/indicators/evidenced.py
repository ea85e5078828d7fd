"""The ten items that papers prove: the registers say which of the papers are there (domain.md §11.1, «manual»)."""

from datetime import date
from typing import Unpack

from sqlalchemy import ColumnElement, exists

from app.directory.models import Grant, Municipality
from app.plan.indicators.computed import letter, standing
from app.plan.indicators.events import orders_registered
from app.plan.indicators.measures import Beside, Indicator, Measure, Measures, at_least, towns
from app.plan.indicators.scene import Scene
from app.plan.indicators.values import Ahead
from app.plan.registers.models import Attendance, MunicipalMeasure, ProjectEvent, ProjectPublication
from app.plan.registers.queries import standing_for_towns
from app.region import region


def event(scene: Scene, kind: str, label: str, *clauses: ColumnElement[bool]) -> Measure:
    """At least one such event was held."""
    return at_least(label, standing(ProjectEvent, scene, ProjectEvent.kind == kind, *clauses))


def published(scene: Scene, label: str, *clauses: ColumnElement[bool], **more: Unpack[Beside]) -> Measure:
    """At least one such publication."""
    return at_least(label, standing(ProjectPublication, scene, *clauses), page="registers.publications", **more)


def on_both_sites(
    scene: Scene, kind: str, *clauses: ColumnElement[bool], span: str = "", ahead: Ahead | None = None
) -> list[Measure]:
    """A publication on the portal and one on the site of the institute."""
    own, site = (ProjectPublication.kind == kind, *clauses), f"сайте {region().institute_short}"
    return [
        published(scene, f"публикация на\u00a0портале{span}", *own, ProjectPublication.place == "portal", ahead=ahead),
        published(scene, f"публикация на\u00a0{site}{span}", *own, ProjectPublication.place == "oiro", ahead=ahead),
    ]


def readiness(scene: Scene) -> list[Measure]:
    """Item 1: the meeting was held, and from each municipality somebody was there."""
    of_meeting = ProjectEvent.cycle_id == scene.cycle.id, ProjectEvent.voided_at.is_(None), ProjectEvent.kind == "start"
    there = exists().where(
        Grant.municipality_id == Municipality.id,
        standing_for_towns(ProjectEvent.on),
        Attendance.person_id == Grant.person_id,
        Attendance.event_id == ProjectEvent.id,
        *of_meeting,
    )
    return [
        event(scene, "start", "проведено совещание с\u00a0МОУО"),
        towns(scene, "муниципалитеты, представители которых были на\u00a0совещании", there, "registers.first"),
    ]


def plan_sent(scene: Scene) -> list[Measure]:
    """Item 13."""
    return [
        at_least("приказ о\u00a0плане зарегистрирован", orders_registered("O_PLAN", scene), page="orders.register"),
        letter(scene, "plan", "план отправлен федеральному координатору"),
        *on_both_sites(scene, "plan"),
    ]


def rumo(scene: Scene) -> list[Measure]:
    """Item 20."""
    return [event(scene, "rumo", "заседание РУМО проведено")]


def recommendations(scene: Scene) -> list[Measure]:
    """Item 21."""
    return [
        published(scene, "опубликованы рекомендации", ProjectPublication.kind == "recommendations"),
        letter(scene, "recommendations", "рекомендации разосланы"),
    ]


def collection(scene: Scene) -> list[Measure]:
    """Item 24."""
    return [*on_both_sites(scene, "collection"), letter(scene, "collection", "сборник направлен в\u00a0МОУО")]


def municipal(kind: str, label: str) -> Measures:
    """Items 25 and 26: municipality after municipality."""

    def measures(scene: Scene) -> list[Measure]:
        own = MunicipalMeasure.municipality_id == Municipality.id, MunicipalMeasure.voided_at.is_(None)
        of_year = MunicipalMeasure.cycle_id == scene.cycle.id, MunicipalMeasure.kind == kind
        return [towns(scene, label, exists().where(*own, *of_year), "registers.municipal")]

    return measures


def broadcast(scene: Scene) -> list[Measure]:
    """Item 29."""
    return [
        event(scene, "method_wednesday", "проведена «Методическая среда» с\u00a0материалами", ProjectEvent.link != "")
    ]


def information(scene: Scene) -> list[Measure]:
    """Item 31: each quarter something on each of the two sites (proposed rule)."""
    found = []
    for name, first, end in scene.quarters:
        span = ProjectPublication.on >= first, ProjectPublication.on < end
        found += on_both_sites(scene, "news", *span, span=f", {name}", ahead=scene.ahead(name, first))
    return found


def final(scene: Scene) -> list[Measure]:
    """Item 32."""
    return [event(scene, "final", "проведён итоговый семинар, материалы по\u00a0ссылке", ProjectEvent.link != "")]


def _quarters(scene: Scene) -> list[date]:
    return [first for _, first, _ in scene.quarters]


INDICATORS = {
    "project_readiness_info": Indicator(
        "evidence",
        "Совещание с\u00a0МОУО проведено, от\u00a0каждого муниципалитета на\u00a0нём были. Решает меньшая доля.",
        readiness,
    ),
    "plan_sent": Indicator(
        "evidence", "Приказ зарегистрирован, письмо отправлено, план опубликован на\u00a0двух сайтах.", plan_sent
    ),
    "rumo_meetings": Indicator("evidence", "Протокол хотя\u00a0бы одного заседания РУМО.", rumo),
    "methodical_recommendations": Indicator("evidence", "Рекомендации опубликованы и\u00a0разосланы.", recommendations),
    "collection_published": Indicator("evidence", "Сборник на\u00a0двух сайтах и\u00a0письмо в\u00a0МОУО.", collection),
    "municipal_support_measures": Indicator(
        "evidence",
        "Документ о\u00a0поддержке в\u00a0каждом муниципалитете.",
        municipal("support", "муниципалитеты с\u00a0мерой поддержки"),
    ),
    "municipal_meetings": Indicator(
        "evidence",
        "Протокол и\u00a0рекомендации в\u00a0каждом муниципалитете.",
        municipal("meeting", "муниципалитеты, где прошло совещание"),
    ),
    "practices_broadcast": Indicator(
        "evidence", "Хотя\u00a0бы одна «Методическая среда» со\u00a0ссылкой на\u00a0материалы.", broadcast
    ),
    "info_support": Indicator(
        "evidence",
        "Хотя\u00a0бы одна публикация за\u00a0квартал на\u00a0каждом из\u00a0двух сайтов.",
        information,
        _quarters,
    ),
    "final_seminar": Indicator("evidence", "Итоговый семинар проведён, материалы доступны по\u00a0ссылке.", final),
}
