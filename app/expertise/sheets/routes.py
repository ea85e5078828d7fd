"""The bank of ready remarks: its sentences are edited one by one."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.expertise.sheets import services
from app.expertise.sheets.forms import PhraseForm, phrase_of, read_phrase
from app.expertise.sheets.models import BankRemark
from app.expertise.sheets.queries import bank
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid
from app.kernel.reader import current_user

bp = Blueprint("bank", __name__)
PAGE, REGION, ADDING = "expertise/sheets/bank.html", "expertise/sheets/_phrase.html", "expertise/sheets/_adding.html"


@bp.get("/bank")
@access("sheet.edit")
def every() -> ResponseReturnValue:
    """All ready remarks."""
    return render_template(PAGE, **_page())


def _page(changed: BankRemark | None = None, form: PhraseForm | None = None, **more: object) -> dict:
    phrases = [(one, form if one is changed and form else phrase_of(one)) for one in bank()]
    return {"phrases": phrases, "adding": PhraseForm(), "changed": changed, "saved": False, **more}


@bp.post("/bank/<int:bank_remark_id>")
@access("sheet.edit")
def change(bank_remark_id: int) -> ResponseReturnValue:
    """Save one sentence."""
    remark, form = one_visible(BankRemark, bank_remark_id, "sheet.edit"), read_phrase(request.form)
    if form.errors:
        return invalid(PAGE, REGION, remark=remark, form=form, **_page(remark, form))
    services.write_phrase(remark, form, current_user, clock.now())
    here = url_for(".every", _anchor=f"phrase-{remark.id}")
    return answer(here, REGION, of=PAGE, remark=remark, form=phrase_of(remark), **_page(remark, saved=True))


@bp.post("/bank")
@access("sheet.edit")
def add() -> ResponseReturnValue:
    """Add a sentence."""
    form = read_phrase(request.form)
    if form.errors:
        return invalid(PAGE, ADDING, **_page(adding=form))
    added = services.write_phrase(None, form, current_user, clock.now())
    return answer(url_for(".every"), ADDING, of=PAGE, said="Фраза добавлена.", **_page(added=added))
