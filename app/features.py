"""The features in order, and the few wires between them."""

from flask import Flask

from app import (
    accounts,
    appeals,
    archive,
    assignments,
    borrowing,
    checks,
    cycle,
    desk,
    documents,
    enrolment,
    evidence,
    expertise,
    federal,
    health,
    home,
    intake,
    journal,
    opinions,
    orders,
    people,
    plan,
    profile,
    registers,
    results,
    reviews,
    search,
    sheets,
)
from app.demo import chapters
from app.settings import Settings

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
