"""Beginnings that the stories of two opinions share."""

import pytest
from sqlalchemy import select

from app.expertise.models import FrozenItem
from app.extensions import db
from tests.expertise.filling import send_sheet
from tests.rules.places import FAR


@pytest.fixture
def document(app, region, frozen) -> int:
    """The concept of a school of Крылова (expert2), in the fixed set of the first stage."""
    with app.app_context():
        found = select(FrozenItem.id).where(
            FrozenItem.participation_id == region.place(FAR), FrozenItem.kind == "concept"
        )
        return db.session.scalars(found).one()


@pytest.fixture
def two(browser, document, region, at):
    """Крылова gives everything, asks Зайцев, and he gives half."""
    krylova = browser("expert2")
    send_sheet(krylova, document, 2)
    place = region.place(FAR)
    krylova.get(f"/rounds/1/schools/{place}")
    ask = {"reviewer": region.person("expert3"), "reason": "Спорная цель."}
    krylova.submit(f"/rounds/1/schools/{place}/second-opinion", **ask)
    assert "Второе мнение запрошено" in krylova.text
    zaytsev = browser("expert3")
    zaytsev.get(f"/rounds/examined/{document}/review")
    assert "Второе мнение" in zaytsev.text
    assert "100,0 %" not in zaytsev.text
    send_sheet(zaytsev, document, 1)
    return document
