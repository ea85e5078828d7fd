"""The search over 20,000 documents: whole pages over HTTP, asked by who sees the most; on PostgreSQL too."""

from collections.abc import Iterator
from time import perf_counter
from urllib.parse import quote_plus

from bench.house import House, Houses
from bench.measure import Figure
from bench.texts import COMMON
from bench.visitor import Visitor

DOCUMENTS, ROUNDS, AIM_MS = 20_000, 7, 150
ASKED = (
    *COMMON,
    "программа развития",
    "показатели наставников",
    "№ 5",
    "СОШ",
    "учёт обучающихся апрель",
    "диагн",
    "про",
    "пока",
    "каракатица",
    "учётник",
)


def measure(houses: Houses) -> Iterator[Figure]:
    """The 95th percentile in milliseconds; what a page takes here without any search is in the note."""
    yield _figure("SQLite", houses.with_documents(DOCUMENTS))
    house = houses.on_postgres(DOCUMENTS)
    if house is None:
        print("    PostgreSQL is not here: the search in it was not measured")
    else:
        yield _figure("PostgreSQL", house)


def _figure(database: str, house: House) -> Figure:
    visitor = Visitor(house.port, "department")
    took = {query: [] for query in ASKED}
    for stage_ in range(ROUNDS + 1):  # the first fills caches and is thrown away
        for query in ASKED:
            spent = _milliseconds(visitor, f"/search?q={quote_plus(query)}")
            took[query] += [spent] * (stage_ > 0)
    every = sorted(one for times in took.values() for one in times)
    empty = min(_milliseconds(visitor, "/health") for _ in range(20))
    slowest = sorted(took, key=lambda query: -min(took[query]))[:3]
    note = f"half of them under {every[len(every) // 2]:.0f} ms, an empty page {empty:.1f} ms; slowest: "
    p95 = every[int(len(every) * 0.95)]
    return Figure(f"search over 20,000 documents, {database}, p95, ms", [p95], AIM_MS, note + ", ".join(slowest))


def _milliseconds(visitor: Visitor, path: str) -> float:
    began = perf_counter()
    visitor.get(path)
    return (perf_counter() - began) * 1000
