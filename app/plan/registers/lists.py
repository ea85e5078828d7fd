"""A list of those present, pasted or from a table → keys of the list of an event; what is not recognised is said."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from app.importing.cells import NoTable, read_in_child, sheets_of
from app.kernel.names import plain
from app.plan.registers.queries import Present
from app.refusals import Refusal

LIMIT = 6000  # lines
NOT_READ = Refusal(
    "table", "Файл не\u00a0открывается как XLSX. Сохраните таблицу в\u00a0Excel ещё раз или вставьте список текстом."
)
TOO_LONG = f"В\u00a0списке больше {LIMIT} строк. Разделите его на\u00a0части."
# What stands before the name of a school and says only what kind of organisation it is.
FORM = re.compile(r"^(?:м[бкаo]?оу|мбоу|мкоу|маоу|боу|гбоу|оу|филиал)\s+", re.I)


@dataclass(frozen=True)
class Reading:
    """Keys that were recognised; lines that fit nobody; lines that fit several."""

    keys: frozenset[str]
    unknown: tuple[str, ...]
    doubtful: tuple[str, ...]


def read_lines(lines: Iterable[str], listed: Iterable[Present]) -> Reading:
    """A line is recognised by the whole name of a school or a person, in any case, quotes and «ё».

    Nobody is ticked by likeness: whom alone a line may mean is said beside it. Raises NoTable for too many lines.
    """
    lines = [words for line in lines if (words := " ".join(line.split()))]
    if len(lines) > LIMIT:
        raise NoTable(TOO_LONG)
    keys_of: dict[str, set[str]] = defaultdict(set)
    listed = list(listed)
    alike = Likeness(one.name for one in listed)
    for one in listed:
        for name in {_plain(one.name), bare(one.name)}:
            keys_of[name].add(one.key)
    found: set[str] = set()
    unknown: list[str] = []
    doubtful: list[str] = []
    for line in lines:
        keys = keys_of.get(_plain(line)) or keys_of.get(bare(line)) or set()
        if len(keys) == 1:
            found |= keys
        else:
            (doubtful if keys else unknown).append(line + _hint(alike.of(line)))
    return Reading(frozenset(found), tuple(unknown), tuple(doubtful))


def _hint(near: set[str]) -> str:
    return f" (похоже на\u00a0{near.pop()})" if len(near) == 1 else ""


class Likeness:
    """Who may be meant by a part of the name, or by more than the name: «Соколова М.» and «Соколова Мария».

    Every word of the shorter begins a word of the longer. Names stand by their beginnings, so that a line is
    compared with a few of them whatever the size of the list.
    """

    def __init__(self, names: Iterable[str]):
        self.words = {name: words for name in names if (words := _words(name))}
        often = Counter(word for words in self.words.values() for word in words)
        self.longest = max(map(len, often), default=0)
        self.beginning: dict[str, set[str]] = defaultdict(set)
        self.rarest: dict[str, list[str]] = defaultdict(list)
        for name, words in self.words.items():
            self.rarest[min(words, key=often.__getitem__)].append(name)
            for start in self._starts(words):
                self.beginning[start].add(name)

    def _starts(self, words: list[str]) -> set[str]:
        return {word[:end] for word in words for end in range(1, min(len(word), self.longest) + 1)}

    def of(self, line: str) -> set[str]:
        """The names that the line may mean."""
        words = _words(line)
        if not words:
            return set()
        longer = set.intersection(*(self.beginning.get(word, set()) for word in words))
        starts = self._starts(words)
        shorter = {name for start in starts for name in self.rarest.get(start, ())}
        return {name for name in longer if len(self.words[name]) >= len(words)} | {
            name for name in shorter if len(self.words[name]) < len(words) and starts.issuperset(self.words[name])
        }


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", bare(name))


def _plain(name: str) -> str:
    return plain(name.replace("(демо)", ""))


def bare(name: str) -> str:
    """«МБОУ «Заречная СОШ»» as «заречная сош»."""
    return FORM.sub("", _plain(name))


def cells_of(data: bytes) -> list[str]:
    """The text of every cell of the first sheet but addresses of mail, row by row. Raises NoTable."""
    return read_in_child(_cells, data)


def _cells(data: bytes) -> list[str]:
    first = next(sheets_of(data))
    texts = (cell.value for row in first for cell in row if isinstance(cell.value, str) and "@" not in cell.value)
    return list(islice(texts, LIMIT + 1))
