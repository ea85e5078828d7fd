"""Is a draft still what the data say, and is what it tells of decided and published: asked before the number."""

from collections.abc import Sequence
from datetime import date

from app.expertise.opinions.held import held
from app.expertise.queries import publication_of
from app.orders.draft.typed import typed_in, worded
from app.orders.gathering import chosen_in, gather
from app.orders.queries import stage_of
from app.papers.check import Card, Check
from app.papers.facts import Facts, ListFacts, PlanFacts, StageFacts
from app.papers.narrowing import kept
from app.papers.russian import ordinal_genitive
from app.papers.wording import spans
from app.refusals import Refused
from app.year.cycle.models import Cycle, Stage
from app.year.cycle.queries import stages_of

AGAIN = "обновите проект из\u00a0данных"
OF_THE_DAY = "as_of"  # «по состоянию на» is another word each day


def freshness_checks(code: str, facts: Facts, cycle: Cycle, on: date) -> list[Check]:
    """A question when the same draft would say another thing today: the signed paper may stand as it is."""
    what = "результаты" if _stage_told(code, facts, cycle) else "данные"
    changed = f"После составления {what} изменились"
    try:
        today = gather(code, cycle, on, chosen_in(facts))
    except Refused as refused:
        return [Check(f"{changed}. {refused.sentence.rstrip('.')}", False)]
    today = worded(today, typed_in(facts))
    old, new = _rows(facts), _rows(today)
    lines = [number for number, row in enumerate(old, 1) if row not in new] if new else []
    if lines:
        return [Check(f"{changed} ({'строки' if len(lines) > 1 else 'строка'}\u00a0{spans(lines)}): {AGAIN}", False)]
    more = len(new) > len(old) or any(_said(facts).get(name) != words for name, words in _said(today).items())
    return [Check(f"{changed}: {AGAIN}", False)] if more else []


def _rows(facts: Facts) -> Sequence:
    if isinstance(facts, ListFacts):
        return kept(facts.tables.get("rows", ()), facts)
    return facts.rows if isinstance(facts, PlanFacts | StageFacts) else ()


def _said(facts: Facts) -> dict:
    """What the data give besides the rows."""
    if isinstance(facts, ListFacts):
        return {name: words for name, words in facts.said.items() if name != OF_THE_DAY}
    return {"due_on": facts.due_on} if isinstance(facts, StageFacts) else {}


def stage_checks(code: str, facts: Facts, cycle: Cycle) -> list[Check]:
    """What a paper about results tells before schools may see it, and what of it nobody has decided."""
    stage = _stage_told(code, facts, cycle)
    if stage is None:
        return []
    there = (Card(f"этап\u00a0{stage.number}", "expertise.stage", (("stage_id", stage.id),)),)
    open_ = sum(not one.key.startswith("sheet-") for one in held(stage))
    found = [Check(f"Не\u00a0решено мнений экспертов: {open_}", False, cards=there)] if open_ else []
    if publication_of(stage) is None:
        found.append(Check("Результаты этапа ещё не\u00a0опубликованы", False, cards=there))
    return found


def _stage_told(code: str, facts: Facts, cycle: Cycle) -> Stage | None:
    """The stage that the paper tells the results of."""
    if isinstance(facts, StageFacts):
        return stage_of(cycle, facts.stage_no)
    if not isinstance(facts, ListFacts):
        return None
    stages = {"O_FINAL": stages_of(cycle)[-1:], "L_MOUO_RESULTS": stages_of(cycle)}.get(code, ())
    return next((one for one in stages if facts.said.get("stage", "") in ("", ordinal_genitive(one.number))), None)
