"""What the profile asks of a school, and why: said to the school as a reason and to the curator before a decision."""

from collections.abc import Sequence

from app.year.cycle.rows import Window

HOW_MANY = {1: "одно окно", 2: "два окна", 3: "три окна"}
OF_EVERY_SCHOOL = "Нужны каждой школе проекта, какими\u00a0бы ни\u00a0были её риски."


def of_direction(windows: Sequence[Window]) -> str:
    """«антирисковая программа и подтверждающие документы за два окна: март – май, …»: what one direction needs."""
    if not windows:
        return "антирисковая программа"
    spans = HOW_MANY.get(len(windows), f"{len(windows)} окон")
    titles = ", ".join(window.title for window in windows)
    return f"антирисковая программа и\u00a0подтверждающие документы за\u00a0{spans}: {titles}"


def when_activated(windows: Sequence[Window]) -> str:
    """The effect of an activation on the kit, said before it."""
    return f"В\u00a0комплект школы добавится {of_direction(windows)}."


def when_closed(windows: Sequence[Window]) -> str:
    """The effect of a closing on the kit, said before it."""
    return (
        f"Из\u00a0обязательного комплекта выйдет {of_direction(windows)}. Загруженные документы не\u00a0удалятся: они "
        "останутся с\u00a0пометкой «направление закрыто» и\u00a0вернутся в\u00a0комплект, если активировать его снова."
    )
