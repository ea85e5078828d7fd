"""Whether what an operator says (OPORA_DEMO) is what the data are. Pure: words in, a sentence or nothing out."""

from collections.abc import Sequence

DEMO, REAL = "demo", "real"
IS_DEMO = (
    "В этой базе демонстрация: школы и люди придуманы, пароль известен всем. Её запускают с OPORA_DEMO=1, "
    "а сейчас OPORA_DEMO=0 или не задан. Ничего не изменено. Рабочий дом начинают с пустой базы и пустого архива: "
    "docs/operations.md, «The first day»."
)
IS_REAL = (
    "В этой базе рабочий дом, а не демонстрация. Его запускают с OPORA_DEMO=0, а сейчас OPORA_DEMO=1 "
    "(make без этого слова тоже значит 1). Ничего не изменено. Повторите так: OPORA_DEMO=0 make setup."
)
IS_EMPTY = (
    "База ещё не заполнена. Сначала выполните make setup: с OPORA_DEMO=0 это рабочий дом, с OPORA_DEMO=1 демонстрация."
)
HAS_DEMO_PEOPLE = (
    "Рабочий дом не запускается: в него можно войти с адресом или паролем демонстрации: {}. Закройте вход каждому: "
    "OPORA_DEMO=0 .venv/bin/flask --app wsgi people close АДРЕС."
)
NAMED = 10  # addresses that the sentence names; whoever closes these is told of the next


def word_of(demo: bool) -> str:
    """What the operator says."""
    return DEMO if demo else REAL


def refusal(data: str | None, demo: bool) -> str:
    """Why a house with these data can't be run, set up or seeded under this word; empty data take either."""
    if data is None or data == word_of(demo):
        return ""
    return IS_DEMO if data == DEMO else IS_REAL


def refusal_of_people(addresses: Sequence[str]) -> str:
    """Why a real house must not open its doors yet."""
    more = [f"и ещё {len(addresses) - NAMED}"] if len(addresses) > NAMED else []
    return HAS_DEMO_PEOPLE.format(", ".join([*addresses[:NAMED], *more])) if addresses else ""
