"""December to February: who takes part, the first orders, profiles and visits, the plan itself."""

import io
import json
from pathlib import Path

from openpyxl import load_workbook

from app.demo import cast, files
from tests.two_years import orders, plan
from tests.two_years.company import HEADS, NAMES, OWN_CURATOR, Company, ways

TOWNS = {4: "bolkhov", 8: "dolgoe", 9: "zalegoshch", 11: "kolpna", 14: "kromy", 15: "livensky", 21: "pokrovskoe"}
DROZDOVA = {5: "municipal"}
COORDINATORS = DROZDOVA | TOWNS
TOWNS_OF_DEMO = Path(cast.__file__).parent / "municipalities.json"
TOWN_NAMES = {one["code"]: one["name"] for one in json.loads(TOWNS_OF_DEMO.read_text())}
ADMINISTRATOR = "/people/4"  # only another one changes the card
LETTER = "от 21.11.2022 № 02-21/701 «О реализации проекта адресной методической помощи „500+“ в 2023 году»"
VISIT = {"how": "in_person", "participants": "Директор, заместитель по УВР", "note": "Сверили факторы с ВПР."}

SEMINAR = {
    "event": "установочный семинар (вебинар) для школ проекта",
    "event_title": "установочного семинара (вебинара) для школ проекта",
    "programme": "10:00 | Открытие | Департамент\n10:20 | Рисковый профиль школы | ОИРО",
}


def people_come_in(company: Company) -> None:
    """Coordinators of all towns get their ways in; cards get what the appendices of orders print."""
    page = company.opened("department", "/people")
    cards = {href for href in page.xpath("//main//a/@href") if href.removeprefix("/people/").isdigit()}
    for number, card in enumerate(sorted(cards - {ADMINISTRATOR})):
        company.send("department", card, post="Методист, организация (демо)", phone=f"8 (486) 200-00-{number:02}")
    post = {"post": "Главный специалист", "phone": "8 (486) 200-01-01"}
    company.bring_in("Второй координатор (демо)", "deputy@example.org", role="regional", **post)
    for town, who in TOWNS.items():
        name, role = f"Координатор {town} (демо)", {"role": "municipal", "municipality": town}
        company.bring_in(name, f"{who}@example.org", "Методист отдела", f"8 (486) 200-02-{town:02}", **role)


def schools_get_codes(company: Company) -> None:
    """The appendix of O_SCH prints them."""
    for number, name in enumerate(NAMES):
        company.send("department", f"/participants/{company.places[name]}", code=f"57{number:04}")


def the_project_begins(company: Company) -> None:
    """Items 1 to 5, by 20.12."""
    company.on(0, 15)
    orders.issue(company, "O_REG", "1715")
    company.send("department", "/plan/monitorings", "/plan/monitorings/rules", base="all", quota=len(NAMES))
    plan.hold(company, "start", "Совещание с МОУО")
    plan.done(company, "department", 1)
    company.on(0, 16)
    plan.letter(company, "contacts", "17-2301")
    plan.done(company, "department", 2)
    company.on(0, 20)
    orders.issue(company, "O_SCH", "1720")
    orders.issue(company, "O_MUN", "1721")
    orders.issue(company, "L_FIOKO_MUN", "17-2318", sheets=1)
    orders.issue(company, "L_MOUO_START", "17-2319", sheets=1)
    plan.letter(company, "coordinators", "17-2318")
    plan.done(company, "department", 3, 4, 5)


def the_schools_are_known(company: Company) -> None:
    """Items 6, 7, 8, 18 and 10: surveys, curators, profiles, the kick-off, visits."""
    company.on(2, 4)
    places = [company.places[name] for name in NAMES]
    company.send("department", "/profiles", "/profiles/surveys", school=places, done_on=company.today, move="mark")
    plan.done(company, "department", 6)
    company.on(2, 8)
    plan.hold(company, "meeting", "Совещание сопровождения")
    company.on(2, 9)
    orders.issue(company, "O_CUR", "150")
    orders.issue(company, "L_FIOKO_CUR", "17-214", sheets=1)
    plan.letter(company, "curators", "17-214")
    plan.done(company, "department", 7)
    company.on(2, 17)
    for name in NAMES:
        profile_comes(company, name)
    orders.issue(company, "O_EVENT", "170", **SEMINAR | {"event_on": company.day(2, 18)})
    company.on(2, 18)
    plan.hold(company, "kickoff", "Установочный вебинар")
    plan.done(company, "department", 8, 18)
    company.on(2, 25)
    for name in NAMES:
        curator_visits(company, name)
    plan.done(company, "department", 10)


def profile_comes(company: Company, name: str) -> None:
    """The Department uploads it and names its factor; the school takes it."""
    page = f"/profiles/{company.places[name]}"
    paper = files.risk_profile(name, [("Дефицит педагогических кадров", "высокая")])
    company.send("department", page, f"{page}/file", (paper, f"РПШ {name}.pdf"))
    company.press("department", f"{page}/factors", **{f"factor-{1 + NAMES.index(name) % 3}": "high"})
    receipt = ways(company.opened(HEADS[name], "/profile"), r"/profiles/files/\d+/receipt")[0]
    company.press(HEADS[name], receipt)


def curator_visits(company: Company, name: str) -> None:
    """The visit, the verification, the activation."""
    who, page = OWN_CURATOR[name], f"/profiles/{company.places[name]}"
    company.send(who, page, f"{page}/visit", visited_on=company.today, **VISIT)
    factor = company.opened(who, page).xpath('//a[starts-with(@href, "/factors/")]/@href')[0]
    company.send(who, factor, f"{factor}/verification", verdict="confirmed")
    company.send(who, factor, f"{factor}/activation")


def the_plan_is_approved(company: Company) -> None:
    """Order No. 226 and what item 13 asks beside it."""
    company.on(2, 28)
    orders.issue(company, "O_PLAN", "226")
    company.on(3, 1)
    orders.issue(company, "L_FIOKO_PLAN", "17-372", sheets=1)
    plan.letter(company, "plan", "17-372")
    plan.publish(company, "plan", *plan.SITES)
    plan.done(company, "department", 13)


def the_next_year_is_opened(company: Company) -> None:
    """Prepared from the one before, opened, and its schools brought in by a table."""
    year = f"/plan/years/{company.year + 1}"
    company.send("department", "/plan/years")
    company.press("department", f"{year}/days", basis_letter=LETTER)
    company.press("department", f"{year}/opening", sure=1, reason="Школы нового года уже отобраны")
    company.opened("department", "/participants")
    company.press("department", "/participants/lists", (list_of_schools(company), "Перечень.xlsx"))
    taking = ways(company["department"].page, r"/participants/lists/.+")[0]
    company.press("department", taking)


def list_of_schools(company: Company) -> bytes:
    """The blank of the house, filled in: the same schools as before."""
    book, out = load_workbook(io.BytesIO(company["department"].download("/participants/blank.xlsx"))), io.BytesIO()
    heads = {cell.value: cell.column for cell in book.active[1]}
    for row, (town, name, _) in enumerate(cast.SCHOOLS, 2):
        for head, words in (("Муниципалитет", TOWN_NAMES[town]), ("Краткое название", name)):
            book.active.cell(row, heads[head], words)
    book.save(out)
    return out.getvalue()
