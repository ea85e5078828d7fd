"""Traces of another school, year or district, and personal data: warnings for a person to look at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.documents.checks.outline import Block, Outline
from app.documents.checks.russian import heading, plain, stems

FIRST_BLOCKS = 40
TITLE = 200  # letters of a line that may be a title
ABSENT = ("own", "year", "approval")  # warnings of what was looked for and not found
NAME = re.compile(r"«([^«»]{3,80})»")
SNILS = re.compile(r"\b\d{3}-\d{3}-\d{3}[ -]\d{2}\b")
PASSPORT = re.compile(r"(?:паспорт|сери[яи])[^\n]{0,40}?\b\d{2} ?\d{2} ?(?:№ ?)?\d{6}\b")
PHONE = re.compile(r"(?:\+7|\b8)[\s(-]*9\d{2}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}\b")
NAME_WORD = r"[А-ЯЁ][а-яё]+"
PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вич|вна|ична|ич)\b"
FULL_NAME = re.compile(rf"\b{NAME_WORD}(?:-{NAME_WORD})?[ \t]+(?:{NAME_WORD}[ \t]+{PATRONYMIC}|[А-ЯЁ]\. ?[А-ЯЁ]\.)")
PUPILS = re.compile(r"спис(?:ок|ки)[^\n]{0,40}(?:обучающихся|учащихся|учеников|детей)")
SENSITIVE = {
    "инвалид": "сведения об инвалидности",
    "пмпк": "заключения ПМПК",
    "диагноз": "диагнозы",
    "неблагополучн": "сведения о семьях",
    "состоит на учет": "сведения об учёте",
    "дата рождения": "даты рождения",
}
KINDS = {
    "concept": (re.compile(r"концепци\w{1,3}\s{1,9}развития"), "концепция развития"),
    "midterm": (re.compile(r"среднесрочн\w{1,4}\s{1,9}программ"), "среднесрочная программа развития"),
    "antirisk": (re.compile(r"антириск|программ\w+ по (?:устранению|снижению) риск"), "антирисковая программа"),
}


@dataclass(frozen=True)
class Warning:
    """Something a person should look at: a kind, a sentence, and the words that it is about."""

    kind: str
    sentence: str
    quote: str = ""


def other_kind(outline: Outline, own: str, lacks_most: bool) -> list[Warning]:
    """The file is of another kind than its place: its title says so, or its first pages name that one alone.

    The second counts only when the file `lacks_most` of what the place needs.
    """
    if own not in KINDS:
        return []
    found = _titled(outline) or (_named(outline) if lacks_most else set())
    if len(found) != 1 or own in found:
        return []
    (other,) = found
    return [Warning("kind", f"Похоже, это {KINDS[other][1]}, а здесь нужна {KINDS[own][1]}.")]


def _titled(outline: Outline) -> set[str]:
    """The kinds that lines of the first pages begin with, as a title does: «Концепция развития школы»."""
    lines = (heading(one.text) for one in outline.blocks[:FIRST_BLOCKS] if _may_be_title(one))
    return {kind for line in lines for kind, (words, _) in KINDS.items() if words.match(line)}


def _may_be_title(block: Block) -> bool:
    return len(block.text) < TITLE and block.table is None and not block.listed


def _named(outline: Outline) -> set[str]:
    first = plain("\n".join(block.text for block in outline.blocks[:FIRST_BLOCKS]))
    return {kind for kind, (words, _) in KINDS.items() if words.search(first)}


def distinct(name: str) -> str:
    """The part of a school's name that no other has: «Берёзовская СОШ» of МБОУ «Берёзовская СОШ»."""
    quoted = NAME.search(name)
    return plain(quoted[1] if quoted else name)


def other_schools(outline: Outline, own: str, others: Iterable[str]) -> list[Warning]:
    """Names of other schools of the region in the text."""
    text, mine = outline.plain, distinct(own)
    found = [name for name in others if (part := distinct(name)) != mine and part not in mine and part in text]
    return [Warning("school", f"В тексте названа другая школа: {name}.", name) for name in found]


def own_school(outline: Outline, own: str) -> list[Warning]:
    """The school itself stands on the first pages, by its name or by the stem of it."""
    words = set(stems(distinct(own)))
    first = set(stems("\n".join(block.text for block in outline.blocks[:FIRST_BLOCKS])))
    return [] if words and words <= first else [Warning("own", "На первых страницах не названа ваша школа.")]


def districts(outline: Outline, own: str, others: Iterable[str]) -> list[Warning]:
    """Another municipality on the first pages: «Болховский район» in whatever case."""
    first, mine = stems("\n".join(block.text for block in outline.blocks[:FIRST_BLOCKS])), stems(own)
    found = [name for name in others if (words := stems(name)) != mine and len(words) > 1 and _stand(words, first)]
    return [Warning("district", f"Названо другое муниципальное образование: {name}.", name) for name in found]


def _stand(words: tuple[str, ...], text: tuple[str, ...]) -> bool:
    return any(text[at : at + len(words)] == words for at in range(len(text) - len(words) + 1))


def years(outline: Outline, year: int) -> list[Warning]:
    """The titles speak of the project's year; one that speaks of another year alone is last year's text."""
    first = [block.text for block in outline.blocks[:FIRST_BLOCKS] if len(block.text) < 200]
    titles = "\n".join(text for text in first if re.search(r"(?:программ|концепц|\bна\b|\bв\b).*20\d\d", plain(text)))
    named = {int(found) for found in re.findall(r"20\d\d", titles)}
    if named and year not in named and not min(named) <= year <= max(named):
        return [Warning("year", f"В заголовке {max(named)} год, а проект идёт в {year} году.", str(max(named)))]
    if str(year) not in outline.text:
        return [Warning("year", f"Год проекта ({year}) в тексте не назван.")]
    return []


def approval(outline: Outline) -> list[Warning]:
    """The mark of approval: an order of the director with a number."""
    text = plain("\n".join(block.text for block in outline.blocks[:FIRST_BLOCKS]))
    if re.search(r"утвержд|приказ[^\n]{0,60}№", text):
        return []
    return [Warning("approval", "Нет грифа утверждения: приказ директора, дата, номер.")]


def personal(outline: Outline) -> list[Warning]:
    """Patterns of domain.md §9.4; of what is found only its kind is said, the data are not repeated."""
    text, low = outline.text.replace("\u00a0", " "), outline.plain
    found = []
    if SNILS.search(text):
        found.append("номер СНИЛС")
    if PASSPORT.search(low):
        found.append("паспортные данные")
    if PHONE.search(text):
        found.append("номер мобильного телефона")
    if PUPILS.search(low) and len(FULL_NAME.findall(text)) >= 5:
        found.append("список обучающихся с фамилиями")
    found += [word for root, word in SENSITIVE.items() if root in low]
    return [Warning("personal", f"Похоже, в файле есть {what}. Замените обезличенными данными.") for what in found]
