"""The sheet by which a stage is examined and the bank of remarks, as data that ОИРО edits."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Know the tables."""
    from app.sheets import models

    assert models
