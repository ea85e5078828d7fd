"""A letter that only tries the way of letters: handed over at once to whoever asks, and kept nowhere."""

from datetime import datetime

from flask import current_app

from app.directory.models import Person
from app.journal.services import record
from app.kernel.transaction import begin_write
from app.kernel.words import moment
from app.notices.letters.posting import NotTaken, Post
from app.notices.letters.way_in import drawn
from app.notices.letters.writing import Line, message_of
from app.permissions import Actor
from app.refusals import Refusal, refuse_if

SUBJECT = "Проверка почты программы «Опора 500+»"
WORDS = "Это пробное письмо, отправлено {}. Если вы его читаете, почта программы настроена верно"
NO_SERVER = Refusal("no_mail", "Почта не\u00a0настроена: её настраивает администратор сервера.")


def try_mail(person: Person, actor: Actor, now: datetime) -> str:
    """What the mail server said instead of taking the letter; empty when it took it.

    The right to write is taken only after the server has answered. Raises Refused in a house without mail.
    """
    settings = current_app.config["SETTINGS"]
    refuse_if(None if settings.mail_server else NO_SERVER)
    letter = drawn(person, person.email, SUBJECT, Line(WORDS.format(moment(now)), ""))
    try:
        with Post(settings) as post:
            post.send(message_of(letter, settings.mail_from))
        problem = ""
    except NotTaken as error:
        problem = error.why
    begin_write()
    record("mail:tried", person, actor, now, taken=not problem)
    return problem
