"""«Календарь»: a month in the page, one event to download, the feed that a telephone asks for by a secret address."""

from collections.abc import Sequence

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from app.archive.sending import download
from app.calendar import services
from app.calendar.entries import Entry
from app.calendar.gathering import entries_of
from app.calendar.months import grid, month_asked
from app.calendar.writing import etag, written
from app.extensions import limiter
from app.kernel import clock
from app.kernel.access import access, public
from app.kernel.calendar import WEEKDAYS
from app.kernel.headers import revalidated
from app.kernel.hosts import absolute
from app.kernel.reader import current_user
from app.year.cycle.days_off import day_off
from app.year.cycle.queries import current_cycle

bp = Blueprint("calendar", __name__)
PAGE, TYPE = "calendar/month.html", "text/calendar"
SHORT_WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
REVOKED = "Адрес календаря больше не\u00a0действует: по\u00a0нему никто ничего не\u00a0получит."
OFTEN = "60 per minute"  # a telephone asks a few times a day; a town may sit behind one address


@bp.get("/calendar")
@access("calendar.view")
def month() -> ResponseReturnValue:
    """The days of a month: of this one, or of another that the address names."""
    return _page()


def _page(link: str = "") -> str:
    today = clock.today()
    entries, asked = entries_of(current_user, today), month_asked(request.args.get("month", ""), today)
    weeks = grid(asked, entries, today, day_off)
    return render_template(
        PAGE,
        month=asked,
        weeks=weeks,
        bare=not any(cell.entries for week in weeks for cell in week if not cell.other),
        following=[one for one in entries if one.ends_on >= today and not one.cancelled][:1],
        feed=services.feed_of(current_user.person_id),
        link=link,
        weekdays=tuple(zip(WEEKDAYS, SHORT_WEEKDAYS, strict=True)),
    )


@bp.post("/calendar/address")
@access("calendar.view")
def make() -> ResponseReturnValue:
    """A new secret address, shown this once."""
    secret = services.make(current_user, clock.now())
    return _page(absolute("calendar.feed", secret=secret))


@bp.post("/calendar/address/revoking")
@access("calendar.view")
def revoke() -> ResponseReturnValue:
    """The address opens nothing any more."""
    services.revoke(current_user, clock.now())
    flash(REVOKED)
    return redirect(url_for("calendar.month"), 303)


@bp.get("/calendar/entries/<entry_key>.ics")
@access("calendar.view")
def one(entry_key: str) -> ResponseReturnValue:
    """One of the own days, for the calendar of a computer."""
    found = [one for one in entries_of(current_user, clock.today()) if one.key == entry_key]
    if not found:
        abort(404)
    return download(_written(found), f"{entry_key}.ics")


@bp.get("/calendar/feeds/<secret>.ics")
@public("a calendar program has no session: the secret of the address is its key")
@limiter.limit(OFTEN)
def feed(secret: str) -> ResponseReturnValue:
    """The days of whoever the address belongs to; nothing of it is said where it is wrong or revoked."""
    reader = services.reader_of(secret)
    if reader is None:
        abort(404)
    entries = entries_of(reader, clock.today())
    tag = etag(entries, _house())
    if request.if_none_match.contains(tag):
        return revalidated(make_response("", 304), tag)
    return revalidated(_file(entries), tag)


def _house() -> str:
    address: str = current_app.config["SETTINGS"].public_url
    return address


def _file(entries: Sequence[Entry]) -> Response:
    return Response(_written(entries), mimetype=TYPE)


def _written(entries: Sequence[Entry]) -> bytes:
    return written(tuple(entries), _house(), current_cycle().begins_on)
