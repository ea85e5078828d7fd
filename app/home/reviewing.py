"""What a reviewer has to do, stage by stage: how many schools are theirs, how many are left."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from app.expertise.assignments.year_rows import reviewed_in
from app.expertise.opinions.held import held
from app.expertise.progress import first_in, left_in
from app.expertise.stage_rows import StageRow, stages_in
from app.extensions import db
from app.home.acts import Act, Block
from app.home.leading import questions
from app.kernel import clock
from app.kernel.reader import current_user
from app.kernel.words import day, pluralize
from app.permissions import can
from app.roles import Role
from app.year.cycle.models import Stage
from app.year.cycle.rows import Year

SCHOOLS = ("школа", "школы", "школ")


@dataclass(frozen=True)
class Task:
    """A stage with the reviewer's schools in it; `left` is None until its set is fixed.

    Of `whole` the lead sees all schools of a stage that schools have not been told of, and how many questions hold the
    publication (`held`). `first` is the document of the own schools to begin with.
    """

    stage: StageRow
    schools: int
    left: int | None
    whole: bool = False
    held: int = 0
    first: int | None = None


def of_expertise(year: Year) -> Iterator[Block]:
    """A lead sees each stage as a whole and what waits for a decision, a reviewer the own schools in it."""
    if not can(current_user, "review.write"):
        return
    stages, now, leads = stages_in(year.id), clock.now(), current_user.has(Role.LEAD)
    own = (tasks_of_lead if leads else tasks_for)(year.id, stages, current_user.person_id, now)
    pressing = [task for task in own if task.left or task.held or task.whole]
    if pressing:
        more = next((("Мои школы", _way(task)) for task in pressing if task.first), None)
        yield Block("stages", "Экспертиза", [_act(task) for task in pressing], more=more)
    if leads and (asked := questions(year, stages, current_user, now)):
        yield Block("questions", "Решите", asked)
    if quiet := [task for task in own if task not in pressing]:
        yield Block("ahead", "Ваши школы", [_quiet(task) for task in quiet], told=True)


def _act(task: Task) -> Act:
    number, left = task.stage.number, task.left
    if not task.whole:
        why = f"Осталось {left} из\u00a0{task.schools}. {_told_on(task.stage)}"
        url = url_for("reviews.review", frozen_item_id=task.first) if task.first else _way(task)
        return Act(f"Оцените школы {number}-го\u00a0этапа", why, "Открыть первый лист", url, task.stage.publish_on)
    if left:
        many = pluralize(task.schools, "школы", "школ", "школ")
        title, why = f"Завершите экспертизу {number}-го\u00a0этапа", f"Не\u00a0оценено {left} из\u00a0{many}."
    elif task.held:
        title = f"Решите, что мешает опубликовать выводы {number}-го\u00a0этапа"
        many = pluralize(task.held, "вопрос", "вопроса", "вопросов")
        why = f"Публикацию держит: {many}. Школы выводов ещё не\u00a0видят."
    else:
        title = f"Опубликуйте выводы {number}-го\u00a0этапа"
        why = f"Оценены все школы: {task.schools}. Школы выводов ещё не\u00a0видят."
    return Act(title, f"{why} {_told_on(task.stage)}", "Открыть этап", _way(task), task.stage.publish_on)


def _told_on(stage: StageRow) -> str:
    """The day of the margin is that of the publication."""
    return f"Результаты школы увидят {day(stage.publish_on)}." if stage.publish_on else ""


def _quiet(task: Task) -> Act:
    many = pluralize(task.schools, *SCHOOLS)
    if task.left is None:
        title, why = f"Вам назначено: {many}", "Оценка начнётся, когда набор этапа будет зафиксирован"
        why = f"{why}: {day(task.stage.last_on)}."
    else:
        title, why = "Все ваши школы этапа оценены", f"{many}."
    return Act(f"{title}, {task.stage.number}-й\u00a0этап", why, "Посмотреть", _way(task))


def _way(task: Task) -> str:
    """To the part of the page where it is done."""
    whose, anchor = "all" if task.whole else "mine", "publication" if task.whole and not task.left else None
    return url_for("expertise.stage", stage_id=task.stage.id, whose=whose, _anchor=anchor)


def tasks_for(cycle_id: int, stages: Sequence[StageRow], person_id: int, now: datetime) -> list[Task]:
    """The stages in which the person reviews schools at the moment, those with something left first."""
    own = reviewed_in(cycle_id, person_id, now)
    mine = [stage for stage in stages if stage.id in own]
    left = left_in(stage.id for stage in mine if stage.frozen_at)
    first = first_in(left, own)
    found = [_task(stage, own[stage.id], left.get(stage.id), first.get(stage.id)) for stage in mine]
    return sorted(found, key=lambda task: (not task.left, task.stage.number))


def tasks_of_lead(cycle_id: int, stages: Sequence[StageRow], person_id: int, now: datetime) -> list[Task]:
    """The fixed stages whose results are not published: what is left to be judged in them, or to be published; and what
    is left of the lead's own schools."""
    fixed = [stage for stage in stages if stage.frozen_at and not stage.published_at]
    left = left_in(stage.id for stage in fixed)
    whole = [_whole(stage, left[stage.id]) for stage in fixed]
    return [*whole, *(task for task in tasks_for(cycle_id, stages, person_id, now) if task.left)]


def _whole(stage: StageRow, schools: Mapping[int, int]) -> Task:
    left = sum(one > 0 for one in schools.values())
    holding = 0 if left else len(held(db.session.get_one(Stage, stage.id)))
    return Task(stage, len(schools), left, whole=True, held=holding)


def _task(stage: StageRow, schools: Collection[int], left: Mapping[int, int] | None, first: int | None) -> Task:
    """Without `left` the set is not fixed yet; a school without a line in the set waits for nothing."""
    waiting = None if left is None else sum(left.get(one, 0) > 0 for one in schools)
    return Task(stage, len(schools), waiting, first=first)
