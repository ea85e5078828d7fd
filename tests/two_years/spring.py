"""March to July: what municipalities do (items 25 and 26), and the end of the meetings (item 23)."""

from tests.two_years import plan
from tests.two_years.company import Company, ways
from tests.two_years.winter import COORDINATORS


def towns_help(company: Company) -> None:
    """Every municipality reports for itself; the Department confirms each part and then the item."""
    for number, day, kind in ((25, (3, 31), "support"), (26, (4, 15), "meeting")):
        company.on(*day)
        for town, who in COORDINATORS.items():
            plan.enter(company, "municipal", who, municipality_id=town, kind=kind, note="Постановление № 12")
            plan.report(company, who, number)
        for _ in COORDINATORS:
            page = company.opened("deputy", f"/plan/{number}")
            company.press("deputy", ways(page, r"/plan/parts/\d+/conclusion")[0], verdict="confirm")
        plan.done(company, "department", number)


def coordination_ends(company: Company) -> None:
    company.on(7, 5)
    plan.done(company, "department", 23)
