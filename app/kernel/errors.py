"""Every failure is a page that says what happened and the way on."""

import secrets

from flask import Flask, current_app, render_template, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.extensions import db
from app.kernel.access import Forbidden
from storage import StorageError

SAYINGS = {
    400: ("Запрос не понят", "Вернитесь на предыдущую страницу и попробуйте ещё раз."),
    404: ("Такой страницы нет", "Возможно, ссылка устарела или документ относится к другой школе."),
    405: ("Так эту страницу открыть нельзя", "Вернитесь на предыдущую страницу и нажмите кнопку в ней."),
    413: ("Файл слишком большой", "Ничего не сохранено. Уменьшите файл и загрузите его ещё раз."),
    429: ("Слишком много попыток входа", "Подождите минуту и попробуйте ещё раз."),
}


def _page(code: int, title: str, text: str):
    way = ("К списку дел", url_for("home.now"))
    return render_template("error.html", code=code, title=title, text=text, way=way), code


def _http(error: HTTPException):
    title, text = SAYINGS.get(error.code, ("Не получилось", "Вернитесь на предыдущую страницу и попробуйте ещё раз."))
    if error.code == 413:
        text = f"Файл больше {current_app.config['SETTINGS'].upload_limit_mb} МБ. {text}"
    return _page(error.code, title, text)


def _forbidden(error: Forbidden):
    return _page(403, "Это действие вам недоступно", error.refusal.sentence)


def _csrf(error: CSRFError):
    return _page(
        400, "Страница устарела", "Вернитесь назад: набранный текст остался в форме. Обновите её и отправьте снова."
    )


def _storage(error: StorageError):
    current_app.logger.error("archive: %s", error)
    return _page(
        503, "Архив недоступен", "Файл сейчас не открывается, сообщение администратору записано. Остальное работает."
    )


def _unexpected(error: Exception):
    number = secrets.token_hex(4)
    current_app.logger.exception("error %s", number)
    db.session.rollback()
    return _page(500, "Сбой", f"Ничего не потеряно. Сообщите администратору номер {number}.")


def init_app(app: Flask) -> None:
    """Answer each failure with its page."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(Forbidden, _forbidden)
    app.register_error_handler(StorageError, _storage)
    if not app.testing:
        app.register_error_handler(500, _unexpected)
