"""The pages of setting up: what lacks, the region, its municipalities, its first year."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.directory.models import Municipality
from app.extensions import db, limiter
from app.kernel import clock
from app.kernel.access import access, opens, public
from app.kernel.days import NO_DAY, read_day
from app.kernel.names import plain
from app.kernel.numbers import number
from app.kernel.reader import current_user
from app.people.forms import PersonForm, read_person
from app.refusals import Refused
from app.region import region
from app.setup import services
from app.setup.current import begun, current
from app.setup.first import come_in
from app.setup.first import opens as opens_first
from app.setup.forms import KINDS, RegionForm, TownsForm, read_region, read_towns, zone_names
from app.setup.past import past_years
from app.setup.readiness import counted, every_town, lacking, lines
from app.year.cycle.queries import newest_cycle

bp = Blueprint("setup", __name__)
FORM = "setup/region.html"
AUTUMN = 8  # from September on the year after this one is prepared


@bp.get("/setup")
@access("setup.view")
def ready() -> str:
    """«Готовность»: the steps, what each lacks and whose it is."""
    named, mail = bool(current().department), bool(current_app.config["SETTINGS"].mail_server)
    cycle = newest_cycle()
    steps = list(lines(counted(cycle, clock.today(), named, mail)))
    own = {step.endpoint for step in steps if not step.locked and opens(step.endpoint)}
    return render_template("setup/ready.html", steps=steps, own=own, lacking=lacking(steps), cycle=cycle, begun=begun())


@bp.get("/setup/waiting")
@access("home.view")
def waiting() -> str:
    """What everybody else reads until the first year is opened."""
    return render_template("setup/waiting.html")


@bp.get("/setup/region")
@access("region.edit")
def region_page() -> str:
    """The words of the region."""
    here = region()
    return _region(RegionForm({name: getattr(here, name) for name in here.__dataclass_fields__}))


def _region(form: RegionForm) -> str:
    return render_template(FORM, form=form, zones=zone_names())


@bp.post("/setup/region")
@access("region.edit")
def name_region() -> ResponseReturnValue:
    """Save them."""
    form = read_region(request.form)
    if form.errors:
        return _region(form), 422
    services.name_region(form.typed, current_user, clock.now())
    flash("Регион сохранён. Страницы и\u00a0черновики приказов уже называют его так.")
    return redirect(url_for(".ready" if not begun().opened else ".region_page"), 303)


@bp.get("/setup/municipalities")
@access("region.edit")
def towns() -> str:
    """The municipalities, and the place to paste more."""
    return towns_page(TownsForm(""))


def towns_page(form: TownsForm, wrong: int = 0, error: str = "", file_error: str = "") -> str:
    """The page with what was typed, and what is amiss in it or in a file."""
    said = {"wrong": wrong, "error": error, "file_error": file_error}
    return render_template("setup/towns.html", towns=every_town(), form=form, kinds=KINDS, **said)


@bp.post("/setup/municipalities")
@access("region.edit")
def add_towns() -> ResponseReturnValue:
    """Bring in a list."""
    form = read_towns(request.form.get("towns", ""), {plain(town.name) for town in every_town()})
    if form.error:
        return towns_page(form), 422
    added = services.add_towns(form.towns, current_user, clock.now())
    flash(f"Добавлено муниципалитетов: {added}.")
    return redirect(url_for(".towns"), 303)


@bp.post("/setup/municipalities/<int:town_id>")
@access("region.edit")
def correct_town(town_id: int) -> ResponseReturnValue:
    """Another name or kind, or the last day of one."""
    town, name = db.get_or_404(Municipality, town_id), " ".join(request.form.get("name", "").split())
    kind, typed = request.form.get("kind", ""), request.form.get("valid_to", "").strip()
    last = read_day(typed) if typed else None
    if not name or len(name) > 120:
        return towns_page(TownsForm(""), town_id, "Напишите название, не\u00a0длиннее 120 знаков."), 422
    if typed and last is None:
        return towns_page(TownsForm(""), town_id, NO_DAY), 422
    services.correct_town(town, name, kind if kind in KINDS else town.kind, last, current_user, clock.now())
    flash(f"{name}: сохранено.")
    return redirect(url_for(".towns"), 303)


@bp.get("/setup/year")
@access("year.prepare")
def year() -> ResponseReturnValue:
    """Which year the house begins with."""
    if begun().named:
        return redirect(url_for("years.listing"), 303)
    return _year()


def _year(error: str = "") -> str:
    today = clock.today()
    likely = today.year + (today.month > AUTUMN)
    return render_template("setup/year.html", years=services.years_to_name(today), likely=likely, error=error)


@bp.post("/setup/year")
@access("year.prepare")
def name_year() -> ResponseReturnValue:
    """Name it: it is prepared, and nobody is asked for anything yet."""
    year, with_plan = number(request.form.get("year"), 0), request.form.get("plan") != "own"
    try:
        cycle = services.name_year(year, with_plan, current_user, clock.now())
    except Refused as refused:
        return _year(refused.sentence), 422
    flash(f"{cycle.year}\u00a0год готовится. Пока вы его не\u00a0откроете, в\u00a0нём ничего не\u00a0просрочено.")
    return redirect(url_for(".ready"), 303)


@bp.get("/setup/first/<link>")
@public("the first person has no way in yet; the link is printed for whoever started the server")
def first(link: str) -> ResponseReturnValue:
    """Who sets the house up."""
    return _first(link, PersonForm())


def _first(link: str, form: PersonForm) -> tuple[str, int]:
    good = opens_first(link)
    code = 404 if not good else 422 if form.errors else 200
    return render_template("setup/first.html", link=link, good=good, form=form), code


@bp.post("/setup/first/<link>")
@public("the first person has no way in yet; the link is printed for whoever started the server")
@limiter.limit(lambda: current_app.config["SETTINGS"].sign_in_limit)
def come_first(link: str) -> ResponseReturnValue:
    """Bring the person in, and on to the password."""
    form = read_person(request.form)
    if form.errors or not opens_first(link):
        return _first(link, form)
    try:
        invitation = come_in(form.name, form.email, clock.now())
    except Refused as refused:
        form.errors["email"] = refused.sentence
        return _first(link, form)
    return redirect(url_for("invitations.invitation", link=invitation), 303)


@bp.get("/years")
@access("home.view")
def past() -> str:
    """The years that are over, for whoever had a part in them."""
    return render_template("setup/past.html", years=past_years())
