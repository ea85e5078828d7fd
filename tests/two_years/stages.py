"""The three stages of ОИРО: who examines, sheets, publication, what is told afterwards (item 30)."""

from tests.expertise.filling import send_sheet
from tests.two_years import orders, plan
from tests.two_years.company import Company

REVIEWERS = "expert", "expert2", "expert3"


def the_group_is_named(company: Company, *day: int) -> None:
    company.on(*day)
    orders.issue(company, "O_EXP", "280")


def examine(company: Company, number: int, before: tuple, after: tuple, told: tuple, order: str) -> None:
    """Shared out, fixed on the day after, filled in, published, told on a webinar, put into an order."""
    stage = f"/rounds/{company.stages[number - 1]}"
    company.on(*before)
    company.send("expert", f"{stage}/assignments/proposal")
    company.on(*after)
    company.send("department", stage, f"{stage}/freeze")
    for who in REVIEWERS:
        fill_in(company, stage, who)
    company.on(*told)
    said = company.send("department", stage, f"{stage}/publication")
    assert "Результаты этапа опубликованы" in said
    plan.publish(company, "analysis", "oiro")
    plan.hold(company, "results", f"Итоги этапа {number}")
    orders.issue(company, f"O_STAGE{number}", order)
    orders.write_to_each(company, "L_MOUO_RESULTS", 500 + 20 * number, sheets=1)


def fill_in(company: Company, stage: str, who: str) -> None:
    """Every sheet that waits for the reviewer, as the page of the stage leads to it."""
    while way := company.opened(who, f"{stage}?whose=mine").xpath('//main//a[contains(., "оценку")]/@href'):
        line = int(way[0].split("/")[3])
        send_sheet(company[who], line, 2 if line % 4 else 1)
    assert "Заполнены все" in company[who].text or "у вас осталось 0" in company[who].text


def all_stages_are_told(company: Company) -> None:
    """Item 30 in November, item 12 at the end of its second window."""
    plan.done(company, "expert", 30)
    company.on(11, 30)
    plan.done(company, "department", 12)
