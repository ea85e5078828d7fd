"""What was published these days, or changed after its publication, for whoever has schools in it."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby

from flask import url_for

from app.directory.queries import within_reach
from app.expertise.reviews.revised import Change, changed_since
from app.expertise.stage_rows import SAID_SINCE, StageRow, stages_in
from app.home.acts import Act, Block
from app.kernel import clock
from app.kernel.reader import current_user
from app.kernel.words import day, pluralize
from app.permissions import can
from app.year.cycle.models import Participation, Stage
from app.year.cycle.queries import current_cycle
from app.year.cycle.rows import Member, this_year

NEWS = timedelta(days=30)


def news() -> Iterator[Block]:
    """Of the schools of a curator or a municipality: the stages that were published, those changed since; nothing for
    the others."""
    if not can(current_user, "conclusion.list"):
        return
    since, told = clock.now() - NEWS, [stage for stage in stages_in(this_year().id) if stage.published_at]
    if not told:
        return
    found = changed_since(current_cycle(), since, within_reach(current_user, "conclusion.list"))
    acts = [_published(one) for one in told if one.published_at and one.published_at > since]
    acts += [_changed(stage, _schools(own)) for stage, own in groupby(found, key=lambda one: one.stage)]
    if acts:
        yield Block("news", "Новости", acts, told=True)


def _published(stage: StageRow) -> Act:
    why = "Зоны, баллы и\u00a0замечания ваших школ."
    if stage.published_at:
        why = f"Опубликовано {day(stage.published_at)}. {why}"
    return Act(f"Опубликованы выводы экспертизы, {stage.number}-й\u00a0этап", why, "Открыть выводы", _list_of(stage))


def _changed(stage: Stage, schools: int) -> Act:
    title = f"Выводы экспертизы изменены после публикации, {stage.number}-й\u00a0этап"
    many = pluralize(schools, "школы", "школ", "школ")
    why = f"Изменены выводы {many}: на\u00a0их страницах сказано, что было."
    return Act(title, why, "Открыть выводы", _list_of(stage))


def _list_of(stage: StageRow | Stage) -> str:
    return url_for("school_conclusions.listing", stage=stage.number)


def _schools(changes: Iterable[Change]) -> int:
    return len({one.line.participation_id for one in changes})


def changed_for(school: Member) -> list[Change]:
    """What its own people read otherwise than it was published."""
    since = clock.now() - NEWS
    if SAID_SINCE.first(school=school.id, since=since) is None:
        return []
    return changed_since(current_cycle(), since, Participation.id == school.id)
