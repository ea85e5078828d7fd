"""The first chapters, from December to 24 March: profiles, documents, the beginning of the plan and its papers."""

from app.demo import papers, profiles, registers, reviewers, story
from app.demo.company import Company


def tell(who: Company, with_papers: bool = True) -> None:
    """Everything in the order in which it happened; tests do without the papers, for they write their own."""
    acts = story.of_plan(who.cycle, who.department, who.analyst) + profiles.of_surveys(who.schools, who.department)
    acts += registers.of_registers(who.cycle, who.schools, who.department)
    acts += papers.of_beginning(who) if with_papers else []
    for number, school in enumerate(who.schools):
        acts += profiles.of_school(school, number, who.department, who.heads[number], who.curators[number])
    story.play(acts)
    acts = reviewers.of_first_stage(who.cycle, who.schools, who.expert, who.reviewers)
    for number, school in enumerate(who.schools):
        acts += story.of_school(school, number, who.heads[number], who.curators[number])
    story.play(acts)
