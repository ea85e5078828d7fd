"""Reads of notices: what a person has not read, the messages thing by thing, the letters."""

from dataclasses import dataclass

from flask import g
from sqlalchemy import func, select

from app.extensions import db
from app.notices.models import Letter, MailChoice, Notice

THINGS = 30  # of a page of messages
LETTERS = 50  # of a page of letters
MOST = 500  # unread ones that the head counts: more is «500»


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


def unread_paths(person_id: int) -> list[str]:
    """Where the unread notices of a person lead, one for each; asked once a request."""
    if "unread_paths" not in g:
        found = select(Notice.path).where(Notice.person_id == person_id, Notice.read_at.is_(None)).limit(MOST)
        g.unread_paths = list(db.session.scalars(found))
    return g.unread_paths


def things_of(person_id: int, page: int) -> tuple[list[Thing], int]:
    """A page of things, the newest first, each with all that was told of it; and how many there are."""
    last = func.max(Notice.id)
    groups = select(last.label("last")).where(Notice.person_id == person_id).group_by(Notice.thing, Notice.thing_id)
    total = db.session.scalars(select(func.count()).select_from(groups.subquery())).one()
    asked = groups.order_by(last.desc()).limit(THINGS).offset((page - 1) * THINGS).subquery()
    newest = select(Notice.thing, Notice.thing_id).where(Notice.id.in_(select(asked.c.last))).subquery()
    same = (Notice.thing == newest.c.thing) & Notice.thing_id.is_not_distinct_from(newest.c.thing_id)
    every = select(Notice).join(newest, same).where(Notice.person_id == person_id).order_by(Notice.id.desc())
    found: dict[tuple[str, int | None], list[Notice]] = {}
    for notice in db.session.scalars(every):
        found.setdefault((notice.thing, notice.thing_id), []).append(notice)
    return [Thing(tuple(notices)) for notices in found.values()], total


def choice_of(person_id: int) -> str:
    """How the person wants to be told; empty: as the table says."""
    chosen = db.session.get(MailChoice, person_id)
    return chosen.way if chosen else ""


def letters(page: int) -> tuple[list[Letter], int]:
    """A page of letters, the newest first, and how many there are."""
    total = db.session.scalars(select(func.count(Letter.id))).one()
    asked = select(Letter).order_by(Letter.id.desc()).limit(LETTERS).offset((page - 1) * LETTERS)
    return list(db.session.scalars(asked)), total


def states_of_mail() -> dict[str, int]:
    """How many letters wait, and how many were given up."""
    waits = Letter.sent_at.is_(None) & Letter.given_up_at.is_(None)
    asked = select(
        func.count(Letter.id).filter(waits).label("waiting"),
        func.count(Letter.given_up_at).label("given_up"),
    )
    return dict(db.session.execute(asked).mappings().one())
