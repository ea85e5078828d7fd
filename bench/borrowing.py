"""The report of shared paragraphs over 1,000, 3,000 and 10,000 programmes: how its time and its memory grow.

The corpora are invented and like real ones: words by Zipf, own paragraphs, a template of the region, lists of laws, and
three paragraphs in a hundred copied from a neighbour. The pure core is measured, from text to pairs; no database.
"""

import os
from collections.abc import Iterator
from itertools import accumulate
from math import log
from random import Random
from time import process_time

from app.borrowing.fingerprints import fingerprint_of
from app.borrowing.measures import Measures
from app.borrowing.shared import Paper, against, compare
from bench.house import Houses
from bench.measure import Figure
from bench.upload import MEGABYTE, forget_peak, peak

COUNTS = (1_000, 3_000, 10_000)
OWN, LENGTH, OF_SCHOOL = 24, (14, 60), 5  # own paragraphs of a programme, their words, programmes of a school
COPIED = 0.03
BEGINNINGS = "уч настав показ програм развит школ педагог родит диагност монитор проект урок цел задач групп".split()  # noqa: SIM905
MIDDLES = "ник ател ован ост ель енц ирова тель альн ическ онн ств еск ани".split()  # noqa: SIM905
ENDINGS = ("", "а", "у", "ом", "е", "и", "ов", "ами", "ах", "ого", "ый", "ая", "ые", "ых")
WORDS = [b + m + n + e for b in BEGINNINGS for m in MIDDLES for n in MIDDLES for e in ENDINGS]
LAW = "Приказ Министерства просвещения Российской Федерации от 31.05.2021 № {} «Об утверждении стандарта образования»"
NUMBERS = Measures()


def measure(_houses: Houses) -> list[Figure]:
    """Processor time of each size, its exponent, the memory at the peak, and one paper against a thousand."""
    times, memory, alone = {}, {}, 0.0
    for count in COUNTS:
        before = forget_peak(os.getpid())
        papers, printing = printed(count)
        started = process_time()
        found = compare(papers, frozenset(), NUMBERS)
        comparing = process_time() - started
        times[count], memory[count] = printing + comparing, (peak(os.getpid()) - before) / MEGABYTE
        print(
            f"    {count} programmes: printed in {printing:.1f} s, compared in {comparing:.1f} s, "
            f"{len(found.pairs)} pairs, {memory[count]:.0f} MB",
            flush=True,
        )
        if count == COUNTS[0]:
            started = process_time()
            against(papers[0], papers, frozenset(), NUMBERS)
            alone = process_time() - started
    whole, smallest = times[COUNTS[-1]], times[COUNTS[0]]
    growth = log(whole / smallest) / log(COUNTS[-1] / COUNTS[0])
    return [
        Figure("shared paragraphs of 1,000 programmes, s of one core", [smallest], 120),
        Figure("the exponent of its time up to 10,000", [growth], 1.2, note=f"10,000 in {whole:.0f} s"),
        Figure("memory at the peak for 10,000, MB", [memory[COUNTS[-1]]], 1024),
        Figure("one programme against 1,000, s of one core", [alone], 1),
    ]


def printed(count: int) -> tuple[list[Paper], float]:
    """The papers, and the time that the prints took: making up the texts is not ours to measure."""
    papers, took = [], 0.0
    for number, text in enumerate(texts(count)):
        started = process_time()
        papers.append(Paper(number, number // OF_SCHOOL, fingerprint_of(text, NUMBERS)))
        took += process_time() - started
    return papers, took


def texts(count: int) -> Iterator[list[str]]:
    """Programmes paragraph by paragraph, always the same ones."""
    chance = Random(226)
    stock = WORDS.copy()
    chance.shuffle(stock)
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(stock))))

    def said() -> str:
        return " ".join(chance.choices(stock, cum_weights=weights, k=chance.randint(*LENGTH))).capitalize()

    template, laws = [said() for _ in range(6)], [LAW.format(number) for number in range(200, 208)]
    before: list[str] = []
    for _ in range(count):
        own = [chance.choice(before) if before and chance.random() < COPIED else said() for _ in range(OWN)]
        yield [*laws, *template, *(f"{at}. {text}" for at, text in enumerate(own, 1))]
        before = [*before[-20 * OWN :], *own]
