"""`flask doctor`: what this machine lacks for the house, each with what to do about it."""

import shutil
import smtplib
import stat
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import func, select

from app.documents.office import program
from app.extensions import db
from app.health.asking import Finding
from app.health.words import told
from app.journal.models import Event
from app.kernel import clock
from app.kernel.words import moment
from app.settings import Settings

SECONDS = 10  # that a mail server or a program is waited for
FONTS = ("Times New Roman", "Liberation Serif")
NO_MAIL = "Не\u00a0задан: письма читают на\u00a0странице. OPORA_MAIL_SERVER включает почту."
CHECK_MAIL = "Проверьте адрес, порт, OPORA_MAIL_SECURITY, имя и\u00a0пароль."
NO_OFFICE = (
    "Не\u00a0установлен: нет PDF приказов и\u00a0показа DOC, ODT, XLSX, PPTX. "
    "apt install libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui."
)
STEP = timedelta(minutes=2)  # by which clocks of two machines may differ


@dataclass(frozen=True)
class Word:
    """What was looked at, whether it is well, and what to do when it is not."""

    title: str
    well: bool
    said: str


def examine() -> Iterator[Word]:
    """Everything, one by one; a look that fails is a word as well."""
    for look in LOOKS:
        try:
            yield look()
        except Exception as error:
            yield Word(look.__name__.strip("_"), False, f"Посмотреть не\u00a0удалось: {type(error).__name__}.")
    for line in told(_findings()):
        yield Word(line.title, line.well, f"{line.word}. {line.said}")


def _findings() -> dict[str, Finding]:
    found: dict[str, Finding] = current_app.extensions["health"].findings()
    return {part: one for part, one in found.items() if part != "backup"}


def settings() -> Settings:
    """Those of this house."""
    own: Settings = current_app.config["SETTINGS"]
    return own


def _settings() -> Word:
    warnings = settings().warnings
    return Word("Настройки", not warnings, " ".join(warnings) or "Прочитаны, предупреждений нет.")


def _schema() -> Word:
    heads = set(ScriptDirectory(current_app.extensions["migrate"].directory).get_heads())
    with db.engine.connect() as connection:
        stands = set(MigrationContext.configure(connection).get_current_heads())
    well = stands == heads
    said = "соответствует программе." if well else "другой версии. Остановите программу и\u00a0выполните make setup."
    return Word("Схема базы", well, f"Схема {', '.join(sorted(stands)) or 'пустая'} {said}")


def _clock() -> Word:
    """The newest record of the journal is not of the future, unless the demo lives on another day."""
    newest = db.session.scalar(select(func.max(Event.recorded_at)))
    now = clock.now()
    said = f"На\u00a0часах {moment(now)}."
    if newest is None or newest <= now + STEP:
        return Word("Часы", True, said)
    wrong = f"Последняя запись журнала – {moment(newest)}: часы отстали. Включите службу времени (chrony)."
    return Word("Часы", False, f"{said} {wrong}")


def _mail() -> Word:
    own = settings()
    if not own.mail_server:
        return Word(
            "Почтовый сервер", True, "Не\u00a0задан: письма читают на\u00a0странице. OPORA_MAIL_SERVER включает почту."
        )
    host, _, port = own.mail_server.rpartition(":")
    kind = smtplib.SMTP_SSL if own.mail_security == "tls" else smtplib.SMTP
    try:
        with kind(host, int(port), timeout=SECONDS) as line:
            if own.mail_security == "starttls":
                line.starttls()
            if own.mail_user:
                line.login(own.mail_user, own.mail_password.get_secret_value() if own.mail_password else "")
    except (OSError, smtplib.SMTPException) as error:
        said = (
            f"{own.mail_server}: {type(error).__name__}. Проверьте адрес, порт, OPORA_MAIL_SECURITY, имя и\u00a0пароль."
        )
        return Word("Почтовый сервер", False, said)
    return Word("Почтовый сервер", True, f"{own.mail_server} отвечает и\u00a0принимает вход.")


def _office() -> Word:
    way = program()
    lacks = (
        "Не\u00a0установлен: нет PDF приказов и\u00a0показа DOC, ODT, XLSX, PPTX. apt install libreoffice-writer-nogui"
    )
    return Word("LibreOffice", way is not None, way or f"{lacks} libreoffice-calc-nogui libreoffice-impress-nogui.")


def _fonts() -> Word:
    if shutil.which("fc-list") is None:
        return Word("Шрифты", False, "Нет fc-list: не\u00a0узнать, есть ли шрифт приказов. apt install fontconfig.")
    known = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, timeout=SECONDS, check=True)
    found = next((font for font in FONTS if font in known.stdout), "")
    return Word("Шрифты", bool(found), found or "Нет шрифта приказов. apt install fonts-liberation.")


def _secret() -> Word:
    """What signs the sessions is nobody else's to read."""
    kept = Path(current_app.instance_path, "secret")
    if settings().secret_key or not kept.exists():
        return Word("Ключ сеансов", True, "Задан настройкой." if settings().secret_key else "Появится при запуске.")
    private = not stat.S_IMODE(kept.stat().st_mode) & 0o077
    return Word("Ключ сеансов", private, f"{kept}" if private else f"{kept} читают другие: chmod 600 {kept}.")


def _backup() -> Word:
    found: dict[str, Finding] = current_app.extensions["health"].findings()
    line = next(one for one in told({"backup": found.get("backup", Finding("silent"))}))
    lacks = not settings().demo and found.get("backup", Finding()).about.get("made") is None
    return Word(line.title, line.well and not lacks, f"{line.word}. {line.said}")


LOOKS: tuple[Callable[[], Word], ...] = (_settings, _schema, _clock, _mail, _office, _fonts, _secret, _backup)
