"""Two or three opinions of one document, whose word counts, and the publication that they may hold."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages; in demo mode a moved day publishes what was planned for it."""
    from app.expertise.opinions.publication_routes import bp as publications
    from app.expertise.opinions.publishing import publish_due
    from app.expertise.opinions.queries import conclusions_of_means
    from app.expertise.opinions.routes import bp
    from app.expertise.services import freeze_due
    from app.year.cycle.demo_clock import moved

    app.extensions["conclusions_of_means"] = conclusions_of_means
    app.register_blueprint(bp)
    app.register_blueprint(publications)
    moved.connect(lambda _app, now: (freeze_due(now), publish_due(now)), app, weak=False)
