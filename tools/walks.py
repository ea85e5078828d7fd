"""Walk three requests and count what of app/ they pass: python -m tools.walks [--list] [--write].

A file goes up, a curator decides, an order takes its number: each on the demo year of the tests, by a form of a page.
Counted are the named functions of app/ that were entered, their files, the distinct lines that ran, and the moves:
calls that stand in another file than the call before them. Jobs, templates and what runs at an import are left out.
`--write` renews the table of docs/walks.md. In another tree of the repository: PYTHONPATH=. python …/tools/walks.py.
"""

import io
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple

from huey import Huey

import app
from tests.browser_like import Browser
from tests.documents.steps import docx, empty_place, form_to, sent_by
from tests.house import House

APP = Path(app.__file__).parent
PAGE = APP.parent / "docs" / "walks.md"
BEGIN, END = "<!-- counted -->\n", "<!-- /counted -->"
LATER = {
    "audience of a state (ADR 15)": ("audience.py", "documents/facts.py", "documents/seen.py"),
    "heavy work in turns (ADR 16)": ("kernel/turn.py",),
    "forms that come twice (ADR 20)": ("kernel/resending.py",),
    "waiting for a lock": ("kernel/connecting.py",),
    "sessions as rows, quiet requests, the clock put back": (
        "people/accounts/sessions.py",
        "kernel/quiet.py",
        "kernel/signing.py",
    ),
    "compressed answers, static files (ADR 27)": ("kernel/compression.py", "kernel/static.py"),
    "numbers of any size, NUL in addresses": ("kernel/numbers.py",),
    "who is told (ADR 30)": ("notices/",),
    "region as data (ADR 34)": ("region.py", "setup/"),
    "figures of health": ("health/",),
    "training house": ("training/",),
    "quota of a school": ("archive/quota.py",),
    "soundness of a file": ("documents/soundness.py",),
    "totals kept until the journal goes on": ("journal/kept.py",),
    "tables in a comparison": ("documents/checks/layout.py",),
    "proofreading, long rows": ("papers/proofreading.py", "papers/breaking.py"),
}
HOUSE_MD = {"upload": (97, 36, 380, 109), "decision": (89, 40, 360, 126), "decision, htmx": (115, 55, 443, 278)}
HOUSE_MD["registration"] = (146, 57, 506, 650)
AT_F56DEDC = {"upload": (97, 38, 400, 101), "decision": (77, 34, 315, 88), "decision, htmx": (103, 51, 400, 222)}
AT_F56DEDC["registration"] = (119, 37, 396, 554)
BEFORE = {"upload": (176, 68, 567, 208), "decision": (174, 66, 580, 248), "decision, htmx": (196, 75, 640, 492)}
BEFORE["registration"] = (234, 77, 762, 940)


class Totals(NamedTuple):
    """Functions, files, lines and moves of one walk."""

    functions: int
    files: int
    lines: int
    moves: int


class Walk:
    """What a request passes of app/; given to `sys.settrace`."""

    def __init__(self) -> None:
        self.calls: list[CodeType] = []
        self.lines: set[tuple[str, int]] = set()

    def __call__(self, frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        code = frame.f_code
        if not code.co_filename.startswith(f"{APP}/") or not code.co_filename.endswith(".py"):
            return None
        if code.co_name != "<module>":
            self.calls.append(code)
        return self._line

    def _line(self, frame: FrameType, event: str, _: object) -> Callable[..., Any]:
        if event == "line":
            self.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line

    def totals(self, counts: Callable[[str], bool] = lambda _: True) -> Totals:
        """The figures of the modules that count; a module is a path within app/."""
        calls = [code for code in self.calls if counts(_module(code.co_filename))]
        return Totals(
            len({code for code in calls if not code.co_name.startswith("<")}),
            len({code.co_filename for code in calls}),
            len([path for path, _ in self.lines if counts(_module(path))]),
            sum(before.co_filename != after.co_filename for before, after in pairwise(calls)),
        )

    def functions(self) -> list[tuple[str, str, str]]:
        """Purpose, module and name of each function."""
        named = {code for code in self.calls if not code.co_name.startswith("<")}
        places = [(_module(code.co_filename), code.co_qualname) for code in named]
        return sorted((purpose_of(module), module, name) for module, name in places)


def _module(path: str) -> str:
    return str(Path(path).relative_to(APP))


def purpose_of(module: str) -> str:
    """The feature that came after f56dedc, or the wing of the module."""
    later = (feature for feature, modules in LATER.items() if module.startswith(modules))
    return next(later, module.partition("/")[0])


def is_as_then(module: str) -> bool:
    """True of what the request did when house.md was written."""
    return purpose_of(module) not in LATER


def upload(school: Browser, _: Browser, __: Browser) -> Callable[[], object]:
    """A school sends a file by the form of an empty slot."""
    school.get(empty_place(school))
    form = form_to(school, "versions")
    return lambda: _send(school, form, {"file": (io.BytesIO(docx("Цель обхода")), "АРП.docx")})


def decision(school: Browser, curator: Browser, _: Browser, **headers: str) -> Callable[[], object]:
    """A curator approves it at the desk."""
    curator.get(f"/desk/{sent_by(school)}")
    form = form_to(curator, "decision")
    return lambda: _send(curator, form, {"verdict": "approve"}, **headers)


def decision_by_htmx(school: Browser, curator: Browser, clerk: Browser) -> Callable[[], object]:
    """The same, answered by the region of the page."""
    return decision(school, curator, clerk, **{"HX-Request": "true"})


def registration(_: Browser, __: Browser, clerk: Browser) -> Callable[[], object]:
    """The Department registers an order of free words."""
    crowd = "tests.orders.register.test_at_once" if find_spec("tests.orders.register") else "tests.orders.test_at_once"
    with clerk.app.app_context():
        (order,) = import_module(crowd).drafts(1)
    clerk.get(f"/orders/{order}")
    form = form_to(clerk, "registration")
    return lambda: _send(clerk, form, {"number": "", "signed_on": "2022-03-24"})


def _send(person: Browser, form: Any, typed: dict[str, object], **headers: str) -> None:
    hidden = {field.get("name"): field.get("value") for field in form.iterfind('.//input[@type="hidden"]')}
    answer = person.client.post(form.get("action"), data={**hidden, **typed}, headers=headers)
    assert answer.status_code in (200, 303), answer.status_code


WALKS = {"upload": upload, "decision": decision, "decision, htmx": decision_by_htmx, "registration": registration}


def walk(house: House, request: Callable[..., Callable[[], object]]) -> Walk:
    """One request of a house as it was seeded; what it asks of the worker is not done."""
    built, passed, execute = house.as_seeded(), Walk(), Huey.execute
    send = request(*(Browser(built, who) for who in ("school", "curator", "department")))
    Huey.execute = lambda *_, **__: None
    sys.settrace(passed)
    try:
        send()
    finally:
        sys.settrace(None)
        Huey.execute = execute
    house.leave()
    return passed


def table(walks: dict[str, Walk]) -> str:
    """The figures then and now, whole and like for like."""
    rows = ["| request | house.md | f56dedc, by this tool | 01.12.2026, before | now | now, what it did at f56dedc |"]
    rows += ["|---" * 6 + "|"]
    for name, passed in walks.items():
        figures = (HOUSE_MD[name], AT_F56DEDC[name], BEFORE[name], passed.totals(), passed.totals(is_as_then))
        rows += ["| ".join(["", f"{name} ", *(f"{' / '.join(map(str, each))} " for each in figures)]) + "|"]
    rows += ["", "Functions by what they came with after f56dedc:", "", "| came later | " + " | ".join(walks) + " |"]
    rows += ["|---" * (len(walks) + 1) + "|"]
    counts = {name: Counter(purpose for purpose, *_ in passed.functions()) for name, passed in walks.items()}
    rows += [f"| {feature} | " + " | ".join(str(counts[name][feature]) for name in walks) + " |" for feature in LATER]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Print the table, or write it; with --list every function by its purpose."""
    house = House(Path(tempfile.mkdtemp()), None)
    walks = {name: walk(house, request) for name, request in WALKS.items()}
    for name, passed in walks.items() if "--list" in sys.argv else ():
        print(
            f"\n{name}",
            *(f"  {purpose}: {module} {function}" for purpose, module, function in passed.functions()),
            sep="\n",
        )
    if "--write" not in sys.argv:
        print(table(walks))
        return
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(before + BEGIN + table(walks) + END + rest.partition(END)[2], "utf-8")


if __name__ == "__main__":
    main()
