"""Russian words: counted nouns, dates, sizes. Pure."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal

from app.kernel.calendar import MONTHS, WEEKDAYS, calendar_day, local
from app.region import region

NBSP = "\u00a0"
# One to ten as words: what is asked of a person is small, and a figure in a spoken sentence stops the reader.
SPELLED = {
    "genitive": ("одного", "двух", "трёх", "четырёх", "пяти", "шести", "семи", "восьми", "девяти", "десяти"),
    "dative": ("одному", "двум", "трём", "четырём", "пяти", "шести", "семи", "восьми", "девяти", "десяти"),
    "neuter": ("одно", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"),
}


def pluralize(number: int, one: str, few: str, many: str) -> str:
    """«1 день», «2 дня», «5 дней», with a no-break space."""
    tens, ones = abs(number) % 100, abs(number) % 10
    if 11 <= tens <= 14 or ones == 0 or ones > 4:
        return f"{number}{NBSP}{many}"
    return f"{number}{NBSP}{one if ones == 1 else few}"


def spelled(number: int, case: str) -> str:
    """«двум», «одно»; figures above ten."""
    words = SPELLED[case]
    return words[number - 1] if 1 <= number <= len(words) else str(number)


def pluralize_in_words(number: int, case: str, one: str, few: str, many: str) -> str:
    """«одно замечание», «двум замечаниям»: `counted`, spelled."""
    return pluralize(number, one, few, many).replace(str(number), spelled(number, case))


def days_left(due_on: date, today: date) -> str:
    """«осталось 6 дней», «сегодня последний день», «прошло 3 дня»."""
    left = (due_on - today).days
    if left == 0:
        return "сегодня последний день"
    span = pluralize(abs(left), "день", "дня", "дней")
    one = abs(left) % 10 == 1 and abs(left) % 100 != 11
    if left < 0:
        return f"{'прошёл' if one else 'прошло'} {span}"
    return f"{'остался' if one else 'осталось'} {span}"


def day(value: date | datetime) -> str:
    """«24.03.2022»; a moment is shown by the calendar of the region."""
    return f"{calendar_day(value):%d.%m.%Y}"


def spoken_day(value: date | datetime) -> str:
    """«10 марта»: of this year, in a sentence."""
    value = calendar_day(value)
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]}"


def moment(value: datetime) -> str:
    """«24.03.2022 в 16:40» by the clock of the region."""
    return local(value).strftime(f"%d.%m.%Y в{NBSP}%H:%M")


def till(seconds: float) -> str:
    """«16:40», «00:10 01.12.2026» on another day, by the clock of the region: the first whole minute after it."""
    until = local(datetime.fromtimestamp(seconds + 59, UTC))
    return f"{until:%H:%M}" if until.date() == local(datetime.now(UTC)).date() else f"{until:%H:%M %d.%m.%Y}"


def file_day(value: datetime) -> str:
    """«2022-03-24»: in the name of a file, so that names go in the order of days."""
    return f"{local(value):%Y-%m-%d}"


def second(value: datetime) -> str:
    """«24.03.2022 в 16:40:12 мск»: for a proof."""
    return local(value).strftime(f"%d.%m.%Y в{NBSP}%H:%M:%S{NBSP}{region().clock_word}")


def last_minute(value: date) -> str:
    """«2022-03-30T23:59+03:00»: the end of a day as programs read it, in the zone of the region."""
    return datetime.combine(value, time(23, 59), region().clock).isoformat(timespec="minutes")


def long_day(value: date) -> str:
    """«30 марта, среда»."""
    return f"{value.day} {MONTHS[value.month - 1]}, {WEEKDAYS[value.weekday()]}"


def listed(numbers: Iterable[int]) -> str:
    """«№ 13, 18 и 20»."""
    *first, last = map(str, numbers)
    return f"№{NBSP}{', '.join(first)} и{NBSP}{last}" if first else f"№{NBSP}{last}"


def size(number: int) -> str:
    """«24 КБ», «1,4 МБ»."""
    if number < 1024 * 1024:
        return f"{max(1, round(number / 1024))}{NBSP}КБ"
    return f"{number / 1024 / 1024:.1f}".replace(".", ",") + f"{NBSP}МБ"


def share(part: int, whole: int) -> str:
    """«40,6 %», cut down and never rounded up; nothing of nothing is «нет данных»."""
    if whole == 0:
        return "нет данных"
    tenths = part * 1000 // whole
    return f"{tenths // 10},{tenths % 10}{NBSP}%"


def tenths(value: Decimal) -> str:
    """«68,5»: always one decimal, cut down."""
    whole = int(value * 10)
    return f"{whole // 10},{whole % 10}"
