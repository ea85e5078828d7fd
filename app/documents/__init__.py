"""Documents: the kit, versions, remarks, the matrix."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.documents import (
        marking,
        overview,
        receipts,
        reopening_routes,
        routes,
        sending,
        showing,
        signing,
        standing_in,
        trash,
    )

    assert marking and overview and showing  # they add their routes to those of routes

    app.register_blueprint(routes.bp)
    for part in (receipts, reopening_routes, sending, signing, standing_in, trash):
        app.register_blueprint(part.bp)
