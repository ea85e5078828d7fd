"""What a person reads when the archive can't take a file or give one: what happened to it, and the way on."""

from collections.abc import Sequence

from app.kernel.quotes import quoted
from storage import Full, StorageError

NOT_READ = "Файл сейчас не\u00a0открывается, сообщение администратору записано. Остальное работает."
AWAY = "архив сейчас не\u00a0отвечает. Прежние версии на\u00a0месте. Попробуйте через несколько минут."
NO_ROOM = (
    "на\u00a0диске архива кончилось место. Прежние версии на\u00a0месте. Скажите администратору: "
    "место нужно освободить. Потом отправьте файл ещё раз."
)
TYPED = "Набранное осталось."


def not_kept(error: StorageError, filename: str = "") -> str:
    """Why the file was not kept, by its name as the browser had it."""
    named = f"Файл {quoted(filename)} не\u00a0сохранён" if filename else "Файл не\u00a0сохранён"
    return f"{named}: {_why(error)}"


def nothing_kept(error: StorageError, filenames: Sequence[str]) -> str:
    """The same of a form that may have brought no file at all."""
    if filenames:
        return f"{not_kept(error, filenames[0])} {TYPED}"
    return f"Ничего не\u00a0сохранено: {_why(error)} {TYPED}"


def _why(error: StorageError) -> str:
    return NO_ROOM if isinstance(error, Full) else AWAY
