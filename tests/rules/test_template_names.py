"""What templates may ask for beside their own words stands in one table, and nothing there is asked for by nobody."""

import re
from pathlib import Path

import app as house
from app.template_names import TEMPLATE_NAMES

CODE = Path(house.__file__).parent
PROCESSORS = {
    "kernel/dated.py",
    "people/accounts/actor.py",
    "plan/pictures/routes.py",
    "search/routes.py",
    "year/cycle/demo_clock.py",
}


def test_only_what_changes_with_the_request_has_a_processor_of_its_own():
    found = {str(path.relative_to(CODE)) for path in CODE.rglob("*.py") if "context_processor" in path.read_text()}
    assert found == PROCESSORS


def test_every_name_of_the_table_is_asked_for_by_a_template():
    asked = {name for path in (CODE / "templates").rglob("*.html") for name in re.findall(r"[a-z_]+", path.read_text())}
    assert set(TEMPLATE_NAMES) - asked == set()


def test_no_name_hides_another():
    lines = re.findall(r'^    "(\w+)":', (CODE / "template_names.py").read_text(), re.MULTILINE)
    assert len(lines) == len(set(lines)) == len(TEMPLATE_NAMES)
