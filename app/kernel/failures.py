"""What failed, as its reader is told it: a page that needs no database, and brings back what was typed."""

from dataclasses import dataclass

from flask import Response, current_app, request
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException

from app.kernel.away import NOT_READ, nothing_kept
from app.kernel.logs import tell
from app.kernel.transaction import SAFE_METHODS, forget
from app.kernel.typed import about, readable
from storage import StorageError

PAGE = "failure.html"
# The page of a house whose pages can't be made any more.
BARE = (
    '<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Сбой · Опора 500+</title></head><body>'
    '{demo}<main><div class="page-head"><h1>Сбой</h1><p class="lead">Ничего не\u00a0записано. '
    "Сообщите администратору номер\u00a0{number}.</p></div></main></body></html>"
)

A_DEMO = '<aside class="demo-bar">Демонстрация: школы и\u00a0люди придуманы</aside>'


@dataclass(frozen=True)
class Failure:
    """`text` is what has failed, `advice` the way on; `wait` is after how many seconds it is worth to try again."""

    kind: str
    code: int
    title: str
    text: str
    advice: str
    wait: int | None = None


TRY = "Попробуйте через минуту. Номер для администратора:\u00a0{}."
TOLD = "Номер для администратора:\u00a0{}."
TELL = "Сообщите администратору номер\u00a0{}."
DOWN = Failure("database", 503, "База данных не\u00a0отвечает", "База данных сейчас не\u00a0отвечает", TRY, 60)
BUSY = Failure("database busy", 503, "База данных занята", "База данных занята другой записью", TRY, 60)
FULL = Failure("database full", 503, "Кончилось место", "На\u00a0диске базы кончилось место", TELL, 600)
ARCHIVE = Failure("archive", 503, "Архив недоступен", "", TOLD, 60)
UNKNOWN = Failure("unexpected", 500, "Сбой", "В\u00a0программе сбой", TELL)
NOT_OPENED = "страница не\u00a0открылась; в\u00a0данных ничего не\u00a0изменилось"
NOT_WRITTEN, KEPT = "ничего не\u00a0записано", "ничего не\u00a0записано, набранное осталось"

OF_SQLITE = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_FULL": FULL,
    "SQLITE_IOERR": DOWN,
    "SQLITE_CANTOPEN": DOWN,
    "SQLITE_READONLY": DOWN,
    "SQLITE_CORRUPT": DOWN,
    "SQLITE_NOTADB": DOWN,
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html; the longest beginning that fits counts
OF_POSTGRES = {
    "08": DOWN,
    "25006": DOWN,
    "40001": BUSY,
    "40P01": BUSY,
    "53": BUSY,
    "53100": FULL,
    "55P03": BUSY,
    "57014": BUSY,
    "57P": DOWN,
    "58": DOWN,
}


def kind_of(error: BaseException) -> Failure:
    """What a failure is to the person before it; a mistake in a statement of ours is `UNKNOWN` as any other."""
    if isinstance(error, StorageError):
        return ARCHIVE
    if isinstance(error, NoConnection):
        return BUSY
    if not isinstance(error, DBAPIError):
        return UNKNOWN
    named = getattr(error.orig, "sqlite_errorname", None)
    state = getattr(error.orig, "sqlstate", None)
    for table, code in ((OF_SQLITE, named), (OF_POSTGRES, state)):
        fitting = [begin for begin in table if code and code.startswith(begin)]
        if fitting:
            return table[max(fitting, key=len)]
    lost = state is None and named is None and isinstance(error, OperationalError | InterfaceError)
    return DOWN if lost or error.connection_invalidated else UNKNOWN


def page_of(error: Exception) -> Response:
    """Forget what the request did, write the failure down, and say it."""
    error = getattr(error, "original_exception", None) or error
    failure, number = kind_of(error), tell(kind_of(error).kind, error)
    forget()
    try:
        html = _rendered(failure, error, number)
    except Exception as second:  # then nothing of the house can be trusted to render
        demo = A_DEMO if current_app.config["SETTINGS"].demo else ""
        html = BARE.format(demo=demo, number=tell("the page of a failure", second))
    answer = current_app.make_response((html, failure.code))
    if failure.wait:
        answer.headers["Retry-After"] = str(failure.wait)
    return answer


def _rendered(failure: Failure, error: Exception, number: str) -> str:
    """Without the processors of the house: they read the database."""
    safe = request.method in SAFE_METHODS
    typed, files = ([], []) if safe else _brought()
    if isinstance(error, StorageError):
        text = NOT_READ if safe else nothing_kept(error, [name for _, name in files])
    else:
        by_htmx = bool(request.headers.get("HX-Request"))
        text = f"{failure.text}: {NOT_OPENED if safe else KEPT if typed or by_htmx else NOT_WRITTEN}."
    return current_app.jinja_env.get_template(PAGE).render(
        title=failure.title,
        text=f"{text} {failure.advice.format(number)}",
        again=request.full_path.rstrip("?"),
        safe=safe,
        typed=typed,
        about=about(typed),
        said=readable(typed),
        files=files,
        theme=request.cookies.get("theme"),
        demo=current_app.config["SETTINGS"].demo,
    )


def _brought() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What was typed, and the names of files by their fields; a form with a password is never brought back."""
    try:
        typed = list(request.form.items(multi=True))
        files = [(field, file.filename) for field, file in request.files.items(multi=True) if file.filename]
    except (HTTPException, StorageError, OSError):  # the body itself was cut or is too large
        return [], []
    return ([], []) if any("password" in name for name, _ in typed) else (typed, files)
