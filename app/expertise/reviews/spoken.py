"""What a school reads with the region's word: the conclusion of the sheet behind it, or of both sheets of a mean."""

from collections.abc import Iterable

from flask import current_app

from app.expertise.models import FrozenItem, Result
from app.expertise.reviews.queries import behind
from app.extensions import db


def conclusions_behind(lines: Iterable[FrozenItem]) -> dict[int, str]:
    """By the id of each regional word of the lines, replaced ones too; a word past the sheet has none.

    The feature that rules about opinions brings the conclusions of the means.
    """
    ids = [word.id for line in lines for word in line.results if word.source == "regional"]
    found = behind().add_columns(Result.id).where(Result.id.in_(ids))
    own = {word_id: sending.conclusion for sending, word_id in db.session.execute(found)}
    return own | current_app.extensions["conclusions_of_means"](ids)
