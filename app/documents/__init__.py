"""Documents: the kit, versions, remarks, the matrix."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.documents import overview, receipts, routes, showing  # noqa: F401  overview and showing add to routes

    app.register_blueprint(routes.bp)
    app.register_blueprint(receipts.bp)
