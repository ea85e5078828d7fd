"""Steps of the Department that changes the plan."""


def amend(department, item: int, **typed) -> None:
    department.get(f"/plan/{item}/amendment")
    department.submit(f"/plan/{item}/amendment", **{"move": "move", "reason": "Нет площадки.", **typed})
