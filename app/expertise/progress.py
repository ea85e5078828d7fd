"""The work of a stage as the load of reviewers counts it."""

from collections import defaultdict

from app.expertise import rules
from app.expertise.assignments.load import Progress, Work
from app.expertise.models import FrozenItem
from app.expertise.queries import examined_in, frozen
from app.year.cycle.models import Stage


def progress(stage: Stage) -> Progress:
    """What is done about each school; nothing before the set is fixed."""
    fixed = frozen(stage)
    if fixed is None:
        return Progress()
    lines = defaultdict(list)
    for line in examined_in(stage):
        lines[line.participation_id].append(line)
    return Progress(fixed.frozen_at, {key: _work(own) for key, own in lines.items()})


def _work(lines: list[FrozenItem]) -> Work:
    own = [result for line in lines for result in line.results if result.source == "regional"]
    return Work(
        documents=sum(line.asked and line.presented for line in lines),
        left=sum(rules.outcome(line) == "not_started" for line in lines),
        results=tuple((result.reviewer_id, result.recorded_at) for result in own),
    )
