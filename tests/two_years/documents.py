"""What schools write and show, and what curators say of it."""

import re

from app.demo import files
from tests.two_years import orders, plan
from tests.two_years.company import HEADS, NAMES, OWN_CURATOR, Company, ways

SPRING, AUTUMN = 0, 1  # the windows of evidence


def the_kits_are_written(company: Company) -> None:
    """Items 9 and 11, by 30.03: one school gets a paper back, and mends it."""
    company.on(3, 15)
    for name in NAMES:
        for key in ("concept", "midterm", antirisk_of(company, name)):
            write(company, name, key)
    company.on(3, 18)
    for name in NAMES[1:]:
        approve_kit(company, name)
    orders.write_to_each(company, "L_MOUO_REMIND", 400, sheets=1)
    one_is_returned(company, NAMES[0])
    company.on(3, 30)
    plan.done(company, "department", 9, 11)


def write(company: Company, name: str, key: str) -> None:
    """Uploaded and sent."""
    head, place = HEADS[name], f"{kit_of(company, name)}/{key}"
    company.send(head, place, f"{place}/versions", (paper(name, key), f"{key}.docx"))
    company.press(head, ways(company[head].page, r"/documents/\d+/submission")[0])


def approve_kit(company: Company, name: str) -> None:
    company.send(OWN_CURATOR[name], kit_of(company, name), f"{kit_of(company, name)}/approval")


def one_is_returned(company: Company, name: str) -> None:
    """The curator names what is wrong; the school sends a newer version, and it is approved with the rest."""
    curator, head = OWN_CURATOR[name], HEADS[name]
    decision = ways(company.opened(curator, "/desk"), r"/documents/\d+/decision")[0]
    company.press(curator, decision, verdict="return", reason="dates_wrong", remark="Назовите месяцы.")
    orders.write_to_each(company, "L_SCHOOL_RETURN", 410, sheets=1)
    company.on(3, 21)
    document = decision.removesuffix("/decision")
    company.send(head, document, f"{document}/versions", (paper(name, "Исправлено"), "Исправлено.docx"))
    company.press(head, f"{document}/submission")
    company.on(3, 22)
    page = company.opened(curator, document.replace("documents", "desk"))
    remark = page.xpath('//input[starts-with(@name, "remark-")]/@name')[0]
    company.press(curator, decision, verdict="approve", **{remark: "accepted"})
    approve_kit(company, name)


def evidence_is_shown(company: Company, window: int, *day: int) -> None:
    """A paper for the direction of every school, attached, sent and accepted."""
    company.on(*day)
    for name in NAMES:
        head, place = HEADS[name], evidence_of(company, name)[window]
        said = f"Протокол педсовета, {company.today:%d.%m.%Y}"
        attach = ways(company.opened(head, place), r"/schools/\d+/evidence/.+")[0]
        company.press(head, attach, (files.protocol(name, said), "Протокол.pdf"), kind=1, title=said)
        submission = ways(company[head].page, r"/documents/\d+/submissions?")[0]
        company.press(head, submission)
        number = submission.split("/")[2]
        company.send(OWN_CURATOR[name], f"/desk/{number}", f"/documents/{number}/decision", verdict="approve")


def kit_of(company: Company, name: str) -> str:
    return f"/schools/{company.places[name]}/kit"


def antirisk_of(company: Company, name: str) -> str:
    """The place of the programme for the direction that the curator has activated."""
    company.opened(HEADS[name], kit_of(company, name))
    return re.search(r"antirisk-\d+", company[HEADS[name]].last.text)[0]


def evidence_of(company: Company, name: str) -> list[str]:
    """The pages of the places of evidence, window by window."""
    company.opened(HEADS[name], kit_of(company, name))
    return sorted(set(re.findall(r"/schools/\d+/kit/evidence-\d+-\d+", company[HEADS[name]].last.text)))


def paper(name: str, title: str) -> bytes:
    return files.programme(f"Программа: {title}", name)
