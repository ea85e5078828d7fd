"""How a letter reads: plain text, and HTML that a telephone shows well. Pure but for the templates."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from flask import current_app

from app.kernel.quotes import inner
from app.kernel.words import pluralize
from app.notices.models import Letter, Notice

MANY = 50  # lines of a letter; the rest is said as a number
LONGEST = 150  # letters of a subject


@dataclass(frozen=True)
class Written:
    """The words of a letter."""

    subject: str
    plain: str
    html: str


@dataclass(frozen=True)
class Line:
    """One thing that a letter tells, and where it is done; without an address of the house there is no link."""

    words: str
    link: str


def write(notices: Sequence[Notice], school: str, digest: bool) -> Written:
    """A letter about these; `school` is named in the subject when all of them are about one."""
    lines = [Line(one.words, link_to(one.path)) for one in notices]
    return render(_subject(notices, school, digest), lines)


def render(subject: str, lines: Sequence[Line]) -> Written:
    """The letter with these lines."""
    words = {
        "subject": subject,
        "lines": lines[:MANY],
        "left": max(len(lines) - MANY, 0),
        "house": link_to("/"),
        "choice": link_to("/messages/choice"),
    }
    plain, html = (current_app.jinja_env.get_template(f"notices/letter.{kind}") for kind in ("txt", "html"))
    return Written(subject, plain.render(words), html.render(words))


def link_to(path: str) -> str:
    """The whole address of a place of the house; empty when nobody has said where the house is."""
    base: str = current_app.config["SETTINGS"].public_url
    return base + path if base else ""


def _subject(notices: Sequence[Notice], school: str, digest: bool) -> str:
    if len(notices) > 1 or digest:
        many = pluralize(len(notices), "сообщение", "сообщения", "сообщений")
        return f"За\u00a0день: {many}" if digest else f"{many} проекта «500+»"
    words = notices[0].words
    return words if not school or school in words else f"{words} ({inner(school)})"


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The letter as mail programs read it: made by a machine, in a thread of its own, with a way to fewer letters."""
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
    message.set_content(letter.plain)
    message.add_alternative(letter.html, subtype="html")
    return message


def one_line(words: str) -> str:
    """Words for a header: whatever stands in a name or a title, it is one line."""
    return " ".join(words.replace("\u00a0", " ").split())


def new_id(sender: str) -> str:
    """A Message-ID that nobody guesses; it stays with the letter, so that a second copy is known as one."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "opora.invalid"
    return make_msgid(idstring=secrets.token_hex(8), domain=domain)
