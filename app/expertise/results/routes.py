"""The pages of a round's results: the figures, the two sources side by side, the workbook."""

from dataclasses import dataclass
from functools import partial

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive.sending import download
from app.directory.models import Municipality
from app.expertise.federal.queries import origins
from app.expertise.results import words
from app.expertise.results.figures import Figures, narrowed
from app.expertise.results.queries import bars_of, before, figures_now, figures_of
from app.expertise.results.workbook import workbook
from app.expertise.reviews.agenda import topics
from app.expertise.stage_rows import row_of, stages_in
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.numbers import row_id
from app.kernel.paging import Page, asked
from app.kernel.reader import current_user
from app.permissions import can
from app.year.cycle.models import Stage

bp = Blueprint("results", __name__, url_prefix="/rounds/<int:stage_id>")
PAGES = (
    ("expertise.stage", "Школы этапа", "stage.view"),
    ("results.summary", "Итоги", "stage.view"),
    ("results.sources", "Два источника", "stage.view"),
    ("federal.tables", "Федеральные таблицы", "result.import"),
)


@dataclass(frozen=True)
class Wanted:
    """What the screen is narrowed to."""

    zone: str = ""
    municipality: int = 0
    differing: bool = False

    @property
    def url(self) -> dict:
        """The same as the end of an address."""
        chosen = {"zone": self.zone, "municipality": self.municipality, "differing": int(self.differing)}
        return {name: value for name, value in chosen.items() if value}

    def of(self, found: Figures) -> Figures:
        """The figures that are wanted."""
        return narrowed(found, self.zone, self.municipality, self.differing)

    @property
    def said(self) -> str:
        """In words, for a paper."""
        town = db.session.get(Municipality, self.municipality) if self.municipality else None
        zone = words.ZONES["" if self.zone == "wait" else self.zone].word.lower() if self.zone else ""
        parts = (zone and f"зона: {zone}", town and town.name, self.differing and "расхождения источников")
        return ", ".join(part for part in parts if part) or "все школы этапа"


def _wanted() -> Wanted:
    zone = request.args.get("zone", "")
    return Wanted(
        zone if zone in (*words.MEANINGS, "wait") else "",
        row_id(request.args, "municipality", 0),
        request.args.get("differing", "") == "1",
    )


def stage_pages() -> list[tuple[str, str]]:
    """The pages of a stage that the reader may open: endpoint and word."""
    return [(endpoint, word) for endpoint, word, action in PAGES if can(current_user, action)]


def _page(stage_id: int) -> dict:
    stage = one_visible(Stage, stage_id, "stage.view")
    whole, wanted = figures_now(stage, current_user), _wanted()
    return {
        "stage": stage,
        "earlier": before(stage),
        "freeze": row_of(stage).frozen_at,
        "stages": stages_in(stage.cycle_id),
        "this_page": partial(url_for, request.endpoint or ""),
        "towns": {school.line.municipality_id: school.line.municipality for school in whole.schools},
        "whole": whole,
        "found": wanted.of(whole),
        "wanted": wanted,
        "may_draft": can(current_user, "order.draft"),
        "may_import": can(current_user, "result.import"),
    }


@bp.get("/results")
@access("stage.view")
def summary(stage_id: int) -> ResponseReturnValue:
    """Zones, municipalities, schools against the stage before."""
    page = _page(stage_id)
    shown = Page(len(page["found"].schools), asked())
    page |= {"page": shown, "rows": shown.part(page["found"].schools)}
    page |= {"bars": bars_of(page["stage"], current_user), "topics": topics(page["stage"], current_user)}
    kind = f"O_STAGE{page['stage'].number}"
    return render_template("expertise/results/summary.html", order_kind=kind, **page)


@bp.get("/sources")
@access("stage.view")
def sources(stage_id: int) -> ResponseReturnValue:
    """What the region and the federal coordinator say of each document, side by side."""
    page = _page(stage_id)
    shown = [
        one
        for one in page["found"].documents
        if (one.difference if page["wanted"].differing else one.regional or one.federal)
    ]
    part = Page(len(shown), asked())
    rows = origins(page["stage"])
    return render_template("expertise/results/sources.html", shown=part.part(shown), page=part, rows=rows, **page)


@bp.get("/results.xlsx")
@access("stage.view")
def export(stage_id: int) -> ResponseReturnValue:
    """What the screen shows, as a workbook."""
    stage, wanted = one_visible(Stage, stage_id, "stage.view"), _wanted()
    data = workbook(stage, wanted.of(figures_of(stage, current_user)), wanted.said, clock.now())
    name = f"Итоги экспертизы {stage.cycle.year}, {stage.number}-й этап.xlsx"
    return download(data, name)
