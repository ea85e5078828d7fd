"""How a person can be told besides the page, and what comes by a letter at once whatever was chosen."""

from app.notices.table import TOLD

CHOICES = (
    (
        "",
        "О\u00a0срочном сразу, об\u00a0остальном раз в\u00a0день",
        "Так заведено: решения и\u00a0сроки не\u00a0ждут утра.",
    ),
    ("at_once", "Обо всём сразу", "Письмо о\u00a0каждом событии, а\u00a0о\u00a0сроках утром."),
    ("digest", "Раз в\u00a0день", "Одно письмо утром рабочего дня, если есть о\u00a0чём."),
    ("page", "Только в\u00a0программе", "Писем нет, и\u00a0напоминаний тоже, кроме названного ниже."),
)
# What is firm in the table, as a person reads it.
FIRM = {
    "document:returned": "о\u00a0возврате документа",
    "plan:returned": "о\u00a0возврате отчёта",
    "plan:part:return": "о\u00a0возврате отчёта",
    "day:moved": "о\u00a0переносе срока",
    "letter:reminded": "о\u00a0письме Департамента",
    "account:password_set": "о\u00a0смене пароля",
    "person:readdressed": "о\u00a0смене почты",
}


def always() -> str:
    """«о возврате документа, о переносе срока и о смене пароля»: all that is firm, in the order of the table."""
    firm = [FIRM[kind] for kind, rows in TOLD.items() if any(row.firm for row in rows)]
    *first, last = dict.fromkeys(firm)
    return f"{', '.join(first)} и\u00a0{last}"
