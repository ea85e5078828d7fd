"""All pages and commands of the house, and the wires by which a wing is given what only a higher one knows."""

from datetime import datetime

from flask import Flask

from app import archive
from app.archive import intake as uploads
from app.borrowing import measure_routes, report_routes
from app.borrowing import routes as borrowing
from app.calendar import routes as calendar
from app.documents import (
    chunked_upload_routes,
    conversion,
    marking_routes,
    on_behalf_routes,
    overview_routes,
    receipt_routes,
    reopening,
    reopening_routes,
    showing,
    signer_routes,
    trash_routes,
)
from app.documents import routes as documents
from app.documents.appeals import routes as appeals
from app.documents.checks import routes as checks
from app.documents.desk import routes as desk
from app.documents.evidence import coordination_routes
from app.documents.evidence import overview_routes as evidence_overview
from app.documents.evidence import routes as evidence
from app.documents.links import pieces
from app.expertise import routes as expertise
from app.expertise import stage_routes
from app.expertise.assignments import reviewer_routes, school_routes, table_routes
from app.expertise.assignments import routes as assignments
from app.expertise.commands import rounds, stages
from app.expertise.federal import routes as federal
from app.expertise.opinions import publication_routes
from app.expertise.opinions import routes as opinions
from app.expertise.opinions.publishing import publish_due
from app.expertise.opinions.queries import conclusions_of_means
from app.expertise.progress import progress
from app.expertise.results import routes as results
from app.expertise.results import school_routes as results_of_school
from app.expertise.reviews import agenda_routes, conclusion_routes, sheet_routes
from app.expertise.reviews import routes as reviews
from app.expertise.reviews.blindness import hidden_from
from app.expertise.reviews.conclusions import asked_of
from app.expertise.reviews.spoken import conclusions_behind
from app.expertise.services import freeze_due
from app.expertise.sheets import routes as sheets
from app.health import metrics
from app.health import routes as health
from app.health.asking import Health, asks_of
from app.health.words import told
from app.help import routes as help_pages
from app.help import telling as releases
from app.home import routes as home
from app.journal import routes as journal
from app.journal import services as journal_of
from app.notices import letter_routes as mail
from app.notices import reminder_routes as reminders
from app.notices import routes as notices
from app.notices.letters.way_in import write_to_old_address
from app.notices.telling import tell
from app.orders.draft import file_routes, letter_routes, template_routes, text_routes
from app.orders.gathering import note_routes, signing_routes
from app.orders.life import routes as life_of_orders
from app.orders.queries import registered
from app.orders.register import legacy_routes, reminder_routes
from app.orders.register import routes as orders
from app.orders.register.commands import cli as orders_cli
from app.packages import routes as packages
from app.people import invitation_routes, own_routes
from app.people import routes as people
from app.people import services as people_services
from app.people.accounts import actor, recovery_routes, session_routes
from app.people.accounts import routes as accounts
from app.people.commands import people as people_cli
from app.plan import monitoring_routes
from app.plan import routes as plan
from app.plan.amendments import routes as amendments
from app.plan.answering import routes as answering
from app.plan.execution import mine_routes, proof_routes
from app.plan.execution import routes as execution
from app.plan.execution.marks import marks_of
from app.plan.execution.models import Proof
from app.plan.execution.sources import SOURCES, Source
from app.plan.intake import carrying_routes, day_routes, off_routes, year_routes
from app.plan.intake import routes as intake
from app.plan.intake.commands import cli as plan_cli
from app.plan.pictures import routes as pictures
from app.plan.registers import event_routes
from app.plan.registers import routes as registers
from app.plan.words import ahead, executors, short_title, tally
from app.region import told_by
from app.search import following
from app.search import routes as search
from app.search.commands import search as search_cli
from app.settings import Settings
from app.setup import gate, people_routes, town_routes
from app.setup import routes as setting_up
from app.setup.current import current
from app.template_names import TEMPLATE_NAMES
from app.training import routes as training
from app.year.cycle import demo_clock
from app.year.cycle import routes as cycle
from app.year.enrolment import list_routes
from app.year.enrolment import routes as enrolment
from app.year.profile import direction_routes, factor_routes
from app.year.profile import routes as profile

# Each line is a room; modules that share a blueprint stand together.
PAGES = (
    *(journal, health, setting_up, people_routes, town_routes),
    *(accounts, session_routes, recovery_routes, people, invitation_routes, own_routes),
    *(cycle, profile, factor_routes, direction_routes, enrolment, list_routes),
    *(documents, marking_routes, overview_routes, showing),
    *(receipt_routes, reopening_routes, chunked_upload_routes, signer_routes, on_behalf_routes, trash_routes),
    *(checks, evidence, evidence_overview, coordination_routes, desk, appeals),
    *(assignments, table_routes, school_routes, reviewer_routes, sheets, expertise, stage_routes),
    *(reviews, conclusion_routes, sheet_routes, agenda_routes, opinions, publication_routes),
    *(federal, results, results_of_school),
    *(registers, event_routes, plan, execution, proof_routes, mine_routes),
    *(amendments, answering, pictures, monitoring_routes, intake, year_routes, day_routes),
    *(off_routes, carrying_routes),
    *(search, borrowing, measure_routes, report_routes),
    *(orders, file_routes, text_routes, life_of_orders, letter_routes, reminder_routes, legacy_routes),
    *(template_routes, signing_routes, note_routes),
    *(notices, mail, reminders, calendar, help_pages, packages),
    *(training, home),
)
COMMANDS = (people_cli, stages, rounds, plan_cli, search_cli, orders_cli)
LISTENERS = (following,)  # the index of search follows the tables from its import on

# Tables of a lower wing with rows of a higher one, and who hears of what it does.
journal_of.HEARD.append(tell)
people_services.READDRESSED.append(write_to_old_address)
conversion.KEEPERS.append(Proof)
documents.PAGES["evidence"] = evidence.page
reopening.ASKING["reviews"] = asked_of
SOURCES["order"] = Source("Приказ из\u00a0реестра", "order.view", registered, "orders.order", "order_id")


def init_app(app: Flask, settings: Settings) -> None:
    """Open the archive, register pages and commands, connect the wings."""
    told_by(current)
    archive.init_app(app, settings)
    uploads.init_app(app)
    actor.init_app(app)
    demo_clock.init_app(app)
    gate.init_app(app)
    notices.init_app(app)
    releases.init_app(app)
    metrics.init_app(app)
    for blueprint in dict.fromkeys(pages.bp for pages in PAGES):
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    _connect(app)
    demo_clock.moved.connect(lambda _app, now: _catch_up(now), app, weak=False)
    if settings.demo and not app.config["TRAINING"]:
        from app.demo import opening  # invented people stay out of a real house

        opening.init_app(app)


def _connect(app: Flask) -> None:
    """What a lower wing asks for by name."""
    app.extensions["health"] = Health(asks_of(app))
    app.extensions["house_state"] = lambda: told(app.extensions["health"].findings())
    app.extensions["hidden_opinions"] = hidden_from
    app.extensions["words_of_sheets"] = conclusions_behind
    app.extensions["conclusions_of_means"] = conclusions_of_means
    app.extensions["progress_of_stage"] = progress
    app.jinja_env.filters.update(short_title=short_title, short_executors=executors, tally=tally, ahead=ahead)
    app.jinja_env.filters.update(marks=marks_of, pieces=pieces)
    app.jinja_env.globals.update(TEMPLATE_NAMES)


def _catch_up(now: datetime) -> None:
    """The day of a demo has moved: what is due by then is fixed and published."""
    freeze_due(now)
    publish_due(now)
