"""The life of a factor of the risk profile: in the profile, checked, activated, closed (domain.md §3.4)."""

from app.kernel.workflow import State, Transition, Workflow

CHECKED_ANEW = ("in_profile", "verified", "not_confirmed")

FLOW = Workflow(
    "school risk",
    {
        "in_profile": State("Ещё не проверен", "circle", "idle", fact="Фактор ещё не\u00a0проверен"),
        "verified": State("Проверен", "check-o", "plain", fact="Фактор уже проверен"),
        "not_confirmed": State("Не подтверждён", "minus-o", "idle", fact="Фактор не\u00a0подтверждён"),
        "activated": State("Направление активировано", "ok", "done", solid=True, fact="Направление уже активировано"),
        "closed": State("Направление закрыто", "no", "idle", fact="Направление уже закрыто"),
    },
    (
        Transition("verify", "Подтвердить фактор", CHECKED_ANEW, "verified", "risk.verify"),
        Transition("reject", "Не подтвердить фактор", CHECKED_ANEW, "not_confirmed", "risk.verify"),
        Transition("activate", "Активировать направление", ("verified", "closed"), "activated", "risk.activate"),
        Transition("close", "Закрыть направление", ("activated",), "closed", "risk.activate"),
    ),
)
