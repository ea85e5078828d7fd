"""One conversation with the mail server: what it took, what it will never take, and what may go better later."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import parseaddr
from types import TracebackType

from app.settings import Settings

PATIENCE = 20  # seconds for each answer of the server
FAREWELL = 421  # the server hangs up


class NotTaken(Exception):
    """The server did not take a letter: `for_good` when it never will, `gone` when it takes no other either."""

    def __init__(self, why: str, for_good: bool = False, gone: bool = False):
        super().__init__(why)
        self.why, self.for_good, self.gone = why, for_good, gone


class Post:
    """An open connection to the mail server of the settings; raises NotTaken when there is none to be had."""

    def __init__(self, settings: Settings):
        self.settings = settings

    def __enter__(self) -> "Post":
        try:
            self.server = self._open()
        except (OSError, smtplib.SMTPException) as error:
            raise NotTaken(_said(error), gone=True) from error
        return self

    def __exit__(self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        try:
            self.server.quit()
        except (OSError, smtplib.SMTPException):
            self.server.close()

    def _open(self) -> smtplib.SMTP:
        host, _, port = self.settings.mail_server.rpartition(":")
        secured = self.settings.mail_security
        if secured == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, int(port), timeout=PATIENCE, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(host, int(port), timeout=PATIENCE)
        if secured == "starttls":
            server.starttls(context=ssl.create_default_context())
        if self.settings.mail_user:
            password = self.settings.mail_password
            server.login(self.settings.mail_user, password.get_secret_value() if password else "")
        return server

    def send(self, message: EmailMessage) -> None:
        """Hand over one letter; raises NotTaken."""
        sender, receiver = (parseaddr(str(message[name]))[1] for name in ("From", "To"))
        try:
            self.server.send_message(message, sender, [receiver])
        except smtplib.SMTPRecipientsRefused as error:
            code, words = error.recipients[receiver]
            raise NotTaken(_answer(code, words), for_good=code >= 500) from error
        except smtplib.SMTPResponseException as error:
            said = _answer(error.smtp_code, error.smtp_error)
            raise NotTaken(said, error.smtp_code >= 500, error.smtp_code == FAREWELL) from error
        except (OSError, smtplib.SMTPException) as error:
            raise NotTaken(_said(error), gone=True) from error
        except ValueError as error:  # what stands in the address can't stand in a header
            raise NotTaken("По\u00a0такому адресу письмо не\u00a0отправить.", for_good=True) from error


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    if isinstance(error, TimeoutError):
        return "Почтовый сервер не\u00a0ответил вовремя."
    return f"Нет связи с\u00a0почтовым сервером ({type(error).__name__})."


def _answer(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"Почтовый сервер ответил: {code} {' '.join(said.split())[:200]}"
