"""What is done and read again and again about two opinions."""

from sqlalchemy import select

from app.directory.models import Person
from app.expertise.models import Result
from app.extensions import db


def results(app, line: int) -> list[tuple]:
    with app.app_context():
        found = (
            select(Result, Person).join(Result.reviewer).where(Result.frozen_item_id == line).order_by(Result.revision)
        )
        return [(person.email.partition("@")[0], str(result.score)) for result, person in db.session.execute(found)]


def decide(who, line: int, **typed):
    who.get(f"/rounds/examined/{line}/opinions")
    return who.submit(f"/rounds/examined/{line}/ruling", **typed)
