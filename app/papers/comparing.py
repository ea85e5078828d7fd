"""Two printings of a draft, line by line: what went, what came, what stands between. Pure."""

from typing import NamedTuple

from app.kernel.differing import moves

AROUND = 1


class Line(NamedTuple):
    """`what` is gone, new, same, or cut: lines that are alike and left out."""

    what: str
    text: str


def between(old: str, new: str) -> list[Line]:
    """The changed lines, each with its neighbours."""
    before, after = old.splitlines(), new.splitlines()
    found = []
    for same, a, b, c, d in moves(before, after):
        if same:
            found += _shortened(before[a:b], starts=a == 0, ends=b == len(before))
        else:
            found += [Line("gone", text) for text in before[a:b]] + [Line("new", text) for text in after[c:d]]
    return found


def _shortened(lines: list[str], starts: bool, ends: bool) -> list[Line]:
    head, tail = (0 if starts else AROUND), (0 if ends else AROUND)
    if len(lines) <= head + tail + 1:
        return [Line("same", text) for text in lines]
    cut = Line("cut", str(len(lines) - head - tail))
    last = lines[len(lines) - tail :]
    return [*(Line("same", text) for text in lines[:head]), cut, *(Line("same", text) for text in last)]
