"""The Russian words of the risk profile."""

SIGNIFICANCE = {"high": "Высокая", "medium": "Средняя", "low": "Низкая"}
VERDICTS = {"confirmed": "Подтверждён", "partly": "Подтверждён частично", "not_confirmed": "Не\u00a0подтверждён"}
CONFIRMED = {"confirmed": "подтвердил фактор", "partly": "подтвердил фактор частично"}
VISIT_FORMS = {"in_person": "Очно", "remote": "Дистанционно"}
OUTCOMES = {
    "removed": "Риск устранён",
    "reduced": "Риск снижен",
    "remains": "Риск сохраняется",
    "mistaken": "Активировано по\u00a0ошибке",
}
