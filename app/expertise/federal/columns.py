"""Which column is what: the guess from the heads, the key by which an answer is remembered, and a row read so. Pure."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.expertise.rules import by_score
from app.kernel.names import plain
from app.kernel.quotes import quoted

FIELDS = {
    "school": "Школа",
    "code": "Код школы",
    "town": "Муниципалитет",
    "document": "Документ",
    "direction": "Направление риска",
    "verdict": "Вывод",
    "score": "Балл",
    "remarks": "Замечания",
}
# What the heads of such columns begin with or hold.
HEADS = {
    "code": r"код|логин",
    "town": r"муниципал|район|округ",
    "direction": r"направлени|риск|фактор",
    "document": r"документ|вид док|программ",
    "school": r"школа|оо$|наименование|название|общеобразовательная|организация",
    "verdict": r"вывод|заключение|результат|вердикт|зона|статус",
    "score": r"балл|оценка|процент|%",
    "remarks": r"замечани|комментари|рекомендаци|примечани",
}
# The words of a verdict, the fuller before the shorter.
VERDICTS = (
    ("absent", r"не представлен|отсутству|\bсер(ая|ый|ое)\b"),
    ("ok_with_remarks", r"с замечани|частичн|не полност|не в полн|\bжелт"),
    ("needs_work", r"доработ|не принят|не соответству|\bкрасн|отклонен"),
    ("ok", r"^принят\w*\W*$|^соответству|\bзелен|без замечаний|полностью"),
)


@dataclass(frozen=True)
class Row:
    """A row as it was understood; `troubles` are sentences of what was not."""

    number: int
    school: str
    code: str
    town: str
    document: str
    direction: str
    verdict: str
    score: Decimal | None
    remarks: str
    troubles: tuple[str, ...]


def heads_key(heads: Sequence[str]) -> str:
    """The same for heads that differ in case, spaces, quotes and «ё» alone."""
    return hashlib.sha256("\n".join(map(plain, heads)).encode()).hexdigest()


def guess(heads: Sequence[str]) -> dict[str, int]:
    """Field → column, as the heads suggest; a person looks at it before it is used."""
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        name = next((n for n, words in HEADS.items() if n not in found and re.search(words, plain(head))), None)
        if name:
            found[name] = at
    return found


def read_row(number: int, cells: Sequence[str], columns: Mapping[str, int], out_of: int, zones: tuple[int, int]) -> Row:
    """The cells by their columns; a verdict that is not named follows from the score by the zones of the sheet."""
    said = {name: cells[columns[name]].strip() if name in columns else "" for name in FIELDS}
    score, verdict, troubles = _score(said["score"], out_of), verdict_of(said["verdict"]), []
    if said["score"] and score is None:
        troubles.append(f"Балл {quoted(said['score'])} не\u00a0понят: нужно число от\u00a00 до\u00a0{out_of}.")
    if said["verdict"] and not verdict:
        troubles.append(f"Вывод {quoted(said['verdict'])} не\u00a0понят.")
    if not said["verdict"] and score is not None:
        verdict = by_score(score, *zones)
    if not verdict and not troubles:
        troubles.append("Нет ни\u00a0вывода, ни\u00a0балла.")
    places = {name: said[name] for name in ("school", "code", "town", "document", "direction")}
    return Row(number, **places, verdict=verdict, score=score, remarks=said["remarks"], troubles=tuple(troubles))


def verdict_of(text: str) -> str:
    """One of the verdicts, or nothing."""
    return next((key for key, words in VERDICTS if re.search(words, plain(text))), "")


def _score(text: str, out_of: int) -> Decimal | None:
    """In per cent, cut down to a tenth; a figure with «%» is one already."""
    bare = re.sub(r"\s|%", "", text).replace(",", ".")
    try:
        points = Decimal(bare)
    except InvalidOperation:
        return None
    whole = 100 if "%" in text else out_of
    if not points.is_finite() or not 0 <= points <= whole:
        return None
    return int(points * 1000 / whole) / Decimal(10)
