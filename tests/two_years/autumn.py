"""What goes on all year: courses, webinars, news, resources, meetings; and the last papers."""

from tests.two_years import orders, plan
from tests.two_years.company import NAMES, Company

ALWAYS = "vks", "exchange", "webinar", "rumo", "method_wednesday"
LONG = {"expert": (16, 17, 19, 20, 21, 29), "department": (22, 27, 28), "rcoko": (31,)}


def a_quarter_passes(company: Company, *day: int) -> None:
    """Everybody is at everything, and both sites tell of it."""
    company.on(*day)
    for kind in ALWAYS:
        plan.hold(company, kind, f"{kind}, {company.today:%d.%m.%Y}")
    plan.publish(company, "news", *plan.SITES)


def everybody_learns(company: Company, *day: int) -> None:
    """Heads and teachers finish their courses, half of the schools use the resources."""
    company.on(*day)
    for name in NAMES:
        school = {"participation_id": company.places[name]}
        plan.enter(company, "heads", course="Управление", hours=36, paper="57-1", **school)
        plan.enter(company, "teachers", needed=12, trained=12, **school)
    for name in NAMES[: len(NAMES) // 2]:
        plan.enter(company, "resources", participation_id=company.places[name], kind="cos", note="Уроки")


def recommendations_go_out(company: Company, *day: int) -> None:
    company.on(*day)
    plan.publish(company, "recommendations", "oiro")
    plan.letter(company, "recommendations", "17-811", "Всем МОУО")


def the_plan_is_changed(company: Company, *day: int) -> None:
    """The collection may come a month earlier: an order puts the change in force."""
    company.on(*day)
    company.send(
        "department",
        "/plan/24/amendment",
        move="move",
        period_text=f"Ноябрь – декабрь {company.year} г.",
        reason="Просит ОИРО.",
    )
    orders.issue(company, "O_CHANGE", "560")
    text = "1. Провести совещание 20 сентября.\n2. Направить материалы в школы."
    orders.issue(company, "O_FREE", "561", subject="О совещании", grounds="В целях подготовки к зиме", points=text)


def long_items_hold(company: Company, *day: int) -> None:
    """What goes on is confirmed for the time being."""
    company.on(*day)
    for who, items in LONG.items():
        plan.done(company, who, *items, interim="on")


def the_year_ends(company: Company, *day: int) -> None:
    """December: the collection, the final seminar, and everything that went on all year."""
    company.on(*day)
    plan.publish(company, "collection", *plan.SITES)
    plan.letter(company, "collection", "17-1900", "Всем МОУО")
    plan.hold(company, "final", "Итоговый семинар")
    plan.done(company, "expert", 24)
    plan.done(company, "department", 32)
    for who, items in LONG.items():
        plan.done(company, who, *items)
    orders.issue(company, "O_FINAL", "1700")
