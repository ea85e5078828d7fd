"""What somebody typed about a stage."""

from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from app.expertise.words import EXAMINES
from app.kernel.days import NO_DAY, read_day
from app.kernel.numbers import number
from app.year.cycle.models import Stage
from app.year.cycle.stage_days import Wish

DAYS = ("opens_on", "due_on", "publish_on")


@dataclass
class StageForm:
    """A stage as typed: `typed` is shown again, `values` are its columns."""

    typed: dict[str, str]
    values: dict = field(default_factory=dict)
    reason: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def wish(self) -> Wish:
        """The days among the values."""
        return Wish(**{name: self.values[name] for name in ("opens_on", "due_on", "grace_days", "out_of_order")})


def read_stage(typed: MultiDict) -> StageForm:
    """All days, the days of grace, what is examined; the reason of the change is required."""
    form = StageForm(typed.to_dict(), reason=typed.get("reason", "").strip())
    for name in DAYS:
        said = typed.get(name, "").strip()
        form.values[name] = read_day(said)
        if form.values[name] is None and (said or name != "publish_on"):
            form.errors[name] = NO_DAY
    grace = typed.get("grace_days", "").strip() or "0"
    if number(grace, 31) <= 30:
        form.values["grace_days"] = number(grace)
    else:
        form.errors["grace_days"] = "Запас – это число дней от\u00a00 до\u00a030."
    apart = typed.get("disagreement_pct", "").strip()
    if 1 <= number(apart, 0) <= 100:
        form.values["disagreement_pct"] = number(apart)
    elif apart:
        form.errors["disagreement_pct"] = "Порог – это число процентов от\u00a01 до\u00a0100."
    form.values["examines"] = typed.get("examines", "")
    if form.values["examines"] not in EXAMINES:
        form.errors["examines"] = "Выберите, что смотрят на\u00a0этом этапе."
    form.values["names_shown"] = bool(typed.get("names_shown"))
    form.values["out_of_order"] = typed.get("out_of_order", "").strip()
    if not form.reason:
        form.errors["reason"] = "Напишите, почему меняете: причину увидят в\u00a0журнале и\u00a0на\u00a0этой странице."
    return form


def form_of(stage: Stage) -> StageForm:
    """The stage as it stands."""
    days = {name: day.isoformat() for name in DAYS if (day := getattr(stage, name))}
    apart = {"disagreement_pct": str(stage.disagreement_pct)}
    rest = apart | {"grace_days": str(stage.grace_days), "examines": stage.examines, "out_of_order": stage.out_of_order}
    return StageForm({**days, **rest, "names_shown": "yes" if stage.names_shown else ""})
