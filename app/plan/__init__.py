"""The plan: 32 items, execution and confirmation as two facts."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.documents.conversion import KEEPERS
    from app.documents.links import pieces
    from app.plan import monitoring_routes, routes
    from app.plan.amendments import routes as amendment_routes
    from app.plan.answering import routes as answering_routes
    from app.plan.execution import mine_routes, proof_routes
    from app.plan.execution import routes as execution_routes
    from app.plan.execution.marks import marks_of
    from app.plan.execution.models import Proof
    from app.plan.pictures import routes as picture_routes
    from app.plan.words import ahead, executors, short_title, tally

    of_items = routes, execution_routes, proof_routes, mine_routes
    for part in (*of_items, amendment_routes, answering_routes, picture_routes, monitoring_routes):
        app.register_blueprint(part.bp)
    if Proof not in KEEPERS:
        KEEPERS.append(Proof)
    app.jinja_env.filters.update(short_title=short_title, short_executors=executors, tally=tally, ahead=ahead)
    app.jinja_env.filters.update(marks=marks_of, pieces=pieces)
