"""What a person typed about a document, read from the form: values and Russian sentences of what is amiss."""

from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from app.documents.workflow import RETURN_REASONS
from app.kernel.numbers import numbers, row_id

VERDICTS = ("approve", "return")


@dataclass
class DecisionForm:
    """The curator's answer, as typed."""

    version_id: int = 0
    verdict: str = ""
    reasons: list[str] = field(default_factory=list)
    remark: str = ""
    accepted: list[int] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def as_typed(self) -> str:
        """Reasons and remark as words, for a person who has to copy them."""
        return "\n".join(filter(None, ("; ".join(RETURN_REASONS[reason] for reason in self.reasons), self.remark)))


def read_decision(typed: MultiDict) -> DecisionForm:
    """A return needs a reason, and «Иное» needs words."""
    form = DecisionForm(
        version_id=row_id(typed, "version_id", 0),
        verdict=typed.get("verdict", ""),
        reasons=[r for r in typed.getlist("reason") if r in RETURN_REASONS],
        remark=typed.get("remark", "").strip(),
        accepted=numbers([key.removeprefix("remark-") for key in typed if _accepts(key, typed)]),
    )
    if form.verdict not in VERDICTS:
        form.errors["verdict"] = "Выберите: подтвердить или вернуть."
    if form.verdict == "return" and not form.reasons and not form.remark:
        form.errors["reason"] = "Выберите причину возврата или напишите замечание: школа должна понять, что исправить."
    if form.verdict == "return" and form.reasons == ["other"] and not form.remark:
        form.errors["reason"] = "Для причины «Иное» напишите замечание."
    return form


def _accepts(key: str, typed: MultiDict) -> bool:
    return key.startswith("remark-") and typed[key] == "accepted"
