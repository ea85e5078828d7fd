"""How the rows of a table of federal results are called."""

from app.kernel.workflow import State

LOOKS = {
    "new": State("Запишется", "plus", "done"),
    "replaces": State("Заменит прежний", "refresh", "plain"),
    "keeps": State("Прежний остаётся", "lock", "idle"),
    "same": State("Уже записано", "check", "idle"),
    "doubtful": State("Сомнительно", "back", "hand"),
    "conflict": State("Другой результат", "back", "hand"),
    "twice": State("Стоит дважды", "back", "hand"),
    "contradicts": State("Вывод и\u00a0балл не\u00a0сходятся", "back", "hand"),
    "skipped": State("Пропущена", "minus-o", "idle"),
    "unknown": State("Не\u00a0найдено", "none", "idle"),
    "amiss": State("Не\u00a0прочитано", "warn", "late"),
    "not_presented": State("Не\u00a0к\u00a0чему записать", "none", "idle"),
}
# What the page may be narrowed to: its word, and the rows.
SHOWN = {
    "ask": ("Нужен ответ", ("doubtful", "conflict", "twice", "contradicts")),
    "write": ("Запишутся", ("new", "replaces")),
    "out": ("Не\u00a0запишутся", ("unknown", "amiss", "not_presented", "skipped", "keeps")),
    "same": ("Уже записаны", ("same",)),
}
