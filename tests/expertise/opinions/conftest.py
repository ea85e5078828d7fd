"""The same region as in the tests of assignments: the first set is fixed, Зайцев is on leave, Крылова stands in."""

from tests.expertise.assignments.conftest import frozen, region  # noqa: F401
from tests.expertise.conftest import expert, line  # noqa: F401
from tests.expertise.opinions.beginnings import document, two  # noqa: F401
