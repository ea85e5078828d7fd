"""A house on 14.12.2021: schools and people are there, nothing has been done; its papers are left to be looked at."""

from datetime import date
from pathlib import Path

import pytest

from tests.house import House
from tests.two_years.company import Company

PAPERS = Path("test-artefacts/two-years")


@pytest.fixture
def company(tmp_path):
    house = House(tmp_path, None, date(2021, 12, 14))
    app = house.as_seeded()
    app.config["SETTINGS"].uploads_per_hour = 10_000  # two years pass in a minute
    people = Company(app)
    yield people
    house.leave()
    PAPERS.mkdir(parents=True, exist_ok=True)
    for name, paper in people.papers.items():
        (PAPERS / f"{name}.docx").write_bytes(paper)
