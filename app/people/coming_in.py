"""The way in without a password: a link is given by whoever may, and opens only while its giver still might give it."""

from datetime import datetime

from app.directory.models import Person
from app.journal.services import record
from app.kernel.reader import Reader
from app.people.accounts.actor import SignedIn, grants_today
from app.people.accounts.invitations import invitation_of, issue, link_of, use
from app.people.accounts.models import Account, Invitation
from app.people.accounts.passwords import refusal
from app.people.accounts.services import account_of_person, set_password
from app.people.queries import roles_of
from app.people.services import edit_refusal
from app.refusals import Refusal, Refused, refuse_if

SPENT = Refusal("spent", "Эта ссылка больше не\u00a0действует. Попросите новую.")


def invite(person: Person, actor: Reader | None, now: datetime) -> str:
    """The secret part of a link by which the person sets a password; whoever is closed is opened first."""
    return link_of(give(person, actor, now))


def give(person: Person, actor: Reader | None, now: datetime) -> Invitation:
    """An invitation whose link is made later. Raises Refused."""
    refuse_if(edit_refusal(actor, roles_of(person, now)))
    account = account_of_person(person)
    if account and account.closed_at:
        raise Refused.because("closed", "Вход этого человека закрыт. Сначала откройте его.")
    record("person:invited", person, actor, now)
    return issue(person, actor, now)


def invited(link: str, now: datetime) -> Invitation | None:
    """The invitation that the link opens; None when it opens nothing, or its giver could not give it today."""
    invitation = invitation_of(link)
    return invitation if invitation and _stands(invitation, now) else None


def _stands(invitation: Invitation, now: datetime) -> bool:
    """Authority is asked when it is used: the roles of both may have changed since. The operator keeps it."""
    if invitation.issuer is None:
        return True
    account = account_of_person(invitation.issuer)
    assert account is not None  # whoever gave a link had signed in
    giver = SignedIn(account, grants_today(invitation.issuer.id))  # a closed one has no role left
    return edit_refusal(giver, roles_of(invitation.person, now)) is None


def accept(invitation: Invitation, password: str, now: datetime) -> Account:
    """Set the password, once; the journal says by whose link."""
    person = invitation.person
    refuse_if(refusal(person.email, password))
    if not use(invitation, now):
        raise Refused(SPENT)
    account = set_password(person, password, now)
    record("account:password_set", account, None, now, issued_by=invitation.issued_by_id)
    return account
