"""Reads of notices: what a person has not read, the messages thing by thing, the letters."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from app.extensions import db
from app.kernel.paging import Asked, Page, count_of
from app.kernel.reads import Read
from app.notices.models import Letter, MailChoice, Notice

MOST = 500  # unread ones that the head counts: more is «500»
UNREAD = Read(
    str, select(Notice.path).where(Notice.person_id == bindparam("person_id"), Notice.read_at.is_(None)).limit(MOST)
)


@dataclass(frozen=True)
class Thing:
    """What several notices are about: the newest one first."""

    notices: tuple[Notice, ...]

    @property
    def newest(self) -> Notice:
        """The one that says how the thing stands."""
        return self.notices[0]

    @property
    def unread(self) -> bool:
        """Whether there is anything new about it."""
        return any(one.read_at is None for one in self.notices)


def unread_paths(person_id: int) -> tuple[str, ...]:
    """Where the unread notices of a person lead, one for each."""
    return UNREAD.all(person_id=person_id)


def things_of(person_id: int, asked: Asked) -> tuple[list[Thing], Page]:
    """A page of things, the newest first, each with all that was told of it."""
    last = func.max(Notice.id)
    groups = select(last.label("last")).where(Notice.person_id == person_id).group_by(Notice.thing, Notice.thing_id)
    page = Page(count_of(groups), asked)
    shown = page.of(groups.order_by(last.desc())).subquery()
    newest = select(Notice.thing, Notice.thing_id).where(Notice.id.in_(select(shown.c.last))).subquery()
    same = (Notice.thing == newest.c.thing) & Notice.thing_id.is_not_distinct_from(newest.c.thing_id)
    every = select(Notice).join(newest, same).where(Notice.person_id == person_id).order_by(Notice.id.desc())
    found: dict[tuple[str, int | None], list[Notice]] = {}
    for notice in db.session.scalars(every):
        found.setdefault((notice.thing, notice.thing_id), []).append(notice)
    return [Thing(tuple(notices)) for notices in found.values()], page


def choice_of(person_id: int) -> str:
    """How the person wants to be told; empty: as the table says."""
    chosen = db.session.get(MailChoice, person_id)
    return chosen.way if chosen else ""


def letters(asked: Asked) -> tuple[list[Letter], Page]:
    """A page of letters, the newest first."""
    every = select(Letter).order_by(Letter.id.desc())
    page = Page(count_of(every), asked)
    return list(db.session.scalars(page.of(every))), page


def states_of_mail() -> dict[str, int]:
    """How many letters wait, and how many were given up."""
    waits = Letter.sent_at.is_(None) & Letter.given_up_at.is_(None)
    asked = select(
        func.count(Letter.id).filter(waits).label("waiting"),
        func.count(Letter.given_up_at).label("given_up"),
    )
    return dict(db.session.execute(asked).mappings().one())
