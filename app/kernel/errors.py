"""Every failure is a page that says what happened and the way on."""

from time import time

from flask import Flask, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import ClientDisconnected, HTTPException

from app.extensions import limiter
from app.kernel.failures import page_of
from app.kernel.reader import current_user
from app.kernel.transaction import unsay
from app.kernel.words import till
from app.refusals import Refused
from storage import StorageError

SAYINGS = {
    400: ("Запрос не понят", "Вернитесь на предыдущую страницу и попробуйте ещё раз."),
    404: ("Такой страницы нет", "Возможно, ссылка устарела или документ относится к другой школе."),
    405: ("Так эту страницу открыть нельзя", "Вернитесь на предыдущую страницу и нажмите кнопку в ней."),
    413: ("Текст слишком длинный", "Ничего не сохранено. Вернитесь назад: текст остался в форме. Сократите его."),
    429: ("Слишком много попыток", "Подождите немного и\u00a0попробуйте ещё раз."),
}
SMALLER = "Ничего не сохранено. Уменьшите файл и загрузите его ещё раз."
CUT = ("Файл дошёл не целиком", "Связь прервалась, ничего не сохранено. Вернитесь назад и отправьте ещё раз.")
OTHER_PAGE = (
    "Страницу открыли до того, как в этом браузере вошёл другой человек или сменился пароль. Ничего не записано. "
    "Вернитесь назад, скопируйте набранное, обновите страницу и отправьте снова."
)


def _page(code: int, title: str, text: str) -> tuple[str, int]:
    unsay()
    inside = current_user.is_authenticated
    way = ("К списку дел", url_for("home.now")) if inside else ("Войти", url_for("accounts.sign_in"))
    return render_template("error.html", code=code, title=title, text=text, way=way), code


def _http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500  # Flask itself answers with one that has no code
    title, text = SAYINGS.get(code, ("Не получилось", "Вернитесь на предыдущую страницу и попробуйте ещё раз."))
    if isinstance(error, ClientDisconnected):
        title, text = CUT
    elif code == 413 and request.mimetype == "multipart/form-data":
        limit = current_app.config["SETTINGS"].upload_limit_mb
        title, text = "Файл слишком большой", f"Файл больше {limit} МБ. {SMALLER}"
    return _page(code, title, text)


def _too_many(error: RateLimitExceeded) -> ResponseReturnValue:
    """Says when the limit of this visitor lets in again."""
    limit = limiter.current_limit
    until = limit.reset_at if limit else time()  # there is one whenever a limit was exceeded
    page, code = _page(429, "Слишком много попыток", f"Подождите до\u00a0{till(until)} и\u00a0попробуйте ещё раз.")
    return page, code, {"Retry-After": str(max(1, round(until - time())))}


def _refused(error: Refused) -> ResponseReturnValue:
    title = "Это действие вам недоступно" if error.status == 403 else "Не получилось"
    return _page(error.status, title, error.sentence)


def _csrf(error: CSRFError) -> ResponseReturnValue:
    return _page(400, "Страница устарела", OTHER_PAGE)


def init_app(app: Flask) -> None:
    """Answer each failure with its page."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(RateLimitExceeded, _too_many)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(StorageError, page_of)
    app.register_error_handler(500, page_of)
