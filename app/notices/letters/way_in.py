"""Letters about a way in: a link to a first or a new password, and a word to the address that an account had before.

The link stands neither in the outbox nor on the page of letters: it is made when the letter is handed over.
"""

from flask import current_app

from app.directory.models import Person
from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write
from app.kernel.words import moment, pluralize
from app.notices.letters.posting import NotTaken
from app.notices.letters.writing import SECRET, Line, link_to, new_id, render
from app.notices.models import InvitationLetter, Letter, RecoveryLetter
from app.people.accounts import invitations
from app.people.accounts.models import Invitation
from app.people.accounts.recovery import LIFE, ask, link_of, stands

NEW_PASSWORD = "Новый пароль для программы «Опора 500+»"
BY_LINK = (
    "По\u00a0ссылке задайте новый пароль. Она действует один раз, до\u00a0{}. "
    "Если вы не\u00a0просили о\u00a0новом пароле, ничего не\u00a0делайте: прежний продолжит действовать"
)
INVITED = "Приглашение в программу «Опора 500+»"
BY_INVITATION = (
    "По\u00a0ссылке задайте пароль, входить вы будете по\u00a0этой почте. Ссылка действует {} и\u00a0один раз. "
    "Пригласил вас {}"
)
OTHER_MAIL = "Почта вашей учётной записи изменена"
WAS_YOURS = (
    "Раньше вы входили в\u00a0программу по\u00a0этой почте, теперь у\u00a0вашей учётной записи другая. "
    "Если это сделано без вашего ведома, сразу сообщите в\u00a0Департамент образования"
)
OLD = "Ссылка устарела раньше, чем письмо удалось отправить."


def write_recovery(email: str) -> None:
    """A letter with a link to whoever comes in by the address; nothing for an address that nobody has."""
    begin_write()
    recovery = ask(email, clock.now())
    if recovery is None:
        return
    words = BY_LINK.format(moment(recovery.asked_at + LIFE))
    letter = _letter(recovery.person, recovery.person.email, NEW_PASSWORD, Line(words, SECRET))
    db.session.add(RecoveryLetter(letter_id=letter.id, recovery_id=recovery.id))


def write_invitation(invitation: Invitation) -> None:
    """A letter with the link of the invitation to its person."""
    days = pluralize(current_app.config["SETTINGS"].invitation_days, "день", "дня", "дней")
    words = BY_INVITATION.format(days, invitation.issued_as)
    letter = _letter(invitation.person, invitation.person.email, INVITED, Line(words, SECRET))
    db.session.add(InvitationLetter(letter_id=letter.id, invitation_id=invitation.id))


def write_to_old_address(person: Person, was: str) -> None:
    """A word to the mail by which nobody comes in any more."""
    _letter(person, was, OTHER_MAIL, Line(WAS_YOURS, ""))


def _letter(person: Person, address: str, subject: str, line: Line) -> Letter:
    letter = drawn(person, address, subject, line)
    db.session.add(letter)
    db.session.flush()
    return letter


def drawn(person: Person, address: str, subject: str, line: Line) -> Letter:
    """A letter of one line that stands in no table yet."""
    written = render(subject, [line])
    return Letter(
        person_id=person.id,
        address=address,
        subject=written.subject,
        plain=written.plain,
        html=written.html,
        message_id=new_id(current_app.config["SETTINGS"].mail_from),
        made_at=clock.real_now(),
        try_at=clock.real_now(),
    )


def secret_in(letter: Letter) -> str:
    """The link of the letter, if it has one; raises NotTaken when it would open nothing."""
    if recovering := db.session.get(RecoveryLetter, letter.id):
        return _link(stands(recovering.recovery), "recovery.new_password", link_of(recovering.recovery))
    if inviting := db.session.get(InvitationLetter, letter.id):
        invitation = inviting.invitation
        return _link(invitations.is_open(invitation), "invitations.invitation", invitations.link_of(invitation))
    return ""


def _link(good: bool, endpoint: str, link: str) -> str:
    if not good:
        raise NotTaken(OLD, for_good=True)
    return link_to(current_app.url_map.bind("").build(endpoint, {"link": link}))
