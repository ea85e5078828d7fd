"""A fair share of schools among reviewers: no conflict, and loads as even as conflicts let them be. Pure."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

School = TypeVar("School", bound=Hashable)
May = Callable[[int, School], bool]


def share(schools: Sequence[School], held: Mapping[int, int], may: May[School]) -> dict[School, int]:
    """School → reviewer; a school that nobody may take is left out. `held`: how many schools each reviewer has already.

    Each school goes to the least loaded who may take it; then schools are passed on along chains from whoever has two
    more than the end of the chain. When no such chain is left, the loads are as even as they can be.
    """
    given: dict[School, int] = {}
    loads = dict(held)
    for school in schools:
        fit = [one for one in held if may(one, school)]
        if fit:
            given[school] = min(fit, key=loads.__getitem__)
            loads[given[school]] += 1
    while chain := _chain(given, loads, may):
        loads[given[chain[0][0]]] -= 1
        loads[chain[-1][1]] += 1
        given.update(chain)
    return given


def _chain(given: dict[School, int], loads: dict[int, int], may: May[School]) -> list[tuple[School, int]]:
    """Moves that take a school from somebody and bring one to somebody who has at least two fewer; or nothing."""
    own = defaultdict(list)
    for school, reviewer in given.items():
        own[reviewer].append(school)
    for start in sorted(loads, key=loads.__getitem__, reverse=True):
        came: dict[int, tuple[School, int] | None] = {start: None}
        queue = deque([start])
        while queue:
            reviewer = queue.popleft()
            if loads[reviewer] <= loads[start] - 2:
                return _moves(came, reviewer)
            for school in own[reviewer]:
                for other in loads:
                    if other not in came and may(other, school):
                        came[other] = (school, reviewer)
                        queue.append(other)
    return []


def _moves(came: Mapping[int, tuple[School, int] | None], end: int) -> list[tuple[School, int]]:
    moves = []
    while (step := came[end]) is not None:
        school, before = step
        moves.append((school, end))
        end = before
    return moves[::-1]
