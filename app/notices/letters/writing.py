"""How a letter reads: plain text, and HTML that a telephone shows well. Pure but for the templates."""

import secrets
from collections.abc import Sequence
from datetime import date
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from typing import NamedTuple, Protocol

from flask import current_app

from app.duties.rows import Place
from app.kernel.quotes import inner
from app.kernel.words import day, pluralize
from app.notices.models import Letter
from app.notices.reminders.wording import Line as Reminder

MANY = 50  # lines of a letter; the rest is said as a number
LONGEST = 150  # letters of a subject
SECRET = "[ссылка видна только тому, кому письмо]"  # where a link stands that is put in when the letter is handed over


class Written(NamedTuple):
    """The words of a letter."""

    subject: str
    plain: str
    html: str


class Line(NamedTuple):
    """One thing that a letter tells, and where it is done; without an address of the house there is no link."""

    words: str
    link: str


class News(Protocol):
    """A notice, as a letter says it."""

    @property
    def words(self) -> str:
        """What has happened."""

    @property
    def path(self) -> str:
        """Where it leads."""


def write(notices: Sequence[News], lines: Sequence[Reminder], school: str, digest_on: date | None) -> Written:
    """A letter about these; `school` is named in the subject when all of them are about one."""
    reminded = [Line(one.words, link_to(path_to(one.place))) for one in lines]
    told = [Line(one.words, link_to(one.path)) for one in notices]
    if digest_on is None:
        return render(_subject(notices, school), told)
    return render(_of_day(reminded, told, lines), told, reminded)


def render(subject: str, told: Sequence[Line], reminded: Sequence[Line] = ()) -> Written:
    """The letter with these lines: first what is to be done, then what has happened."""
    words = {
        "subject": subject,
        "parts": [part for part in (("Что сделать", reminded[:MANY]), ("Что нового", told[:MANY])) if part[1]],
        "headed": bool(reminded),
        "left": max(len(reminded) - MANY, 0) + max(len(told) - MANY, 0),
        "house": link_to("/"),
        "choice": link_to("/messages/choice"),
    }
    plain, html = (current_app.jinja_env.get_template(f"notices/letter.{kind}") for kind in ("txt", "html"))
    return Written(subject, plain.render(words), html.render(words))


def path_to(place: Place) -> str:
    """The address of a place without its host; the same in a request, in a job and at the command line."""
    endpoint, values = place
    return current_app.url_map.bind("").build(endpoint, dict(values))


def link_to(path: str) -> str:
    """The whole address of a place of the house; empty when nobody has said where the house is."""
    base: str = current_app.config["SETTINGS"].public_url
    return base + path if base else ""


def _subject(notices: Sequence[News], school: str) -> str:
    if len(notices) > 1:
        return f"{pluralize(len(notices), 'сообщение', 'сообщения', 'сообщений')} проекта «500+»"
    words = notices[0].words
    return words if not school or school in words else f"{words} ({inner(school)})"


def _of_day(reminded: Sequence[Line], told: Sequence[Line], lines: Sequence[Reminder]) -> str:
    """«Загрузите концепцию развития: до 30.03 осталось 3 дня», «Сделать: 3 дела, ближайший срок 30.03»."""
    news = pluralize(len(told), "сообщение", "сообщения", "сообщений")
    if not reminded:
        return f"За\u00a0день: {news}"
    also = f"; за\u00a0день {news}" if told else ""
    if len(reminded) == 1 and len(one_line(reminded[0].words + also)) <= LONGEST:
        return reminded[0].words + also
    many = pluralize(len(reminded), "дело", "дела", "дел")
    return f"Что сделать: {many}, {_nearest(lines)}{also}"


def _nearest(lines: Sequence[Reminder]) -> str:
    day_ = min(one.due_on for one in lines)
    passed = any(one.passed for one in lines)
    return f"есть просроченные, с\u00a0{day(day_)}" if passed else f"ближайший срок {day(day_)}"


def message_of(letter: Letter, sender: str, secret: str = "") -> EmailMessage:
    """The letter as mail programs read it: made by a machine, in a thread of its own, with a way to fewer letters.

    `secret` is the link that stands in no table.
    """
    message = EmailMessage()
    message["From"], message["To"] = sender, letter.address
    message["Subject"] = one_line(letter.subject)[:LONGEST]
    message["Date"] = format_datetime(letter.made_at)
    message["Message-ID"] = letter.message_id
    if letter.answers:
        message["In-Reply-To"] = message["References"] = letter.answers
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if choice := link_to("/messages/choice"):
        message["List-Unsubscribe"] = f"<{choice}>"
    message.set_content(letter.plain.replace(SECRET, secret))
    message.add_alternative(letter.html.replace(SECRET, secret), subtype="html")
    return message


def one_line(words: str) -> str:
    """Words for a header: whatever stands in a name or a title, it is one line."""
    return " ".join(words.replace("\u00a0", " ").split())


def new_id(sender: str) -> str:
    """A Message-ID that nobody guesses; it stays with the letter, so that a second copy is known as one."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "opora.invalid"
    return make_msgid(idstring=secrets.token_hex(8), domain=domain)
