"""What ОИРО typed about a rule."""

from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

LEVELS = {"must": "Обязательно", "should": "Рекомендуем", "nice": "Желательно", "off": "Не искать"}
LONGEST_HINT = 300  # letters: it is read in a list


@dataclass
class RuleForm:
    """A rule as typed."""

    title: str = ""
    synonyms: str = ""
    level: str = "must"
    hint: str = ""
    seen: str = ""
    errors: dict[str, str] = field(default_factory=dict)


def read_rule(typed: MultiDict) -> RuleForm:
    """A title is needed; synonyms are one a line."""
    lines = [line.strip() for line in typed.get("synonyms", "").splitlines()]
    words = typed.get("title", "").strip(), "\n".join(filter(None, lines)), typed.get("level", "")
    form = RuleForm(*words, hint=" ".join(typed.get("hint", "").split()), seen=typed.get("seen", ""))
    if not form.title:
        form.errors["title"] = "Напишите название раздела: по нему ищут и его видит школа."
    if len(form.title) > 200:
        form.errors["title"] = "Название длиннее 200 знаков. Сократите его, остальное перенесите в синонимы."
    if len(form.hint) > LONGEST_HINT:
        form.errors["hint"] = f"Длиннее {LONGEST_HINT} знаков. Оставьте одно или два предложения."
    if form.level not in LEVELS:
        form.level, form.errors["level"] = "must", "Выберите, насколько раздел обязателен."
    return form
