"""Papers of invented Russian words, always the same: some are scans without a word, the others have 200 to 1,000."""

import random
from collections.abc import Iterator
from itertools import accumulate

BEGINNINGS = "уч настав показ програм развит школ педагог родит диагност монитор проект урок цел".split()  # noqa: SIM905
MIDDLES = "ник ател ован ост ель енц ирова тель альн ическ онн ств еск ани ятель".split()  # noqa: SIM905
ENDINGS = ("", "а", "у", "ом", "е", "и", "ов", "ам", "ами", "ах", "ого", "ый", "ая", "ые", "ых")
COMMON = "учёт показатели наставник программа школа обучающихся родители апрель 2022 АРП диагностика".split()  # noqa: SIM905
LINES, LINE, LONGEST, SCANS = 3000, 40, 25, 0.3


def papers() -> Iterator[list[str]]:
    """Paper after paper, each as its lines; some 15,000 word forms, a few of them very frequent, as in real ones."""
    chance = random.Random(226)
    lines = _lines(chance)
    while True:
        scan = chance.random() < SCANS
        yield [] if scan else chance.choices(lines, k=chance.randint(5, LONGEST))


def _lines(chance: random.Random) -> list[str]:
    stock = [b + m + n + e for b in BEGINNINGS for m in MIDDLES for n in ("", *MIDDLES[:4]) for e in ENDINGS]
    chance.shuffle(stock)
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(stock))))
    return [_line(chance, stock, weights, number) for number in range(LINES)]


def _line(chance: random.Random, stock: list[str], weights: list[float], number: int) -> str:
    words = [*chance.choices(stock, cum_weights=weights, k=LINE - 2), chance.choice(COMMON), str(number)]
    chance.shuffle(words)
    return " ".join(words)
