"""«Письма»: what was sent, what waits, what could not be sent and why; where there is no mail, it is read here."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.directory.models import Person
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.paging import Asked, asked
from app.kernel.reader import current_user
from app.notices import queries, services
from app.notices.letters.trial import try_mail
from app.notices.models import Letter
from app.permissions import can

bp = Blueprint("mail", __name__)
TAKEN = "Почтовый сервер принял пробное письмо на\u00a0{}. Проверьте, что оно пришло, и\u00a0папку «Спам» тоже."
NOT_TAKEN = "Пробное письмо не\u00a0отправлено. {}"
AGAIN = "Письмо будет отправлено заново."


@bp.get("/mail")
@access("letters.view")
def every() -> ResponseReturnValue:
    """The newest first."""
    letters, page = queries.letters(Asked(asked().number))
    return render_template(
        "notices/letters.html",
        letters=letters,
        page=page,
        server=current_app.config["SETTINGS"].mail_server,
        may_remind=can(current_user, "reminders.edit"),
        may_send=can(current_user, "letters.send"),
        **queries.states_of_mail(),
    )


@bp.post("/mail/trial")
@access("letters.send", streams=True)
def try_it() -> ResponseReturnValue:
    """Send a letter to whoever asks, and say what the mail server answered."""
    person = db.session.get_one(Person, current_user.person_id)
    problem = try_mail(person, current_user, clock.now())
    if problem:
        flash(NOT_TAKEN.format(problem), "hand")
    else:
        flash(TAKEN.format(person.email))
    return redirect(url_for("mail.every"), 303)


@bp.get("/mail/<int:letter_id>")
@access("letters.view")
def one(letter_id: int) -> ResponseReturnValue:
    """A letter as its person reads it."""
    letter = one_visible(Letter, letter_id, "letters.view")
    return render_template("notices/one_letter.html", letter=letter, may_send=can(current_user, "letters.send"))


@bp.post("/mail/<int:letter_id>/sending")
@access("letters.send")
def send_again(letter_id: int) -> ResponseReturnValue:
    """Try one that was given up from the beginning."""
    services.send_again(one_visible(Letter, letter_id, "letters.send"), current_user, clock.real_now())
    flash(AGAIN)
    return redirect(url_for("mail.one", letter_id=letter_id), 303)
