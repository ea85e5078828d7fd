"""The preambles of domain.md §7.2 for the clerk to choose from, filled with what the order knows."""

from app.papers.facts import Basis, Facts, ListFacts, PlanFacts, StageFacts
from app.papers.russian import in_digits, in_words, ordinal_genitive

GAP = "______"
LETTER = (
    "На основании письма Федерального государственного бюджетного учреждения «Федеральный институт оценки качества "
    "образования» от {date} г. № {number} «{title}» и в целях создания условий для получения качественного общего "
    "образования в общеобразовательных организациях с низкими результатами обучения на территории {region},"
)
PLAN = (
    "Во исполнение пункта {item} регионального плана-графика реализации проекта «500+», утверждённого приказом "
    "{department} от {date} № {number},"
)
STAGE = "По итогам {stage} этапа мониторинга (экспертизы документов) проекта «500+», проведённого в срок до {due},"
LABELS = {
    "letter": "На\u00a0основании письма федерального координатора",
    "plan": "Во\u00a0исполнение пункта плана-графика",
    "stage": "По\u00a0итогам этапа экспертизы",
}


def preambles(facts: Facts) -> dict[str, str]:
    """Each way to begin an order; what is not known is a line to write on."""
    said = facts.said if isinstance(facts, ListFacts) else {}
    basis = facts.basis if isinstance(facts, PlanFacts | ListFacts) else None
    return {
        "letter": _letter(basis, facts.region.name_gen or GAP),
        "plan": PLAN.format(
            department=facts.region.department_gen or GAP,
            item=said.get("item", GAP),
            date=said.get("plan_date", GAP),
            number=said.get("plan_number", GAP),
        ),
        "stage": _stage(facts),
    }


def _stage(facts: Facts) -> str:
    if not isinstance(facts, StageFacts):
        return STAGE.format(stage=GAP, due=GAP)
    return STAGE.format(stage=ordinal_genitive(facts.stage_no), due=in_words(facts.due_on))


def _letter(basis: Basis | None, region: str) -> str:
    if basis is None:
        return LETTER.format(date=GAP, number=GAP, title=GAP, region=region)
    return LETTER.format(date=in_digits(basis.signed_on), number=basis.number, title=basis.title, region=region)
