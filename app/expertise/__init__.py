"""Expertise: the frozen set of each stage and what the sources said of it."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the command, measure the work; in demo mode a moved day freezes what has become due."""
    from app.expertise.commands import rounds
    from app.expertise.progress import progress
    from app.expertise.routes import bp
    from app.expertise.services import freeze_due
    from app.expertise.stage_routes import bp as stages
    from app.year.cycle.demo_clock import moved

    app.register_blueprint(bp)
    app.register_blueprint(stages)
    app.cli.add_command(rounds)
    app.extensions["progress_of_round"] = progress
    moved.connect(lambda _app, now: freeze_due(now), app, weak=False)
