"""The indicators that this house computes from its own records (domain.md §11.1, «auto»)."""

from sqlalchemy import ColumnElement, Select, exists, func, literal, select

from app.directory.models import Grant, Municipality, Person
from app.documents.models import Document
from app.plan.indicators.measures import Indicator, Measure, Measures, at_least, curators, schools, towns
from app.plan.indicators.scene import ACTIVATED, Scene, each_direction, has, held, whole_set
from app.plan.models import Snapshot
from app.plan.registers.models import CuratorContract, Entry, ProjectPublication, SentLetter
from app.roles import Role
from app.year.cycle.models import Monitoring, Participation, SchoolRisk
from app.year.profile.models import FirstVisit

SENT, APPROVED = ("submitted", "approved"), ("approved",)


def standing(model: type[Entry], scene: Scene, *clauses: ColumnElement[bool]) -> Select[int]:
    """How many rows of a register stand in the year; struck ones don't."""
    return select(func.count(model.id)).where(model.cycle_id == scene.cycle.id, model.voided_at.is_(None), *clauses)


def letter(scene: Scene, subject: str, label: str) -> Measure:
    """A letter on the subject has gone out."""
    return at_least(label, standing(SentLetter, scene, SentLetter.subject == subject), page="registers.letters")


def quota(scene: Scene) -> list[Measure]:
    """Item 3: as many schools as the region was given; the quota is a setting of the year."""
    quota_ = literal(scene.cycle.regional_quota or 0)
    page = "enrolment.schools" if scene.cycle.regional_quota else "monitorings.every"
    return [Measure("школы в\u00a0проекте, от\u00a0квоты региона", scene.schools, quota_, page=page)]


def municipal_coordinators(scene: Scene) -> list[Measure]:
    """Item 5."""
    has_one = held(Role.MUNICIPAL, scene.day, Grant.municipality_id == Municipality.id)
    return [
        towns(scene, "муниципалитеты с\u00a0координатором", has_one, "people.every"),
        letter(scene, "coordinators", "список отправлен федеральному координатору"),
    ]


def curators_sent(scene: Scene) -> list[Measure]:
    """Item 7; the papers for the contracts stand beside: the indicator of the order asks for the list alone."""
    papers = exists().where(CuratorContract.person_id == Person.id, CuratorContract.voided_at.is_(None))
    of_year = CuratorContract.cycle_id == scene.cycle.id
    return [
        schools(scene, "школы с\u00a0куратором", led(scene), "people.every"),
        letter(scene, "curators", "список отправлен федеральному координатору"),
        curators(
            scene,
            "кураторы, чьи документы для\u00a0договора собраны",
            papers.where(of_year),
            "registers.contracts",
            counts=False,
        ),
    ]


def led(scene: Scene) -> ColumnElement[bool]:
    """Somebody leads the school on the day."""
    return held(Role.CURATOR, scene.day, Grant.school_id == Participation.school_id)


def development(scene: Scene) -> list[Measure]:
    """Item 9: everything is written and sent, and at least one direction is activated."""
    return [schools(scene, "школы, отправившие куратору все документы", whole_set(SENT))]


def first_visit(scene: Scene) -> list[Measure]:
    """Item 10: two shares, and the lesser one decides."""
    verified = ACTIVATED & ~has(SchoolRisk.participation_id, SchoolRisk.state == "in_profile")
    return [
        schools(scene, "школы, где побывал куратор", has(FirstVisit.participation_id), "profile.one"),
        schools(scene, "школы с\u00a0проверенным профилем и\u00a0активированным направлением", verified, "profile.one"),
    ]


def concept_documents(scene: Scene) -> list[Measure]:
    """Item 11, the model case: the confirmed share decides, the sent one stands beside it."""
    return [
        schools(scene, "школы, у\u00a0которых все документы подтверждены", whole_set(APPROVED)),
        schools(scene, "школы, отправившие все документы", whole_set(SENT), counts=False),
    ]


def evidence(scene: Scene) -> list[Measure]:
    """Item 12, window by window; the rule of counting is the Department's (domain.md §13, question 4)."""
    found = []
    for window in scene.windows:
        accepted = Document.kind == "evidence", Document.window_id == window.id, Document.stands
        shown = (
            each_direction(*accepted)
            if scene.cycle.evidence_rule == "strict"
            else ACTIVATED & has(Document.participation_id, *accepted)
        )
        label = f"школы с\u00a0принятыми подтверждающими документами, {window.title}"
        ahead = scene.ahead(window.title, window.opens_on)
        found.append(schools(scene, label, shown, "documents.kit", ahead=ahead))
    return found


NOTES = {1: "опубликована аналитическая справка", 2: "опубликованные аналитические справки"}


def monitoring(number: int) -> Measures:
    """Items 14 and 15: what the last frozen snapshot of the monitoring says."""

    def measures(scene: Scene) -> list[Measure]:
        own = Monitoring.cycle_id == scene.cycle.id, Monitoring.number == number
        last = select(Snapshot).join(Monitoring, Monitoring.id == Snapshot.monitoring_id).where(*own)
        newest = last.order_by(Snapshot.id.desc()).limit(1)
        note = standing(ProjectPublication, scene, ProjectPublication.kind == "note")
        return [
            Measure(
                "мероприятия, исполненные и\u00a0подтверждённые, по\u00a0снимку",
                _or_zero(newest.with_only_columns(Snapshot.part)),
                _or_zero(newest.with_only_columns(Snapshot.whole)),
                page="monitorings.every",
            ),
            at_least(NOTES[number], note, number, "registers.publications", counts=False),
        ]

    return measures


def _or_zero(question: Select[int]) -> ColumnElement[int]:
    return func.coalesce(question.scalar_subquery(), 0)


INDICATORS = {
    "schools_selected": Indicator("computed", "Школы в\u00a0проекте к\u00a0квоте региона.", quota),
    "municipal_coordinators_sent": Indicator(
        "computed",
        "Муниципалитеты, где есть школы проекта и\u00a0назначен координатор, ко\u00a0всем таким; письмо отправлено.",
        municipal_coordinators,
    ),
    "curators_list_sent": Indicator(
        "computed", "Школы с\u00a0действующим куратором ко\u00a0всем школам; письмо отправлено.", curators_sent
    ),
    "concept_docs_development": Indicator(
        "computed",
        "Школы, отправившие куратору концепцию, программу и\u00a0антирисковую программу по\u00a0каждому "
        "активированному направлению, ко\u00a0всем школам.",
        development,
    ),
    "curator_first_visit": Indicator(
        "computed",
        "Меньшая из\u00a0двух долей: школы с\u00a0записанным посещением; школы, где проверены все факторы "
        "и\u00a0активировано хотя\u00a0бы одно направление.",
        first_visit,
    ),
    "concept_docs_uploaded": Indicator(
        "computed",
        "Школы, у\u00a0которых куратор подтвердил все документы комплекта, ко\u00a0всем школам.",
        concept_documents,
    ),
    "evidence_uploaded": Indicator(
        "computed",
        "По\u00a0каждому окну: школы, у\u00a0которых подтверждающие документы приняты по\u00a0правилу Департамента, "
        "ко\u00a0всем школам. Решает меньшая доля.",
        evidence,
        lambda scene: [window.opens_on for window in scene.windows],
    ),
    "roadmap_monitoring_1": Indicator(
        "computed",
        "Исполнено и\u00a0подтверждено к\u00a0знаменателю, который назван в\u00a0настройке; по\u00a0снимку.",
        monitoring(1),
    ),
    "roadmap_monitoring_2_3": Indicator(
        "computed",
        "Исполнено и\u00a0подтверждено к\u00a0знаменателю, который назван в\u00a0настройке; по\u00a0снимку.",
        monitoring(2),
    ),
}
