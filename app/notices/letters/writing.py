"""How a letter reads: plain text, and HTML that a telephone shows well. Pure but for the templates."""

import secrets
from collections.abc import Sequence
from datetime import date
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, make_msgid, parseaddr
from typing import NamedTuple, Protocol

from flask import current_app

from app.duties.rows import Place
from app.kernel.words import pluralize
from app.notices.models import Letter
from app.notices.reminders.wording import Line as Reminder
from app.notices.reminders.wording import short

MANY = 50  # lines of a letter; the rest is said as a number
LONGEST = 170  # letters of a subject
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
    return render(_of_day(notices, lines, school), told, reminded)


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
    """The first of what has happened with its school, and how much more there is."""
    words, left = notices[0].words, len(notices) - 1
    named = f"{words}. {school}" if school and school not in words else words
    return _with_rest(named if len(named) + 20 <= LONGEST else short(words, LONGEST - 20), 0, left)


def _of_day(told: Sequence[News], lines: Sequence[Reminder], school: str) -> str:
    """The first of what is to be done, and how much more there is; without any, what has happened."""
    if not lines:
        return _subject(told, school)
    return _with_rest(lines[0].brief, len(lines) - 1, len(told))


def _with_rest(words: str, duties: int, news: int) -> str:
    """«…; ещё 2 дела и 1 сообщение»."""
    rest = [pluralize(duties, "дело", "дела", "дел")] if duties else []
    rest += [pluralize(news, "сообщение", "сообщения", "сообщений")] if news else []
    return f"{words}; ещё " + " и\u00a0".join(rest) if rest else words


class _WholeWords(EmailPolicy):
    """A subject in Russian is folded by the older `Header`: EmailPolicy loses the spaces where it folds."""

    def fold(self, name: str, value: str) -> str:
        """The header as it is sent, of several lines."""
        if name.lower() != "subject":
            return super().fold(name, value)
        return f"{name}: {Header(str(value), 'utf-8', header_name=name).encode(linesep=self.linesep)}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same as bytes."""
        return self.fold(name, value).encode("ascii") if name.lower() == "subject" else super().fold_binary(name, value)


_WHOLE_WORDS = _WholeWords()


def message_of(letter: Letter, sender: str, secret: str = "") -> EmailMessage:
    """The letter as mail programs read it: made by a machine, in a thread of its own, with a way to fewer letters.

    `secret` is the link that stands in no table.
    """
    message = EmailMessage(_WHOLE_WORDS)
    message["From"], message["To"] = sender, letter.address
    message["Subject"] = short(one_line(letter.subject), LONGEST)
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
