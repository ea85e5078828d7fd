"""What reviewers say of the frozen set: drafts, sendings, remarks, and what schools see of them."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Know the tables."""
    from app.reviews import models

    assert models
