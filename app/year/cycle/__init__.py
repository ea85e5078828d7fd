"""The project year."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the demo clock and its page."""
    from app.year.cycle import demo_clock
    from app.year.cycle.routes import bp

    app.register_blueprint(bp)
    demo_clock.init_app(app)
