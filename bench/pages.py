"""What people open, with 12 to 6,000 schools: each page over HTTP beside a bare Flask view that returns its bytes.

In this process the same page is counted: its statements, its bytes, its processor time, which no other load changes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time

from flask.testing import FlaskClient
from sqlalchemy import event

from app.commands import GUNICORN
from app.extensions import db
from bench.house import House, Houses, free_port, served
from bench.measure import percentile, seconds
from bench.visitor import Visitor, sign_in

SIZES, FEW = (12, 120, 1000, 6000), (12, 120)
FEWEST, MANY = 5, 41  # readings of a page, when it is slow and when it is not
BUDGET, QUICK = 8.0, 0.5  # seconds after which a page has been read often enough
PAGES = (
    ("first page of a school", "school", "/"),
    ("first page of a curator, the desk", "curator", "/desk"),
    ("first page of the Department", "department", "/"),
    ("first page of an expert, the stage", "expert", "/rounds/1"),
    ("first page of a municipality", "municipal", "/"),
    ("kit", "school", "/schools/1/kit"),
    ("document", "curator", "/documents/1"),
    ("plan", "department", "/plan"),
    ("item of the plan", "department", "/plan/6"),
    ("matrix", "department", "/matrix"),
    ("evidence", "department", "/evidence"),
    ("results", "department", "/rounds/1/results"),
    ("assignments", "expert", "/rounds/1/assignments"),
    ("participants", "department", "/participants"),
    ("profiles", "department", "/profiles"),
    ("people", "department", "/people"),
    ("journal", "department", "/journal"),
    ("search", "department", "/search?q=%D0%A8%D0%BA%D0%BE%D0%BB%D0%B0"),
)


@dataclass(frozen=True)
class Row:
    """One page with one number of schools: seconds over HTTP, ours and bare; of this process seconds and statements."""

    page: str
    schools: int
    times: list[float]
    bare: list[float]
    cpu: float
    statements: int
    size: int
    on_wire: int

    @property
    def ratio(self) -> float:
        """How many bare pages it costs, by the medians."""
        return median(self.times) / median(self.bare)

    @property
    def p95(self) -> float:
        """The 95th percentile in seconds."""
        return percentile(self.times, 0.95)


def measure(houses: Houses, quick: bool) -> Iterator[Row]:
    """Every page with every number of schools; a house is built for each number."""
    if quick:
        houses.build(FEW)
    for schools in FEW if quick else SIZES:
        yield from measured(houses.with_schools(schools), schools, QUICK if quick else BUDGET)


def measured(house: House, schools: int, budget: float) -> Iterator[Row]:
    """The pages of one house."""
    people = {who: (Visitor(house.port, who), sign_in(house.app, who)) for who in {who for _, who, _ in PAGES}}
    counted = {page: count(people[who][1], house, address) for page, who, address in PAGES}
    with TemporaryDirectory(prefix="opora-bench-") as folder:
        for number, (page, _who, _address) in enumerate(PAGES):
            Path(folder, f"{number}").write_bytes(counted[page][2])
        with bare(folder) as other:
            for number, (page, who, address) in enumerate(PAGES):
                ours = lambda who=who, address=address: people[who][0].open(address)  # noqa: E731
                times, theirs = in_turns(ours, lambda number=number: other.open(f"/{number}"), budget)
                cpu, statements, data = counted[page]
                yield Row(page, schools, times, theirs, cpu, statements, len(data), ours())


@contextmanager
def bare(folder: str) -> Iterator[Visitor]:
    """Somebody before the bare view in the same server, with the same processes and threads."""
    port = free_port()
    with served(port, "bench.bare:app", GUNICORN[2:], {"BENCH_PAGES": folder}):
        yield Visitor(port, "")


def in_turns(ours: Callable, reference: Callable, budget: float) -> tuple[list[float], list[float]]:
    """Readings of both, one after the other, the first of each thrown away."""
    ours(), reference()
    pairs, until = [], perf_counter() + budget
    while len(pairs) < FEWEST or (len(pairs) < MANY and perf_counter() < until):
        pairs.append((seconds(ours), seconds(reference)))
    return [one for one, _ in pairs], [two for _, two in pairs]


def count(client: FlaskClient, house: House, address: str) -> tuple[float, int, bytes]:
    """Seconds of the processor at the median, statements, and the page; the first opening fills what is kept."""
    seen: list[int] = []
    assert client.get(address).status_code == 200, address
    with house.app.app_context():
        event.listen(db.engine, "before_cursor_execute", listener := lambda *_: seen.append(1))
        page = client.get(address).data
        event.remove(db.engine, "before_cursor_execute", listener)
    return median(seconds(lambda: client.get(address), thread_time) for _ in range(FEWEST)), len(seen), page
