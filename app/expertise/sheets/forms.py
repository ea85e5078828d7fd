"""What ОИРО typed about a sheet and about a ready remark."""

from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from app.expertise.sheets.models import KINDS, BankRemark, Sheet
from app.kernel.gaps import gaps
from app.kernel.numbers import number

NEW = "new"
TITLE_LIMIT, PHRASE_LIMIT = 300, 500


@dataclass
class Row:
    """A criterion as typed; one without a title is left out."""

    key: str
    title: str
    weight: str
    applies: tuple[str, ...]
    stop: bool


@dataclass
class EditionForm:
    """A whole sheet as typed; `seen` is when the one that its window shows was made."""

    rows: list[Row]
    ok_from: str
    remarks_from: str
    reason: str = ""
    seen: str = ""
    errors: list[str] = field(default_factory=list)


def read_edition(typed: MultiDict) -> EditionForm:
    """Every criterion has its weight and applies to something; the zones stand in order."""
    rows = [_row(typed, key) for key in dict.fromkeys(typed.getlist("key"))]
    form = EditionForm(
        rows=[row for row in rows if row.title],
        ok_from=typed.get("ok_from", "").strip(),
        remarks_from=typed.get("remarks_from", "").strip(),
        reason=typed.get("reason", "").strip(),
        seen=typed.get("seen", ""),
    )
    if not form.rows:
        form.errors.append("В\u00a0листе нет ни\u00a0одного критерия.")
    for place, row in enumerate(form.rows, 1):
        if not row.applies:
            form.errors.append(f"Критерий {place}: отметьте, к\u00a0чему он относится.")
        if not 1 <= number(row.weight, 0) <= 10:
            form.errors.append(f"Критерий {place}: вес – это целое число от\u00a01 до\u00a010.")
        if len(row.title) > TITLE_LIMIT:
            form.errors.append(f"Критерий {place}: название длиннее {TITLE_LIMIT}\u00a0знаков.")
    if not 0 < number(form.remarks_from, 0) < number(form.ok_from, 0) <= 100:
        form.errors.append(
            "Границы зон – целые проценты: «с\u00a0замечаниями» ниже, чем «принято», и\u00a0не\u00a0выше 100."
        )
    return form


def _row(typed: MultiDict, key: str) -> Row:
    applies = tuple(kind for kind in KINDS if kind in typed.getlist(f"applies-{key}"))
    title, weight = typed.get(f"title-{key}", "").strip(), typed.get(f"weight-{key}", "").strip() or "1"
    return Row(key[:20], title, weight, applies, bool(typed.get(f"stop-{key}")))


def edition_of(sheet: Sheet) -> EditionForm:
    """The edition in force, as a form."""
    rows = [Row(one.key, one.title, str(one.weight), one.kinds, one.stop) for one in sheet.criteria]
    return EditionForm(rows, str(sheet.ok_from), str(sheet.remarks_from), seen=sheet.made_at.isoformat())


@dataclass
class PhraseForm:
    """A ready remark as typed."""

    text: str = ""
    criteria: str = ""
    offered: bool = True
    errors: dict[str, str] = field(default_factory=dict)


def read_phrase(typed: MultiDict) -> PhraseForm:
    """A sentence is needed; keys of criteria are separated by commas or spaces."""
    keys = typed.get("criteria", "").replace(",", " ").split()
    form = PhraseForm(typed.get("text", "").strip(), ",".join(keys), bool(typed.get("offered")))
    if not form.text:
        form.errors["text"] = "Напишите фразу: её увидит школа."
    if len(form.text) > PHRASE_LIMIT:
        form.errors["text"] = f"Фраза длиннее {PHRASE_LIMIT}\u00a0знаков: сократите её."
    if len(gaps(form.text)) > 1:
        form.errors["text"] = "Во\u00a0фразе больше одного пропуска: эксперт заполнит только один."
    if len(form.criteria) > 120:
        form.errors["criteria"] = "Слишком много критериев: оставьте главные."
    return form


def phrase_of(remark: BankRemark) -> PhraseForm:
    """The remark as it stands."""
    return PhraseForm(remark.text, remark.criteria, remark.offered)
