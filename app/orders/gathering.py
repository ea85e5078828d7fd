"""The data of the year → the facts of a fresh draft."""

import re
from datetime import date, datetime, timedelta
from itertools import groupby
from textwrap import wrap

from app.cycle.models import Cycle, Round
from app.directory.queries import official
from app.expertise.models import Examined, Result
from app.orders.facts import (
    Basis,
    Controller,
    Facts,
    PlanFacts,
    PlanRow,
    Signatory,
    StageFacts,
    StageRow,
    Zone,
    plan_title,
    stage_title,
)
from app.orders.queries import examined_in, plan_items, round_of
from app.permissions import Refused

# domain.md §5, from the best to the worst
ZONES = {"ok": Zone.GREEN, "ok_with_remarks": Zone.YELLOW, "needs_work": Zone.RED, "absent": Zone.GREY}
SEVERITY = list(ZONES.values())
# Days after the stage that a draft proposes; the clerk sets the days of the order on its page.
WEBINAR, REWORK, APPROVE = timedelta(21), timedelta(32), timedelta(42)
LETTER = re.compile(r"(?P<day>\d\d\.\d\d\.\d{4})\s*(?:г\.)?\s*№\s*(?P<number>\S+)\s*(?:«(?P<title>.+)»)?", re.S)
SIGNATURE_LINE = 40


def gather(kind: str, cycle: Cycle, on: date) -> Facts | Refused:
    """The facts of an order of this kind as the data stand now, with the officials of the day."""
    people = {"year": cycle.year, "signatory": signatory(on), "controller": controller(on)}
    if kind == "O_PLAN":
        return plan_facts(cycle, people)
    return stage_facts(cycle, int(kind.removeprefix("O_STAGE")), people)


def signatory(on: date) -> Signatory | None:
    """The position broken as in order No. 226, in three lines."""
    person = official("signatory", on)
    if person is None:
        return None
    lines = [line for part in person.position_nom.splitlines() for line in wrap(part, SIGNATURE_LINE)]
    return Signatory(tuple(lines), person.name_nom)


def controller(on: date) -> Controller | None:
    person = official("controller", on)
    return person and Controller(person.position_acc, person.name_acc)


def letter(text: str) -> Basis | None:
    """The letter of the federal coordinator as the cycle names it: «от 22.11.2021 № 02-21/683 «…»»."""
    found = LETTER.search(text)
    if found is None:
        return None
    return Basis(found["title"] or "", found["number"], datetime.strptime(found["day"], "%d.%m.%Y").date())


def plan_facts(cycle: Cycle, people: dict) -> PlanFacts:
    rows = tuple(
        PlanRow(i.number, i.title, i.period_text, i.executors_text, i.indicator_text, i.info_support)
        for i in plan_items(cycle)
    )
    return PlanFacts(title=plan_title(cycle.year), basis=letter(cycle.basis_letter), rows=rows, **people)


def stage_facts(cycle: Cycle, stage_no: int, people: dict) -> StageFacts | Refused:
    stage = round_of(cycle, stage_no)
    examined = examined_in(stage) if stage else []
    if not examined:
        return Refused("not_frozen", "Набор этого этапа экспертизы ещё не зафиксирован: подводить итоги рано.")
    by_school = groupby(examined, key=lambda line: line.participation)
    return StageFacts(
        title=stage_title(stage_no, cycle.year),
        stage_no=stage_no,
        due_on=stage.due_on,
        webinar_by=stage.due_on + WEBINAR,
        rework_by=stage.due_on + REWORK,
        approve_by=stage.due_on + APPROVE,
        rows=tuple(stage_row(stage, participation, list(lines)) for participation, lines in by_school),
        **people,
    )


def stage_row(stage: Round, participation, lines: list[Examined]) -> StageRow:
    """One school: its worst verdict, the mean of its scores, the remarks of all its documents."""
    results = [said(line) for line in lines]
    zones = [zone_of(line, result) for line, result in zip(lines, results, strict=True)]
    zone = (
        Zone.GREY
        if set(zones) == {Zone.GREY}
        else max((Zone.RED if z is Zone.GREY else z for z in zones), key=SEVERITY.index)
    )
    scores = [float(result.score) for result in results if result and result.score is not None]
    remarks = dict.fromkeys(result.remarks for result in results if result and result.remarks)
    return StageRow(
        municipality=participation.school.municipality.name,
        school=participation.school.short_name,
        activated=sum(risk.activated_at is not None for risk in participation.risks),
        approved=sum(line.state == "approved" for line in lines),
        required=len(lines),
        score_pct=round(sum(scores) / len(scores), 1) if scores else None,
        zone=zone,
        remarks=" ".join(remarks),
        fix_by=None if zone is Zone.GREEN else stage.due_on + REWORK,
    )


def said(line: Examined) -> Result | None:
    """The federal coordinator's word stands before the region's own (order No. 226, item 30)."""
    return min(line.results, key=lambda result: result.source != "federal", default=None)


def zone_of(line: Examined, result: Result | None) -> Zone:
    if result is not None:
        return ZONES[result.verdict]
    return Zone.GREY if line.version_id is None else Zone.RED
