"""docs/house.svg: the wings of app/ on their floors, drawn from the imports. `--check` says whether it is stale.

A line leads from who knows to who is known; one that follows from two others is left out.
"""

import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from textwrap import wrap

import grimp

ROOT = Path(__file__).resolve().parents[1]
DRAWING = ROOT / "docs" / "house.svg"
WIDTH, FLOOR, BOX, GAP, MARGIN, LETTER = 1000, 92, 56, 16, 24, 6.5  # pixels
STYLE = (
    "text{font:600 14px system-ui,sans-serif;fill:#1d2733}.rooms{font:11px system-ui,sans-serif;fill:#5a6675}"
    "rect{fill:#fff;stroke:#9aa5b1}path{fill:none;stroke:#7b8794;stroke-opacity:.55}"
)


@dataclass(frozen=True)
class Box:
    """A wing in its place on the sheet, in pixels."""

    name: str
    x: float
    y: float
    width: float

    @property
    def top(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y

    @property
    def bottom(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + BOX


class House:
    """The wings, who knows whom, and on which floor each stands."""

    def __init__(self):
        self.graph = grimp.build_graph("app")
        pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
        contracts = pyproject["tool"]["importlinter"]["contracts"]
        layers = next(one["layers"] for one in contracts if one["type"] == "layers")
        names = [layer.replace("|", ":").split(":") for layer in layers]
        self.floors = [[name.strip().removeprefix("app.") for name in floor] for floor in names]

    @cached_property
    def arrows(self) -> Counter:
        """How many modules of one wing know a module of the other."""
        wings, found = {wing for floor in self.floors for wing in floor}, Counter()
        for module in sorted(self.graph.modules):
            for other in self.graph.find_modules_directly_imported_by(module):
                one, two = (name.split(".")[1] if "." in name else "" for name in (module, other))
                if one != two and {one, two} <= wings:
                    found[one, two] += 1
        return found

    def needed(self) -> list[tuple[str, str]]:
        """The arrows that do not follow from others."""
        return sorted(pair for pair in self.arrows if not self._led_stage(*pair))

    def _led_stage(self, one: str, two: str) -> bool:
        return any(self._reaches(by, two) for start, by in self.arrows if start == one and by != two)

    def _reaches(self, one: str, two: str, seen: frozenset[str] = frozenset()) -> bool:
        nexts = [by for start, by in self.arrows if start == one and by not in seen]
        return two in nexts or any(self._reaches(by, two, seen | {one}) for by in nexts)

    def rooms(self, wing: str) -> list[str]:
        return sorted(path.parent.name for path in (ROOT / "app" / wing).glob("*/__init__.py"))


def boxes(floors: list[list[str]]) -> dict[str, Box]:
    """Each floor shares the width of the sheet."""
    placed = {}
    for number, floor in enumerate(floors):
        width = min((WIDTH - 2 * MARGIN - GAP * (len(floor) - 1)) / len(floor), 460)
        left = (WIDTH - width * len(floor) - GAP * (len(floor) - 1)) / 2
        for place, wing in enumerate(floor):
            placed[wing] = Box(wing, left + place * (width + GAP), MARGIN + number * FLOOR, width)
    return placed


def draw(house: House) -> str:
    """The sheet as SVG."""
    placed = boxes(house.floors)
    height = 2 * MARGIN + len(house.floors) * FLOOR
    lines = [_line(placed[one], placed[two]) for one, two in house.needed()]
    drawn = [_box(box, house.rooms(box.name)) for box in placed.values()]
    told = f"{len(house.arrows)} arrows between wings, none upward; those that follow from others are not drawn"
    note = f'<text class="rooms" x="{MARGIN}" y="{height - 12}">{told}</text>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"><title>The wings of app/</title>'
    return "\n".join([head, f"<style>{STYLE}</style>", *lines, *drawn, note, "</svg>\n"])


def _line(one: Box, two: Box) -> str:
    (x, y), (to_x, to_y) = one.bottom, two.top
    bend = (to_y - y) / 2
    return f'<path d="M{x:.0f} {y:.0f}C{x:.0f} {y + bend:.0f} {to_x:.0f} {to_y - bend:.0f} {to_x:.0f} {to_y:.0f}"/>'


def _box(box: Box, rooms: list[str]) -> str:
    middle, told = box.x + box.width / 2, wrap(" · ".join(rooms), int(box.width / LETTER))
    centred, name_at = f'text-anchor="middle" x="{middle:.0f}"', box.y + (32, 25, 20)[len(told)]
    inside = [
        f'<text class="rooms" {centred} y="{name_at + 17 + 13 * number:.0f}">{escape(line)}</text>'
        for number, line in enumerate(told)
    ]
    outline = f'<rect x="{box.x:.0f}" y="{box.y:.0f}" width="{box.width:.0f}" height="{BOX}" rx="6"/>'
    return "".join([outline, f'<text {centred} y="{name_at:.0f}">{escape(box.name)}</text>', *inside])


if __name__ == "__main__":
    drawing = draw(House())
    if "--check" not in sys.argv:
        DRAWING.write_text(drawing, encoding="utf-8")
    elif DRAWING.read_text(encoding="utf-8") != drawing:
        sys.exit("docs/house.svg is stale: make docs")
