"""axe on the pages of a stage that is over: reviews, opinions, results, shared paragraphs, snapshots of the plan."""

import pytest
from sqlalchemy import select

from app.borrowing.models import ReportPair
from app.expertise.models import FrozenItem
from app.extensions import db
from tests.browser.axe import look
from tests.browser.pages import AFTER_AN_ACT
from tests.rules import places
from tests.rules.conftest import whole_year

__all__ = ["whole_year"]
HERE = sorted(endpoint for endpoint, where in AFTER_AN_ACT.items() if where.startswith("test_stage"))


def addresses(app) -> list[str]:
    """Each of them with its things in place; the two versions of a pair are those that share something."""
    with app.test_request_context():
        pair = db.session.scalars(select(ReportPair).order_by(ReportPair.id)).first()
        line = db.session.scalars(select(FrozenItem.id).where(FrozenItem.version_id.is_not(None))).first()
        known = {"stage_id": 1, "frozen_item_id": line, "pair_id": pair.id, "version_id": pair.one_id}
        known |= {"other_id": pair.other_id, "federal_id": 1, "snapshot_id": 1}
        rules = {rule.endpoint: rule for rule in app.url_map.iter_rules() if "GET" in rule.methods}
        return [places.url_of(rules[one], {name: known[name] for name in rules[one].arguments}) for one in HERE]


@pytest.mark.chromium
@pytest.mark.parametrize("half", [0, 1])
def test_the_pages_of_a_stage_that_is_over_are_readable(whole_year, person, picture, half):
    page = person("expert")
    for url in addresses(whole_year)[half::2]:
        page.goto(url)
        look(page, f"stage-{url.strip('/').replace('/', '-')}", picture)
