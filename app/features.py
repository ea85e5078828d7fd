"""The features in order, and the few wires between them."""

from flask import Flask

from app import archive, borrowing, documents, expertise, health, home, journal, orders, people, plan, search
from app.demo import chapters
from app.documents import appeals, checks, desk, evidence
from app.expertise import assignments, federal, opinions, results, reviews, sheets
from app.people import accounts
from app.plan import intake, registers
from app.settings import Settings
from app.year import cycle, enrolment, profile

FEATURES = (
    journal,
    health,
    accounts,
    cycle,
    profile,
    documents,
    checks,
    evidence,
    assignments,
    registers,
    desk,
    sheets,
    expertise,
    reviews,
    opinions,
    appeals,
    plan,
    intake,
    search,
    borrowing,
    people,
    enrolment,
    federal,
    results,
    orders,
    home,
)


def init_app(app: Flask, settings: Settings) -> None:
    """Open the archive, then register each feature's routes and commands."""
    archive.init_app(app, settings)
    for feature in FEATURES:
        feature.init_app(app)
    if settings.demo:
        chapters.init_app(app)
