"""Invitations of all who have no way in yet: as slips of paper with a link and its square, or as letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import segno
from flask import current_app
from markupsafe import Markup
from sqlalchemy import exists, select

from app.directory.models import Grant, Person
from app.directory.queries import in_force
from app.extensions import db
from app.kernel.hosts import absolute
from app.kernel.reader import current_user
from app.notices.letters.way_in import write_invitation
from app.notices.models import InvitationLetter, Letter
from app.people import coming_in
from app.people.accounts.invitations import OPEN, spend
from app.people.accounts.models import Account, Invitation
from app.people.accounts.recovery import by_mail
from app.people.queries import roles_of
from app.people.services import edit_refusal
from app.refusals import Refusal, refuse_if

NO_MAIL = Refusal("no_mail", "Почта не\u00a0настроена: письма не\u00a0отправить. Сделайте листки.")
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
        spend(person, now)
        titles = tuple(grant.title for grant in person.grants if grant.ends_on is None or grant.ends_on >= today)
        link = absolute("invitations.invitation", link=coming_in.invite(person, current_user, now))
        yield Slip(person.name, person.email, titles, link)


def unwritten(people: Sequence[Person], now: datetime) -> list[Person]:
    """Those of them to whom no letter with a link that is still good has gone, or goes."""
    since = now - timedelta(days=current_app.config["SETTINGS"].invitation_days)
    going = select(Invitation.person_id).join(InvitationLetter).join(Letter)
    good = set(db.session.scalars(going.where(*OPEN, Invitation.issued_at > since, Letter.given_up_at.is_(None))))
    return [person for person in people if person.id not in good]


def write_letters(today: date, now: datetime) -> int:
    """A letter with a link to each who has none yet; how many. The outbox sends them. Raises Refused."""
    refuse_if(None if by_mail() else NO_MAIL)
    people = unwritten(waiting(today, now), now)
    for person in people:
        write_invitation(coming_in.give(person, current_user, now))
    return len(people)
