"""A finished round of expertise → the facts of its order."""

from datetime import timedelta
from itertools import groupby

from app.cycle.models import Cycle, Round
from app.cycle.queries import rounds
from app.expertise.models import Examined
from app.expertise.queries import examined_in
from app.expertise.rules import mean_score, outcome, said, school_outcome
from app.orders.facts import StageFacts, StageRow, Zone, stage_title
from app.orders.queries import round_of
from app.permissions import Refused

# domain.md §5
ZONES = {"ok": Zone.GREEN, "ok_with_remarks": Zone.YELLOW, "needs_work": Zone.RED, "absent": Zone.GREY}
GOALS = {Zone.GREEN: "да", Zone.YELLOW: "частично", Zone.RED: "нет", Zone.GREY: "нет сведений"}
# Days after the stage that a draft proposes; the clerk sets the days of the order on its page.
WEBINAR, REWORK, APPROVE = timedelta(21), timedelta(32), timedelta(42)


def stage_facts(cycle: Cycle, stage_no: int, people: dict) -> StageFacts | Refused:
    stage = round_of(cycle, stage_no)
    examined = examined_in(stage) if stage else []
    if not examined:
        return Refused("not_frozen", "Набор этого этапа экспертизы ещё не зафиксирован: подводить итоги рано.")
    left = sum(outcome(line) == "not_started" for line in examined)
    if left:
        return Refused("unfinished", f"Экспертиза этапа не закончена: осталось оценить {left} из {len(examined)}.")
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
    zone, score = ZONES[school_outcome(lines)], mean_score(lines)
    remarks = dict.fromkeys(result.remarks for result in map(said, lines) if result and result.remarks)
    return StageRow(
        municipality=participation.school.municipality.name,
        school=participation.school.short_name,
        activated=sum(risk.activated_at is not None for risk in participation.risks),
        approved=sum(line.state == "approved" for line in lines),
        required=sum(line.kind != "set" for line in lines),
        score_pct=None if score is None else float(score),
        zone=zone,
        remarks=" ".join(remarks),
        fix_by=None if zone is Zone.GREEN else stage.due_on + REWORK,
    )


def finished_rows(cycle: Cycle) -> tuple[int, tuple[StageRow, ...]]:
    """The last round whose every document has a result: its number and its rows."""
    for stage in reversed(rounds(cycle)):
        found = stage_facts(cycle, stage.number, {"year": cycle.year, "signatory": None, "controller": None})
        if isinstance(found, StageFacts):
            return stage.number, found.rows
    return 0, ()


def final(cycle: Cycle, _on) -> dict | Refused:
    """O_FINAL: the year by the last stage; the goal is judged by its zone."""
    last = rounds(cycle)[-1]
    found = stage_facts(cycle, last.number, {"year": cycle.year, "signatory": None, "controller": None})
    if isinstance(found, Refused):
        return found
    by_school = {line.participation.school.short_name: line.participation for line in examined_in(last)}
    rows = [
        {
            "municipality": row.municipality,
            "school": row.school,
            "directions": ", ".join(r.direction.short_title for r in by_school[row.school].risks if r.activated_at),
            "goal": GOALS[row.zone],
            "remarks": row.remarks or "–",
        }
        for row in found.rows
    ]
    return {"tables": {"rows": rows}}
