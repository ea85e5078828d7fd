"""What belongs into a section is said by its rule."""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0090"
branch_labels = None
depends_on = None

HINTS = {
    "concept": {
        "analysis": "Данные самой школы: результаты ВПР и\u00a0ГИА, кадры, контингент; какие риски назвал профиль и\u00a0что показала проверка.",
        "goals": "Измеримая цель со\u00a0сроком и\u00a0задачи по\u00a0каждому риску.",
        "measures": "Что школа сделает по\u00a0каждой задаче и\u00a0в\u00a0каком месяце.",
        "responsible": "Должности: кто за\u00a0что отвечает.",
        "intro": "Зачем нужен документ и\u00a0на\u00a0что он опирается: приказы, рисковый профиль школы.",
        "results": "Чего школа достигнет к\u00a0концу года, с\u00a0числами.",
    },
    "midterm": {
        "goals_tasks": "Измеримый результат со\u00a0сроком и\u00a0задачи, которые к\u00a0нему ведут.",
        "indicators": "Каждый показатель с\u00a0единицей: исходное значение и\u00a0плановое.",
        "methods": "Чем и\u00a0когда измеряют каждый показатель: ВПР, опрос, посещение уроков.",
        "terms": "Начало, конец и\u00a0этапы с\u00a0месяцами.",
        "activities": "Мероприятия или проекты по\u00a0каждой задаче.",
        "results": "Что изменится в\u00a0школе, теми\u00a0же показателями, что выше.",
        "executors": "Должности тех, кто делает, и\u00a0кого программа касается.",
        "management": "Кто и\u00a0как часто следит за\u00a0ходом программы: совещания, отчёты, правки.",
        "roadmap": "Таблица: задача, мероприятие, срок, показатель, ответственный, участники.",
        "passport": "Таблица с\u00a0главным: название, цель, сроки, исполнители, показатели.",
        "name": "Полное название, как в\u00a0приказе об\u00a0утверждении.",
    },
    "antirisk": {
        "goal": "Что изменится по\u00a0этому риску, насколько и\u00a0к\u00a0какому сроку.",
        "tasks": "Не\u00a0меньше двух шагов к\u00a0цели, каждый с\u00a0новой строки.",
        "indicators": "Каждый показатель с\u00a0единицей: исходное значение и\u00a0плановое.",
        "methods": "Чем и\u00a0когда измеряют каждый показатель: ВПР, диагностика, посещение уроков.",
        "terms": "Месяц начала и\u00a0месяц конца, например апрель – ноябрь 2022\u00a0года.",
        "measures": "Что делается по\u00a0каждой задаче, чтобы риск стал меньше.",
        "results": "Что изменится к\u00a0концу срока, теми\u00a0же показателями, что выше.",
        "executors": "Должности тех, кто делает, и\u00a0кого программа касается.",
        "roadmap": "Таблица: задача, мероприятие, срок, показатель, ответственный, участники.",
    },
}


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.add_column("check_rules", sa.Column("hint", sa.Text(), server_default="", nullable=False))
    rules = sa.table("check_rules", *(sa.column(name) for name in ("kind", "key", "hint")))
    for kind, hints in HINTS.items():
        for key, hint in hints.items():
            op.execute(rules.update().where(rules.c.kind == kind, rules.c.key == key).values(hint=hint))
    op.execute("DELETE FROM comparisons")  # derived: made again in the form that shows headings and tables
    op.add_column("version_texts", sa.Column("forms", sa.JSON(), nullable=True))
