"""Which order may change or cancel another; the one rule behind every door. Pure."""

import re
from datetime import date

from app.orders.models import Order

ANY, OF_PLAN = "O_FREE", ("O_CHANGE", "O_PLAN")


def too_early(changed: Order, signed_on: date) -> str:
    """Why an order of this day can't change one that stands, or nothing."""
    stamp = changed.registration
    if signed_on >= stamp.signed_on:
        return ""
    return (
        f"Приказ №\u00a0{stamp.number} подписан {stamp.signed_on:%d.%m.%Y}: "
        "изменить или отменить его приказом, который подписан раньше, нельзя"
    )


def may_concern(by: Order, order: Order) -> bool:
    """True when the text of `by` can be about the order: by its kind, or its title names the number."""
    named = re.search(rf"№\s*{re.escape(order.registration.number)}(?![\w/-])", by.title)
    return by.kind in (ANY, order.kind) or (by.kind, order.kind) == OF_PLAN or bool(named)
