"""What reviewers say of the frozen set: drafts, sendings, remarks, and what schools see of them."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.documents.reopening import ASKING
    from app.expertise.reviews.agenda_routes import bp as agenda
    from app.expertise.reviews.blindness import hidden_from
    from app.expertise.reviews.conclusion_routes import bp as conclusions
    from app.expertise.reviews.conclusions import asked_of
    from app.expertise.reviews.routes import bp
    from app.expertise.reviews.sheet_routes import bp as sheets
    from app.expertise.reviews.spoken import conclusions_behind

    app.extensions["hidden_opinions"] = hidden_from
    app.extensions["words_of_sheets"] = conclusions_behind
    for pages in (bp, conclusions, sheets, agenda):
        app.register_blueprint(pages)
    ASKING["reviews"] = asked_of
