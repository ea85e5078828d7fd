"""Invitations as slips of paper: whoever has no way in yet gets a link and its square for a telephone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import segno
from markupsafe import Markup
from sqlalchemy import exists, select

from app.directory.models import Grant, Person
from app.directory.queries import in_force
from app.extensions import db
from app.kernel.hosts import absolute
from app.kernel.reader import current_user
from app.people import coming_in
from app.people.accounts.models import Account
from app.people.queries import roles_of
from app.people.services import edit_refusal

MOST = 300  # slips that are made at once; whoever is left comes the next time


@dataclass(frozen=True)
class Slip:
    """Whom it is for, as what, and the link in letters and as a picture."""

    name: str
    email: str
    titles: tuple[str, ...]
    link: str

    @property
    def square(self) -> Markup:
        """The link as a QR code, drawn by lines."""
        return Markup(segno.make(self.link, error="m", micro=False).svg_inline(scale=3, omitsize=True))


def waiting(today: date, now: datetime) -> list[Person]:
    """People with a role of today and without a way in, whom the reader may invite, by name."""
    held = exists().where(Grant.person_id == Person.id, in_force(today))
    found = select(Person).where(held, ~exists().where(Account.person_id == Person.id)).order_by(Person.name, Person.id)
    people = db.session.scalars(found.limit(MOST))
    return [one for one in people if edit_refusal(current_user, roles_of(one, now)) is None]


def slips(today: date, now: datetime) -> Iterator[Slip]:
    """A link for each of them; a slip that was printed before is spent by the new one."""
    for person in waiting(today, now):
        titles = tuple(grant.title for grant in person.grants if grant.ends_on is None or grant.ends_on >= today)
        link = absolute("invitations.invitation", link=coming_in.invite(person, current_user, now))
        yield Slip(person.name, person.email, titles, link)
