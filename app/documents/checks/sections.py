"""Find the sections that a document must have: where each stands, and whether anything stands in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.documents.checks.openings import ALIKE, Opening, openings, squeezed
from app.documents.checks.outline import Block, Outline
from app.documents.checks.russian import heading, stems
from app.kernel.quotes import quoted

NEARLY = 0.1  # a title this much less alike is still a second choice, when the first has nothing under it
CHOICES = 6
DATE = re.compile(
    r"\b\d{1,2}\.\d{1,2}\.(?:20)?\d{2}\b|\b20\d\d\b|январ|феврал|март|апрел|\bма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр"
)
ITEM = re.compile(r"(?:^|\n|[.;]\s)[^\S\n]*(?:\d+[.)]|[-–—•·])\s*\S")
SHOWN = 80  # letters of a title that is told
FULLNESS = ("missing", "empty", "thin", "found")


@dataclass(frozen=True)
class SectionRule:
    """A section that a kind of document has. `needs`: what must stand in it: '', 'items', 'number', 'date', 'table'.

    `hint` says to a school what is written there.
    """

    key: str
    title: str
    synonyms: tuple[str, ...]
    level: str
    needs: str = ""
    least: int = 40
    hint: str = ""


@dataclass(frozen=True)
class Finding:
    """What became of a section: found, empty, thin (lacks what it needs) or missing.

    `where` is its title as it stands there, `place` the page or the row of a table; `hint` says what belongs there.
    """

    key: str
    title: str
    level: str
    state: str
    where: str = ""
    said: str = ""
    place: str = ""
    hint: str = ""


def likeness(alias: Sequence[str], words: Sequence[str]) -> float:
    """Dice of the stems; an alias that opens the title counts as nearly the same when little follows."""
    if not alias or not words:
        return 0.0
    dice = 2 * len(set(alias) & set(words)) / (len(set(alias)) + len(set(words)))
    if tuple(words[: len(alias)]) == tuple(alias) and len(words) <= len(alias) + 4:
        dice = max(dice, ALIKE + len(alias) / (10 * len(words)))
    return dice


@lru_cache(maxsize=5000)
def _alias(title: str) -> tuple[tuple[str, ...], str]:
    plain = heading(title)
    return stems(plain), squeezed(plain)


def likeness_of(rule: SectionRule, opening: Opening) -> float:
    """How much the title of the opening is a title of the section, by its best alias."""
    aliases = [_alias(title) for title in (rule.title, *rule.synonyms)]
    if any(letters == opening.letters for _, letters in aliases):
        return 1.0
    return max(likeness(words, opening.words) for words, _ in aliases)


def find(outline: Outline, rules: Iterable[SectionRule]) -> list[Finding]:
    """One finding a rule, in the order of the rules."""
    found, rules = openings(outline), list(rules)
    ranked = {rule.key: _ranked(found, rule) for rule in rules}
    strong = {one.at for one in found if one.strong}
    borders = sorted(strong | {choices[0].at for choices in ranked.values() if choices})
    chosen = {rule.key: _fullest(outline, rule, ranked[rule.key], borders) for rule in rules}
    borders = sorted(strong | {one.at for one in chosen.values() if one})
    return [_finding(outline, rule, chosen[rule.key], borders) for rule in rules]


def _ranked(found: list[Opening], rule: SectionRule) -> list[Opening]:
    """The openings that may be this section, the likeliest first."""
    scored = [(likeness_of(rule, one), one.strong, -one.at, one) for one in found]
    scored = sorted((s for s in scored if s[0] >= s[3].floor), key=lambda s: s[:3], reverse=True)
    return [s[3] for s in scored if s[0] >= scored[0][0] - NEARLY][:CHOICES]


def _fullest(outline: Outline, rule: SectionRule, choices: list[Opening], borders: list[int]) -> Opening | None:
    """The first of the choices that has most under it: a title stands in the contents too, with nothing there."""
    states = [FULLNESS.index(_finding(outline, rule, one, borders).state) for one in choices]
    return choices[states.index(max(states))] if choices else None


def _finding(outline: Outline, rule: SectionRule, found: Opening | None, borders: list[int]) -> Finding:
    if found is None:
        return Finding(rule.key, rule.title, rule.level, "missing", hint=rule.hint)
    body = body_of(outline, found, borders)
    where, place = quoted(found.title, SHOWN), place_of(outline.blocks[found.at])
    lack = _lack(rule, body)
    if len(body.strip()) < rule.least and rule.needs != "table":
        return Finding(rule.key, rule.title, rule.level, "empty", where, place=place, hint=rule.hint)
    return Finding(rule.key, rule.title, rule.level, "thin" if lack else "found", where, lack, place, rule.hint)


def place_of(block: Block) -> str:
    """Where to look: «страница 3», «таблица 2, строка 5»; nothing of a paragraph, which has no number."""
    if block.page:
        return f"страница\u00a0{block.page}"
    return f"таблица\u00a0{block.table + 1}, строка\u00a0{block.row + 1}" if block.table is not None else ""


def body_of(outline: Outline, opening: Opening, borders: list[int]) -> str:
    """What stands under the opening: the rest of its row or paragraph, then everything to the next border."""
    block = outline.blocks[opening.at]
    if block.table is not None:
        return _body_of_row(outline.tables[block.table], block.row, block.column)
    end = next((border for border in borders if border > opening.at), len(outline.blocks))
    return "\n".join([opening.rest, *(one.text for one in outline.blocks[opening.at + 1 : end])])


def _body_of_row(rows: list[list[str]], at: int, column: int) -> str:
    """The cells to the right, in the rows that the title spans; under a title over the whole width, the next row."""
    title, end = rows[at][column], at + 1
    while end < len(rows) and len(rows[end]) > column and rows[end][column].strip() in ("", title.strip()):
        end += 1
    body = "\n".join(cell for row in rows[at:end] for cell in row[column + 1 :])
    if body.strip() or end >= len(rows):
        return body
    return "\n".join(rows[end])


def _lack(rule: SectionRule, body: str) -> str:
    if rule.needs == "items" and len(ITEM.findall("\n" + body)) < 2 and body.count("\n") < 2:
        return "Назовите не меньше двух задач, каждую с новой строки."
    if rule.needs == "number" and not re.search(r"\d", body):
        return "Нет ни одного числа: укажите исходное и плановое значение."
    if rule.needs == "date" and not DATE.search(body.lower()):
        return "Нет ни даты, ни месяца."
    return ""
