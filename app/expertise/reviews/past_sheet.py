"""Remarks that a source gave without a sheet: the school says that they are mended, the next stages carry them."""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager, selectinload

from app.documents.guards import NOT_MENDED
from app.expertise.models import FrozenItem
from app.expertise.reviews.models import WordMark
from app.expertise.reviews.queries import carried_lines, with_newer_version
from app.expertise.reviews.told import NONE, Words, of_lines
from app.expertise.reviews.workflow import FLOW
from app.extensions import db
from app.journal.services import record
from app.permissions import Actor
from app.refusals import Refusal, Refused
from app.year.cycle.models import Stage

GONE = Refusal("gone", "Этих слов в\u00a0выводах больше нет: их изменили. Показано то, что есть сейчас.")


def words_of(*where: ColumnElement[bool]) -> list[Words[FrozenItem]]:
    """Of the lines that these clauses on FrozenItem choose, in their order; a constant number of statements."""
    found = select(FrozenItem).join(FrozenItem.stage).where(*where).order_by(Stage.number, FrozenItem.id)
    whole = contains_eager(FrozenItem.stage), selectinload(FrozenItem.results)
    lines = db.session.scalars(found.options(*whole)).unique().all()
    told = of_lines(*where) if lines else NONE
    return [words for line in lines for words in told.past(line)]


def one_of(line: FrozenItem, source: str, digest: str) -> Words[FrozenItem] | None:
    """The words that a form is about, while they are said and ask for something."""
    found = (one for one in words_of(FrozenItem.id == line.id) if one.asks)
    return next((one for one in found if (one.source, one.digest) == (source, digest)), None)


def carried_words(line: FrozenItem) -> list[Words[FrozenItem]]:
    """What earlier stages said so of the same document and nobody has accepted, as with remarks of sheets."""
    earlier = select(Stage.id).where(Stage.number < line.stage.number, Stage.cycle_id == line.stage.cycle_id)
    here = FrozenItem.participation_id == line.participation_id, FrozenItem.stage_id.in_(earlier), carried_lines(line)
    return [one for one in words_of(*here) if one.alive]


def open_in(*where: ColumnElement[bool]) -> int:
    """How many wait to be mended."""
    return sum(one.alive and one.state == "open" for one in words_of(*where))


def move(words: Words[FrozenItem] | None, name: str, actor: Actor, now: datetime) -> WordMark:
    """The school says that it is mended in a newer version, a reviewer accepts it or not.

    Refused when the words are not said any more, or nothing is mended.
    """
    if words is None:
        raise Refused(GONE)
    db.session.execute(select(FrozenItem.id).where(FrozenItem.id == words.line.id).with_for_update())
    if name == "fix" and not with_newer_version([words.line.id]):
        raise Refused(NOT_MENDED)
    mark = words.mark or WordMark(frozen_item=words.line, source=words.source, digest=words.digest, state_since=now)
    db.session.add(mark)
    db.session.flush()
    FLOW.fire(name, actor, mark, state_since=now)
    record(f"expert_remark:{name}", mark, actor, now, examined=words.line.id)
    return mark
