"""The verbs of a table of federal results: begin, say its columns, answer, write, put away, take back."""

from datetime import datetime

from sqlalchemy import delete, select

from app.expertise import services as expertise
from app.expertise.federal.columns import heads_key
from app.expertise.federal.forms import ColumnsForm
from app.expertise.federal.models import FederalImport, FederalRow, KnownColumns
from app.expertise.federal.queries import known_columns, matched, taken_back
from app.expertise.federal.workflow import FLOW
from app.expertise.models import FrozenItem, Result
from app.expertise.rules import revision
from app.expertise.services import Said
from app.extensions import db
from app.importing.columns import Table
from app.importing.receiving import Brought
from app.journal.services import record
from app.permissions import Actor, ensure_can
from app.refusals import Refusal, Refused, refuse_if
from app.year.cycle.models import Stage

NO_REASON = Refusal("reason", "Напишите, почему результаты отзываются: причина останется в\u00a0истории.")
NO_COLUMNS = Refusal("columns", "Сначала скажите, в\u00a0каких столбцах что стоит.")
NOTHING = Refusal("nothing", "Записывать нечего: новых результатов в\u00a0таблице нет. Её можно убрать.")
NOT_FROZEN = Refusal(
    "not_frozen",
    "Набор этого этапа ещё не\u00a0зафиксирован: федеральный результат записывают о\u00a0том, что сдано к\u00a0сроку.",
)


def begin(stage: Stage, brought: Brought[Table], actor: Actor, now: datetime) -> FederalImport:
    """Put a file under review; columns of such a table are read as the last time."""
    ensure_can(actor, "result.import", stage)
    table, blob = brought.found, brought.blob
    known = known_columns(table.heads)
    found = FederalImport(
        stage=stage,
        blob=blob,
        filename=brought.name,
        heads=table.heads,
        columns=known.columns if known else {},
        out_of=known.out_of if known else 100,
        imported_by_id=actor.person_id,
        imported_at=now,
        rows=[FederalRow(number=number, cells=cells, answer={}) for number, cells in table.rows],
    )
    db.session.add(found)
    db.session.flush()
    record("federal:begun", found, actor, now, rows=len(found.rows), sha256=blob.sha256)
    return found


def read_anew(table: FederalImport, found: Table, actor: Actor, now: datetime) -> FederalImport:
    """Its heads are in another row, as a person has said; the columns are asked anew, unless such heads are known.

    Refused when the table is not under review any more.
    """
    refuse_if(FLOW.refusal("confirm", actor, table))
    db.session.execute(delete(FederalRow).where(FederalRow.import_id == table.id))
    db.session.expire(table, ["rows"])
    known = known_columns(found.heads)
    table.heads = found.heads
    table.columns = known.columns if known else {}
    table.out_of = known.out_of if known else 100
    table.rows = [FederalRow(number=number, cells=cells, answer={}) for number, cells in found.rows]
    record("federal:heads", table, actor, now, row=found.head, rows=len(found.rows))
    return table


def map_columns(table: FederalImport, form: ColumnsForm, actor: Actor, now: datetime) -> FederalImport:
    """Which column is what; remembered for every table with these heads. Answers about rows are asked anew.

    Refused when the table is not under review any more.
    """
    refuse_if(FLOW.refusal("confirm", actor, table))
    known = known_columns(table.heads) or KnownColumns(heads_key=heads_key(table.heads))
    known.columns = form.columns
    known.out_of = form.out_of
    known.said_by_id = actor.person_id
    known.said_at = now
    db.session.add(known)
    if (table.columns, table.out_of) != (form.columns, form.out_of):
        for row in table.rows:
            row.answer = {}
    table.columns = form.columns
    table.out_of = form.out_of
    record("federal:columns", table, actor, now, columns=form.columns, out_of=form.out_of)
    return table


def answer(table: FederalImport, answers: dict[int, dict], actor: Actor, now: datetime) -> FederalImport:
    """Which document a doubtful row is about, which of two results counts, what is left out.

    Refused when the table is not under review any more.
    """
    refuse_if(FLOW.refusal("confirm", actor, table))
    asked = {match.row.number: match for match in matched(table) if match.asked}
    for row in table.rows:
        said = answers.get(row.number)
        if said and row.number in asked:
            row.answer = said if said.get("skip") else {**row.answer, **said}
    db.session.flush()
    record("federal:answered", table, actor, now, rows=sorted(set(answers) & set(asked)))
    return table


def confirm(table: FederalImport, actor: Actor, now: datetime) -> int:
    """Write every row that is certain, as the next revision of the federal word; the number written.

    Refused, and nothing written, while a row waits for its answer or none is left to write.
    """
    refuse_if(FLOW.refusal("confirm", actor, table))
    if not table.columns:
        raise Refused(NO_COLUMNS)
    lines = _held(table.stage)
    if not lines:
        raise Refused(NOT_FROZEN)
    found = matched(table)
    if left := sum(match.asked for match in found):
        sentence = f"Сначала ответьте на\u00a0вопросы: осталось строк {left}. Ничего не\u00a0записано."
        raise Refused.because("asked", sentence)
    ready = {match.row.number: match for match in found if match.written}
    if not ready:
        raise Refused(NOTHING)
    FLOW.fire("confirm", actor, table)
    for row in table.rows:
        if match := ready.get(row.number):
            line, said = lines[match.goes_to.id], Said(match.row.verdict, match.row.score, match.row.remarks)
            word = expertise.append(line, "federal", said, actor, now, table=table.id, row=row.number)
            row.result_id = word.id
    db.session.flush()
    record("federal:confirmed", table, actor, now, results=len(ready))
    return len(ready)


def withdraw(table: FederalImport, actor: Actor, now: datetime) -> FederalImport:
    """Put the draft away; the file stays in the archive. Refused when it is no draft."""
    FLOW.fire("withdraw", actor, table)
    record("federal:withdrawn", table, actor, now)
    return table


def take_back(table: FederalImport, reason: str, actor: Actor, now: datetime) -> tuple[int, int]:
    """Every word of the table gets a next revision: the one before it, or none. What was changed since stays.

    Gives how many were taken back and how many were left. Refused without a reason.
    """
    refuse_if(FLOW.refusal("take_back", actor, table))
    if not reason:
        raise Refused(NO_REASON)
    FLOW.fire("take_back", actor, table, taken_back_because=reason)
    lines, back, left = _held(table.stage), 0, 0
    for row in table.rows:
        if row.result is None:
            continue
        line = lines[row.result.frozen_item_id]
        if row.result.revision == revision(line, "federal"):
            _undo(line, row.result, table, actor, now)
            back += 1
        else:
            left += 1
    record("federal:taken_back", table, actor, now, results=back, left=left, reason=reason)
    return back, left


def _undo(line: FrozenItem, result: Result, table: FederalImport, actor: Actor, now: datetime) -> None:
    earlier = [one for one in line.results if one.source == "federal" and one.revision < result.revision]
    standing = [one for one in earlier if one.id not in taken_back(table.stage)]
    before = max(standing, key=lambda one: one.revision, default=None)
    word = before if before is not None and not before.withdrawn else None
    told = word or result
    said = Said(told.verdict, told.score, told.remarks)
    expertise.append(line, "federal", said, actor, now, withdrawn=word is None, table=table.id)


def _held(stage: Stage) -> dict[int, FrozenItem]:
    """The lines of the stage, locked against another hand until the commit."""
    own = select(FrozenItem).where(FrozenItem.stage_id == stage.id).with_for_update(of=FrozenItem)
    return {line.id: line for line in db.session.scalars(own.execution_options(populate_existing=True)).unique()}
