"""How much one person may bring: files in an hour, bytes in a day; counted in the memory of each web process."""

from flask import current_app
from limits import RateLimitItemPerDay, RateLimitItemPerHour

from app.extensions import limiter
from app.kernel.words import pluralize, till
from app.refusals import Refused

GIGABYTE = 1024**3
WAIT = "Подождите до\u00a0{}: файл остаётся у\u00a0вас, и\u00a0всё сохранённое на\u00a0месте."


def _files() -> RateLimitItemPerHour:
    return RateLimitItemPerHour(current_app.config["SETTINGS"].uploads_per_hour)


def _bytes() -> RateLimitItemPerDay:
    return RateLimitItemPerDay(current_app.config["SETTINGS"].uploads_gb_per_day * GIGABYTE)


def brought(owner: int, size: int, files: int = 1) -> None:
    """Count what this person brings. Too much raises Refused, which says till when to wait, and counts not."""
    for item, cost, said in (
        (_files(), files, _said_files),
        (_bytes(), size, _said_bytes),
    ):
        if cost and not limiter.limiter.test(item, "uploads", str(owner), cost=cost):
            until = limiter.limiter.get_window_stats(item, "uploads", str(owner)).reset_time
            raise Refused.because("quota", f"{said()} {WAIT.format(till(until))}", status=429)
    for item, cost in ((_files(), files), (_bytes(), size)):
        if cost:
            limiter.limiter.hit(item, "uploads", str(owner), cost=cost)


def _said_files() -> str:
    most = current_app.config["SETTINGS"].uploads_per_hour
    return f"За\u00a0час загружено {pluralize(most, 'файл', 'файла', 'файлов')}: это предел для одного человека."


def _said_bytes() -> str:
    most = current_app.config["SETTINGS"].uploads_gb_per_day
    return f"За\u00a0день загружено {most}\u00a0ГБ: это предел для одного человека."
