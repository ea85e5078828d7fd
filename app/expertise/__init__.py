"""Expertise: the frozen set of each stage and what the sources said of it."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the command; in demo mode a moved day freezes what has become due."""
    from app.cycle.demo_clock import moved
    from app.expertise.commands import rounds
    from app.expertise.routes import bp
    from app.expertise.services import freeze_due
    from app.expertise.stage_routes import bp as stages
    from app.expertise.stages import publish_due

    app.register_blueprint(bp)
    app.register_blueprint(stages)
    app.cli.add_command(rounds)
    moved.connect(lambda _app, now: (freeze_due(now), publish_due(now)), app, weak=False)
