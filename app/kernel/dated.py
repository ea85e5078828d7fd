"""The pages that can be looked at as of a moment: they read it from the address, and the links among them keep it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ParamSpec
from urllib.parse import urlencode

from flask import Flask, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.kernel import calendar, clock
from app.kernel.as_of import CLOCKS, HAPPENED, AsOf, to_the_minute
from app.kernel.days import NO_DAY, read_day
from app.kernel.declaring import View, declare, is_marked, view_now
from app.kernel.reader import current_user
from app.permissions import Place, can

LAST_MINUTE = time(23, 59)
NO_TIME = "Напишите время часами и\u00a0минутами, например 18:00."
FUTURE = "Этот момент ещё не\u00a0наступил. Выберите день не\u00a0позже сегодняшнего, {:%d.%m.%Y}."
ASKED = ("on", "time", "clock")
Given = ParamSpec("Given")


@dataclass(frozen=True)
class Asked:
    """What the address asks for; a moment that can't be shown leaves today, and a sentence that says why."""

    as_of: AsOf
    day: str = ""
    minute: str = ""
    error: str = ""

    @property
    def address(self) -> dict[str, str]:
        """The arguments that keep the moment in a link."""
        if not self.as_of.past:
            return {}
        local = calendar.local(self.as_of.at)
        found = {"on": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}", "clock": self.as_of.clock}
        usual = {"time": f"{LAST_MINUTE:%H:%M}", "clock": HAPPENED}
        return {name: value for name, value in found.items() if usual.get(name) != value}


def read(typed: MultiDict, now: datetime) -> Asked:
    """The moment in Moscow, to the end of its minute; without a day it is now, without a time the whole day."""
    day, minute = typed.get("on", "").strip(), typed.get("time", "").strip()
    if not day:
        return Asked(AsOf(now))
    on, at = read_day(day), _minute(minute)
    chosen = typed.get("clock", HAPPENED)
    if on is None or at is None:
        return Asked(AsOf(now), day, minute, NO_DAY if on is None else NO_TIME)
    moment = _end_of(on, at, now)
    if moment > now:
        return Asked(AsOf(now), day, minute, FUTURE.format(calendar.local(now)))
    return Asked(AsOf(moment, chosen if chosen in CLOCKS else HAPPENED, past=True), day, minute)


def _end_of(on: date, at: time, now: datetime) -> datetime:
    """The end of the minute, or now within the minute that runs; 23:59 of today is today so far."""
    moment, today = to_the_minute(on, at), calendar.local(now)
    running = on == today.date() and (at == LAST_MINUTE or at == today.time().replace(second=0, microsecond=0))
    return min(moment, now) if running else moment


def _minute(typed: str) -> time | None:
    try:
        return time.fromisoformat(typed) if typed else LAST_MINUTE
    except ValueError:
        return None


def dated(view: View) -> View:
    """Declare a page that shows the moment of its address; links from one such page to another keep it."""
    return declare(view, dated=True)


Export = Callable[Given, ResponseReturnValue]


def export_of(page: str) -> Callable[[Export[Given]], Export[Given]]:
    """The same for a file; a moment that can't be shown leads to the page, which says why."""

    def exported(view: Export[Given]) -> Export[Given]:
        def at_a_moment(*args: Given.args, **arguments: Given.kwargs) -> ResponseReturnValue:
            if asked().error:
                return redirect(f"{url_for(page, **request.view_args or {})}?{urlencode(request.args.to_dict())}")
            return view(*args, **arguments)

        vars(at_a_moment).update(vars(view))
        at_a_moment.__name__, at_a_moment.__doc__ = view.__name__, view.__doc__
        return dated(at_a_moment)

    return exported


def asked() -> Asked:
    """What this request asks for: read once; an act is always about now."""
    if "asked" not in g:
        reads = request.method == "GET" and is_marked(view_now(), "dated")
        g.asked = read(request.args if reads else MultiDict(), clock.now())
    return g.asked


def as_of() -> AsOf:
    """The moment that this page shows."""
    return asked().as_of


def may(action: str, thing: Place | None = None) -> bool:
    """Whether the reader may act here and now: nobody acts in the past."""
    return not as_of().past and can(current_user, action, thing)


def _keep(endpoint: str, values: dict[str, object]) -> None:
    if request and is_marked(current_app.view_functions.get(endpoint), "dated") and "on" not in values:
        values.update(asked().address)


def other_arguments() -> dict[str, str]:
    """What else the address says: the filters of the page, which another moment keeps."""
    return {name: value for name, value in request.args.items() if name not in ASKED}


def today_again() -> str:
    """The same page as it is now."""
    return f"{request.script_root}{request.path}?{urlencode(other_arguments())}".rstrip("?")


def init_app(app: Flask) -> None:
    """Keep the moment in links, and give it to the templates."""
    app.url_default_functions.setdefault(None, []).append(_keep)
    app.context_processor(_words)


def _words() -> dict[str, object]:
    return {
        "asked_moment": asked,
        "as_of": as_of(),
        "today_again": today_again,
        "other_arguments": other_arguments,
        "real_today": clock.today(),
    }
