"""What is done with the plan: rows of registers, proofs, reports, confirmations, monitorings."""

from tests.two_years import orders
from tests.two_years.company import CURATORS, NAMES, Company

LINK = "https://example.org/500"
SITES = "portal", "oiro"
CONFIRMED = "Исполнено и подтверждено"


def enter(company: Company, register: str, who: str = "department", **row) -> None:
    """A row of a register."""
    company.send(who, f"/registers/{register}", on=company.today, **row)


def letter(company: Company, subject: str, number: str, addressee: str = "Федеральному координатору") -> None:
    """A letter that has gone out."""
    enter(company, "letters", subject=subject, addressee=addressee, number=number)


def publish(company: Company, kind: str, *sites: str) -> None:
    """Something is put on the sites."""
    for site in sites:
        enter(company, "publications", kind=kind, place=site, title="Материал", link=LINK)


def hold(company: Company, kind: str, title: str) -> None:
    """An event at which every school, every curator and the coordinators were."""
    enter(company, "events", kind=kind, title=title, link=LINK)
    page = company.opened("department", "/registers/events")
    event = page.xpath(f'//a[starts-with(@href, "/events/")][contains(., "{title}")]/@href')[0]
    page = company.opened("department", event)
    rows = page.xpath('//select[starts-with(@name, "school-") or starts-with(@name, "person-")]/@name')
    assert len(rows) >= len(NAMES) + len(CURATORS)
    company.press("department", f"{event}/attendance", **dict.fromkeys(rows, "viewer"))


def report(company: Company, who: str, number: int, **typed) -> None:
    """The executor attaches a proof and says that it is done."""
    page = f"/plan/{number}"
    company.send(who, page, f"{page}/proofs", url=f"{LINK}/{company.today:%Y-%m}")
    company.press(who, f"{page}/execution", note="Материалы приложены.", **typed)


def done(company: Company, who: str, *numbers: int, **typed) -> None:
    """Reported, and confirmed by another one on the same day: the figure is met, so nothing is asked."""
    for number in numbers:
        report(company, who, number, **typed)
        company.send("deputy", f"/plan/{number}", f"/plan/{number}/conclusion", verdict="confirm")


def monitored(company: Company, number: int, item: int, order: str) -> None:
    """The snapshot, its analysis, the item about it, the order."""
    monitoring = company.monitorings[number - 1]
    company.send("department", "/plan/monitorings", f"/plan/monitorings/{monitoring}/snapshot")
    for _ in range(number):
        publish(company, "note", "oiro")
    done(company, "department", item)
    orders.issue(company, "O_PLANMON", order)


def confirmed(company: Company) -> set[int]:
    """The numbers of the items that the squares of the board show as confirmed."""
    page = company.opened("department", "/plan")
    squares = [
        " ".join(one.text_content().split()) for one in page.xpath('//main//li[a[starts-with(@href, "/plan/")]]')
    ]
    assert len(squares) == 32
    return {int(words.partition(",")[0]) for words in squares if words.endswith(CONFIRMED)}
