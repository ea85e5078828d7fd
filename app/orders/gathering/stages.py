"""A finished stage of expertise → the facts of its order: the figures of its page, and no others."""

import re
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from sqlalchemy import select

from app.expertise.results.figures import SchoolFigures
from app.expertise.results.queries import figures_of
from app.expertise.results.words import left
from app.expertise.reviews.told import REMARKS, Told, of_source
from app.expertise.zones import federal_in, unscored_in
from app.extensions import db
from app.kernel.words import pluralize
from app.orders.gathering.goals import FIGURES, GOAL, figures_said, goal, told_of
from app.orders.queries import stage_of
from app.papers.facts import Officials, StageFacts, StageRow, Zone, stage_title
from app.refusals import Refusal, Refused
from app.region import UNNAMED
from app.year.cycle.models import Cycle, Participation, SchoolRisk, Stage
from app.year.cycle.queries import stages_of

# Days after the stage that a draft proposes; the clerk sets the days of the order on its page.
WEBINAR, REWORK, APPROVE = timedelta(21), timedelta(32), timedelta(42)
SHOWN = 3  # remarks of a school in an appendix, which has a line for each school of the region
NO_STAGES = Refusal("no_stages", "В\u00a0этом году нет этапов экспертизы: подводить итоги не\u00a0по\u00a0чему.")
QUOTED = re.compile(r"«(.{1,500})»")


def stage_facts(cycle: Cycle, stage_no: int, people: Officials) -> StageFacts:
    """The facts of O_STAGE; raises Refused while the stage is not finished."""
    stage = stage_of(cycle, stage_no)
    found = figures_of(stage) if stage else None
    if stage is None or found is None or not found.schools:
        raise Refused.because("not_frozen", "Набор этого этапа экспертизы ещё не зафиксирован: подводить итоги рано.")
    if found.left:
        raise Refused.because("unfinished", f"Экспертиза этапа не закончена: осталось заполнить {left(found)}.")
    return StageFacts(
        title=stage_title(stage_no, cycle.year),
        stage_no=stage_no,
        due_on=stage.due_on,
        webinar_by=stage.due_on + WEBINAR,
        rework_by=stage.due_on + REWORK,
        approve_by=stage.due_on + APPROVE,
        rows=tuple(stage_row(stage, school) for school in found.schools),
        **people,
    )


def stage_row(stage: Stage, school: SchoolFigures) -> StageRow:
    """One school: its worst verdict, the mean of its scores, the remarks of all its documents."""
    zone = Zone(school.zone)
    return StageRow(
        municipality=school.line.municipality,
        school=school.line.school,
        activated=school.activated,
        approved=school.approved,
        required=school.required,
        because="; ".join(filter(None, (school.because, unscored_in(school.mean), federal_in(school.mean)))),
        score_pct=None if school.score is None else float(school.score),
        zone=zone,
        remarks=first_remarks(school.remarks),
        fix_by=None if zone is Zone.GREEN else stage.due_on + REWORK,
    )


def first_remarks(remarks: Iterable[Told]) -> str:
    """The first few of each source, and how many there are: the conclusions list them whole."""
    regional, federal = (_first(of_source(remarks, source)) for source in ("regional", "federal"))
    return "\n".join(filter(None, (regional, federal and f"Федеральный координатор: {federal}")))


def _first(remarks: list[Told]) -> str:
    said = " ".join(" ".join(one.whole.split()) for one in remarks[:SHOWN])
    if len(remarks) <= SHOWN:
        return said
    return f"Всего {pluralize(len(remarks), *REMARKS)}. {said} Остальные – в\u00a0выводах экспертизы."


def finished_rows(cycle: Cycle) -> tuple[int, tuple[StageRow, ...]]:
    """The last stage whose every document has a result: its number and its rows."""
    for stage in reversed(stages_of(cycle)):
        with suppress(Refused):
            return stage.number, stage_facts(cycle, stage.number, nobody(cycle)).rows
    return 0, ()


def nobody(cycle: Cycle) -> Officials:
    """The officials where only the rows are asked."""
    return {"year": cycle.year, "region": UNNAMED, "signatory": None, "controller": None}


def final(cycle: Cycle, _on: date) -> dict:
    """O_FINAL: the year by the last stage."""
    stages = stages_of(cycle)
    if not stages:
        raise Refused(NO_STAGES)
    last = stages[-1]
    found = stage_facts(cycle, last.number, nobody(cycle))
    worked_on, points = risks_of(cycle), told_of(last)
    pairs = zip(found.rows, figures_of(last).schools, strict=True)
    return {"tables": {"rows": [_of_year(row, school, points, worked_on) for row, school in pairs]}}


def _of_year(row: StageRow, school: SchoolFigures, points: dict, worked_on: dict) -> dict[str, str]:
    """A school in O_FINAL; `points` are the expert's, by school and criterion."""
    key = school.line.participation_id
    reached, figures = points.get((key, GOAL)), points.get((key, FIGURES))
    return {
        "municipality": row.municipality,
        "school": row.school,
        "directions": ", ".join(directions(school)),
        "goal": goal(reached, figures, school, worked_on[key]),
        "risks": risks(worked_on[key]),
        "figures": figures_said(figures),
        "remarks": row.remarks or "–",
    }


def risks_of(cycle: Cycle) -> dict[int, list[SchoolRisk]]:
    """The directions of each school of the year that were ever worked on."""
    own = select(SchoolRisk).join(SchoolRisk.participation).where(Participation.cycle_id == cycle.id)
    found = defaultdict(list)
    for risk in db.session.scalars(own.where(SchoolRisk.state.in_(("activated", "closed"))).order_by(SchoolRisk.id)):
        found[risk.participation_id].append(risk)
    return found


def risks(worked_on: Iterable[SchoolRisk]) -> str:
    """«устранены: 1, сохраняются: 2»: a closed direction is a risk that is gone (domain.md §7.3)."""
    states = [risk.state for risk in worked_on]
    said = {"устранены": states.count("closed"), "сохраняются": states.count("activated")}
    return ", ".join(f"{word}:\u00a0{number}" for word, number in said.items() if number) or "–"


def directions(school: SchoolFigures) -> list[str]:
    """The directions of risk that the frozen set of the school knows, by the names of its programmes."""
    titles = dict.fromkeys(one.line.title for one in school.documents if one.line.kind == "antirisk")
    return [found[1] if (found := QUOTED.search(title)) else title for title in titles]
