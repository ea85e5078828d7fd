"""Orders and letters, from the composed text to the scan and to the receivers."""

from app.demo import files
from tests.two_years.company import Company


def issue(company: Company, kind: str, number: str, **typed) -> None:
    """Composed, written, registered without a question, scanned."""
    company.send("department", "/orders", kind=kind)
    register(company, kind, company["department"].last.request.path, number, **typed)


def register(company: Company, kind: str, order: str, number: str, **typed) -> None:
    """A draft gets its last words, its number and its scan."""
    company.opened("department", order)
    if typed:
        company.press("department", f"{order}/text", **typed)
    said = company.opened("department", order).xpath('string(//*[@id="checks-title"])')
    assert "всё готово" in said.replace("\u00a0", " "), company["department"].text
    company.press("department", f"{order}/registration", number=number, signed_on=company.today)
    scan = files.protocol("Департамент образования", f"Приказ № {number}", 1), f"Приказ {number}.pdf"
    company.press("department", f"{order}/scans", scan)
    company.papers[f"{company.year} {kind}"] = company["department"].download(f"{order}/file")


def write_to_each(company: Company, kind: str, number: int, **typed) -> None:
    """A letter for every receiver whom the house names, each with a number of its own."""
    page = company.opened("department", f"/orders/letters/{kind}")
    company.press("department", f"/orders/letters/{kind}", receiver=page.xpath('//input[@name="receiver"]/@value'))
    open_now = company.opened("department", "/orders?series=letter").xpath('//*[@aria-labelledby="drafts-title"]')
    for at, draft in enumerate(open_now[0].xpath('.//a[contains(@class, "link-row")]/@href')):
        register(company, kind, draft, f"17-{number + at}", **typed)
