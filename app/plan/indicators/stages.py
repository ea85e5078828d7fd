"""Item 30: the stages of expertise, each with its results, its analysis and its webinar (domain.md §11.1)."""

from datetime import date

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased

from app.expertise.models import Freeze, FrozenItem, Result
from app.plan.indicators.computed import standing
from app.plan.indicators.measures import Indicator, Measure, at_least, schools
from app.plan.indicators.scene import Scene
from app.plan.registers.models import Entry, ProjectEvent, ProjectPublication
from app.year.cycle.models import Participation, Stage


def expertise(scene: Scene) -> list[Measure]:
    """Item 30: at each of the dates a result for every school of the frozen set, then the analysis and the webinar."""
    ends = [stage.due_on for stage in scene.stages[1:]] + [date.max]
    return [one for stage, end in zip(scene.stages, ends, strict=False) for one in _stage(scene, stage, end)]


def _stage(scene: Scene, stage: Stage, end: date) -> list[Measure]:
    """What belongs to a stage was published or held from its day on, before the day of the next one.

    A school waits while a line that the sheet asks about was presented and has no word that stands; one that handed
    nothing in, or came after the set was fixed, has nobody's work to wait for.
    """
    here = FrozenItem.participation_id == Participation.id, FrozenItem.stage_id == stage.id
    waits = exists().where(*here, FrozenItem.asked, FrozenItem.sha256.is_not(None), ~_said())
    done = exists().where(Freeze.stage_id == stage.id) & ~waits
    name = f"{stage.number}-й\u00a0этап"
    ahead = scene.ahead(name, stage.due_on)
    analysis = ProjectPublication.kind == "analysis", *_within(ProjectPublication, stage, end)
    webinar = ProjectEvent.kind == "results", ProjectEvent.link != "", *_within(ProjectEvent, stage, end)
    return [
        schools(
            scene,
            f"школы с\u00a0результатом экспертизы, {name}",
            done,
            "expertise.stage",
            at={"stage_id": stage.id},
            ahead=ahead,
        ),
        at_least(
            f"опубликован анализ экспертизы, {name}",
            standing(ProjectPublication, scene, *analysis),
            page="registers.publications",
            ahead=ahead,
        ),
        at_least(f"проведён вебинар по\u00a0итогам, {name}", standing(ProjectEvent, scene, *webinar), ahead=ahead),
    ]


def _within(model: type[Entry], stage: Stage, end: date) -> tuple[ColumnElement[bool], ...]:
    return model.on >= stage.due_on, model.on < end


def _said() -> ColumnElement[bool]:
    """The line has a word of some source that was not taken back."""
    later = aliased(Result)
    changed = exists().where(
        later.frozen_item_id == Result.frozen_item_id, later.source == Result.source, later.revision > Result.revision
    )
    return exists().where(Result.frozen_item_id == FrozenItem.id, ~Result.withdrawn, ~changed)


INDICATORS = {
    "expertise_analysis": Indicator(
        "computed",
        "На\u00a0каждую дату: школы, у\u00a0которых оценено всё, о\u00a0чём спрашивает лист этапа, "
        "ко\u00a0всем школам; затем опубликован анализ и\u00a0проведён вебинар со\u00a0ссылкой. Решает меньшая доля.",
        expertise,
        lambda scene: [stage.due_on for stage in scene.stages],
    ),
}
