"""The features in order, and the few wires between them."""

from flask import Flask

from app import (
    accounts,
    archive,
    checks,
    cycle,
    desk,
    documents,
    enrolment,
    evidence,
    expertise,
    home,
    intake,
    journal,
    orders,
    people,
    plan,
    profile,
    registers,
    search,
)
from app.settings import Settings

FEATURES = (
    journal,
    accounts,
    cycle,
    profile,
    documents,
    checks,
    evidence,
    registers,
    desk,
    expertise,
    plan,
    intake,
    search,
    people,
    enrolment,
    orders,
    home,
)


def init_app(app: Flask, settings: Settings) -> None:
    """Open the archive, then register each feature's routes and commands."""
    archive.init_app(app, settings)
    for feature in FEATURES:
        feature.init_app(app)
