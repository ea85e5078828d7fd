"""Documents: the kit, versions, remarks, the matrix."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.documents import receipts, routes, sending, showing  # noqa: F401  showing adds its routes to those of routes

    app.register_blueprint(routes.bp)
    app.register_blueprint(receipts.bp)
    app.register_blueprint(sending.bp)
