"""The twelve indicators that are computed once a light register is filled (domain.md §11.1, «semi»)."""

from sqlalchemy import ColumnElement, exists, func, or_, select

from app.directory.models import Grant
from app.plan.indicators.attendance import SCHOOL_THERE, at_each, attended, curator_attended
from app.plan.indicators.computed import letter, standing
from app.plan.indicators.events import orders_registered
from app.plan.indicators.measures import Indicator, Measure, at_least, curators, schools
from app.plan.indicators.scene import Scene, has
from app.plan.registers.models import Attendance, HeadTraining, ProjectEvent, ResourceUse, TeacherTraining
from app.plan.registers.queries import holding
from app.roles import Role
from app.year.cycle.models import Participation
from app.year.profile.models import ProfileReceipt, RiskProfile, Survey

STOOD_IN = "Кто замещал куратора в\u00a0этот день, считается за\u00a0него."


def regional_coordinators(scene: Scene) -> list[Measure]:
    """Item 2."""
    in_force = Grant.starts_on <= scene.day, _not_over(scene)
    people = select(func.count(Grant.id)).where(Grant.role == Role.REGIONAL, *in_force)
    return [
        at_least("приказ о\u00a0назначении зарегистрирован", orders_registered("O_REG", scene), page="orders.register"),
        at_least("координаторы есть в\u00a0системе", people, page="people.every"),
        letter(scene, "contacts", "данные для\u00a0личного кабинета направлены"),
    ]


def candidates(scene: Scene) -> list[Measure]:
    """Item 4: whoever leads the school, or will: the role is given in December and begins when the list is approved."""
    named = exists().where(Grant.role == Role.CURATOR, Grant.school_id == Participation.school_id, _not_over(scene))
    return [schools(scene, "школы с\u00a0кандидатом в\u00a0кураторы", named, "people.every")]


def _not_over(scene: Scene) -> ColumnElement[bool]:
    return or_(Grant.ends_on.is_(None), Grant.ends_on >= scene.day)


def survey(scene: Scene) -> list[Measure]:
    """Item 6."""
    return [schools(scene, "школы, прошедшие анкетирование", has(Survey.participation_id), "profile.register")]


def downloads(scene: Scene) -> list[Measure]:
    """Item 8."""
    taken = has(RiskProfile.participation_id, exists().where(ProfileReceipt.profile_id == RiskProfile.id))
    return [schools(scene, "школы, получившие рисковый профиль", taken, "profile.one")]


def heads(scene: Scene) -> list[Measure]:
    """Item 16."""
    trained = has(HeadTraining.participation_id, HeadTraining.voided_at.is_(None))
    return [schools(scene, "школы, где директор окончил курсы", trained, "registers.heads")]


def teachers(scene: Scene) -> list[Measure]:
    """Item 17: what each school said of the latest day; sums, never a mean of shares."""
    standing_ = TeacherTraining.participation_id == Participation.id, TeacherTraining.voided_at.is_(None)
    latest = TeacherTraining.on.desc(), TeacherTraining.id.desc()
    newest = select(TeacherTraining.id).where(*standing_).order_by(*latest).limit(1).correlate(Participation)
    rows = (
        select(TeacherTraining)
        .join(Participation, Participation.id == TeacherTraining.participation_id)
        .where(scene.in_project, TeacherTraining.id == newest.scalar_subquery())
    )
    trained, needed = (
        func.coalesce(rows.with_only_columns(func.sum(column)).scalar_subquery(), 0)
        for column in (TeacherTraining.trained, TeacherTraining.needed)
    )
    told = schools(
        scene,
        "школы, сообщившие числа",
        has(TeacherTraining.participation_id, TeacherTraining.voided_at.is_(None)),
        "registers.teachers",
    )
    return [
        Measure(
            "обученные учителя из\u00a0нуждающихся",
            trained,
            needed,
            told.missing,
            "registers.teachers",
            near=told.near,
        ),
        told,
    ]


def kickoff(scene: Scene) -> list[Measure]:
    """Item 18."""
    return [
        schools(
            scene,
            "школы, бывшие на\u00a0установочном вебинаре",
            attended(SCHOOL_THERE, scene, ["kickoff"]),
            "registers.first",
        )
    ]


def webinars(scene: Scene) -> list[Measure]:
    """Item 19: at least one in each half of the year."""
    found = []
    for name, first, last in scene.half_years:
        span, ahead = ProjectEvent.on.between(first, last), scene.ahead(name, first)
        kinds = ["webinar", "results"]
        found += [
            schools(
                scene,
                f"школы на\u00a0вебинарах, {name}",
                attended(SCHOOL_THERE, scene, kinds, span),
                "registers.first",
                ahead=ahead,
            ),
            curators(scene, f"кураторы на\u00a0вебинарах, {name}", curator_attended(scene, kinds, span), ahead=ahead),
        ]
    return found


def meetings(scene: Scene) -> list[Measure]:
    """Item 23: the held meetings at which a regional coordinator was, to all that were held."""
    held = standing(ProjectEvent, scene, ProjectEvent.kind == "meeting")
    coordinators_of_the_day = holding(Role.REGIONAL, ProjectEvent.on).correlate(ProjectEvent)
    there = exists().where(Attendance.event_id == ProjectEvent.id, Attendance.person_id.in_(coordinators_of_the_day))
    return [
        Measure(
            "совещания сопровождения с\u00a0региональным координатором",
            held.where(there).scalar_subquery(),
            held.scalar_subquery(),
            held.with_only_columns(ProjectEvent.id, ProjectEvent.title).where(~there).order_by(ProjectEvent.on),
            "register_events.one",
        )
    ]


def resources(scene: Scene) -> list[Measure]:
    """Item 28: its 45 % are of schools, not of items."""
    return [
        schools(
            scene,
            "школы, использующие ресурсы",
            has(ResourceUse.participation_id, ResourceUse.voided_at.is_(None)),
            "registers.resources",
        )
    ]


INDICATORS = {
    "regional_coordinators_appointed": Indicator(
        "register",
        "Приказ зарегистрирован, координаторы есть в\u00a0системе, данные направлены.",
        regional_coordinators,
    ),
    "curator_candidates_selected": Indicator(
        "register",
        "Школы с\u00a0куратором или кандидатом (роль дана, начнётся позже) ко\u00a0всем школам.",
        candidates,
    ),
    "school_survey": Indicator("register", "Школы с\u00a0отметкой об\u00a0анкетировании ко\u00a0всем школам.", survey),
    "risk_profile_downloads": Indicator(
        "register", "Школы, получившие рисковый профиль, ко\u00a0всем школам.", downloads
    ),
    "heads_training": Indicator("register", "Школы, директор которых окончил курсы, ко\u00a0всем школам.", heads),
    "teachers_training": Indicator(
        "register",
        "Обученные учителя к\u00a0тем, кому нужно обучение; по\u00a0последним сведениям школ, без имён.",
        teachers,
    ),
    "kickoff_webinar": Indicator(
        "register", "Школы, бывшие на\u00a0установочном вебинаре, ко\u00a0всем школам.", kickoff
    ),
    "regional_webinars": Indicator(
        "register",
        "В\u00a0каждом полугодии: школы и\u00a0кураторы, бывшие хотя\u00a0бы на\u00a0одном вебинаре. "
        f"Решает меньшая доля. {STOOD_IN}",
        webinars,
        lambda scene: [first for _, first, _ in scene.half_years],
    ),
    "federal_webinars_participation": Indicator(
        "register",
        f"Школы и\u00a0кураторы, участвовавшие в\u00a0каждой проведённой ВКС. Решает меньшая доля. {STOOD_IN}",
        at_each("vks", "ВКС", "ВКС"),
    ),
    "coordination_meetings": Indicator(
        "register",
        "Проведённые совещания, на\u00a0которых был региональный координатор, ко\u00a0всем проведённым.",
        meetings,
    ),
    "experience_webinars": Indicator(
        "register",
        "Школы и\u00a0кураторы, участвовавшие в\u00a0каждом проведённом вебинаре по\u00a0обмену опытом, в\u00a0любой "
        f"роли. Решает меньшая доля. {STOOD_IN}",
        at_each("exchange", "вебинары по\u00a0обмену опытом", "вебинарах по\u00a0обмену опытом"),
    ),
    "project_resources_use": Indicator(
        "register", "Школы, использующие ресурсы проекта, ко\u00a0всем школам.", resources
    ),
}
