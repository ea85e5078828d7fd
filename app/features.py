"""The features in order, and the few wires between them."""

from flask import Flask

from app import accounts, archive, cycle, documents, home, journal, orders, plan
from app.expertise import models as _expertise  # noqa: F401  the tables of the rounds
from app.settings import Settings

FEATURES = (journal, accounts, cycle, documents, plan, orders, home)


def init_app(app: Flask, settings: Settings) -> None:
    """Open the archive, then register each feature's routes and commands."""
    archive.init_app(app, settings)
    for feature in FEATURES:
        feature.init_app(app)
