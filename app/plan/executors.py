"""The words of the executors → codes, by stems; a sentence instead of names, or a name nobody knows, is a doubt."""

import re
from dataclasses import dataclass

from app.kernel.quotes import quoted
from app.region import Said

OF_SCHOOLS = r"(?:\s+(?:общеобразовательных\s+)?(?:организаций|учреждений|школ|ОО)\b)"
REGION = r"\bрегион\b"
NAMES = (  # the longer name first: the executor of «директора общеобразовательных организаций» is not the school
    ("REG_COORD MUN_COORD", r"региональн\w+\s+и\s+муниципальн\w+\s+координатор\w*"),
    ("MUN_COORD REG_COORD", r"муниципальн\w+\s+и\s+региональн\w+\s+координатор\w*"),
    ("REG_COORD", r"региональн\w+\s+координатор\w*"),
    ("MUN_COORD", r"муниципальн\w+\s+координатор\w*"),
    ("CURATOR", rf"куратор\w*{OF_SCHOOLS}?"),
    ("SCHOOL_HEAD", rf"(?:директор|руководител)\w*{OF_SCHOOLS}|директор\w*"),
    ("ORCOKO", r"\b\w?РЦОКО\b|региональн\w+\s+центр\w*\s+оценки(?:\s+качества)?\s+образования"),
    ("OIRO", r"\b\w?ИРО\b|институт\w*\s+развития\s+образования"),
    (
        "MOUO",
        r"МОУО\b|орган\w*\s+местного\s+самоуправления(?:,?\s+осуществляющ\w+\s+управление\s+в\s+сфере\s+образования)?"
        r"|(?:муниципальн\w+\s+)?орган\w*\s+управления\s+образованием",
    ),
    ("DEP", r"департамент\w*(?:\s+образования)?(?:\s+[А-ЯЁ]\w+\s+(?:области|края))?"),
    ("DEP", REGION),
    ("SCHOOL", r"общеобразовательн\w+\s+(?:организаци|учреждени)\w*|школ\w*(?:-участниц\w*)?|\bОО\b"),
)
# An ending is short: words without end would be gone through from each of their letters.
SHORT = {r"\w+": r"\w{1,20}", r"\w*": r"\w{0,20}"}
NAME = re.compile(
    re.sub(
        r"\\w[+*]", lambda found: SHORT[found[0]], "|".join(f"(?P<n{at}>{stem})" for at, (_, stem) in enumerate(NAMES))
    ),
    re.I,
)
ABOUT = re.compile(  # words that only say more about a name
    r"далее|бюджетн\w+|государственн\w+|учреждени\w+|дополнительного|профессионального|образования"
    r"|\b[а-яё]{1,24}ск\w{1,4}\s{1,3}(?:област|кра)\w{0,6}"
    r"|участни\w+|проекта|\b(?:и|в|том|числе|с|участием|совместно|при|а|также)\b|500|\W",
    re.I,
)
VERB = re.compile(r"\b\w+(?:[аяу]ет|[аяу]ют|дит|дят|вит|вят|нит|нят|чит|чат)(?:ся)?\b", re.I)
FULL = Said(
    {
        "DEP": "Департамент",
        "OIRO": "{institute}",
        "ORCOKO": "{centre}",
        "REG_COORD": "региональные координаторы",
        "MUN_COORD": "муниципальные координаторы",
        "MOUO": "МОУО",
        "SCHOOL": "общеобразовательные организации",
        "SCHOOL_HEAD": "директора общеобразовательных организаций",
        "CURATOR": "кураторы",
    }
)


@dataclass(frozen=True)
class Executors:
    """Codes in the order of the text; `names` stand instead of a sentence, or are None when names were written."""

    codes: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    names: str | None = None


def read_executors(text: str) -> Executors:
    """In a sentence only what stands before its verb acts; the rest is what is done."""
    text = " ".join(text.split())
    verb = VERB.search(text)
    subject = text[: verb.start()] if verb else text
    codes = tuple(dict.fromkeys(code for match in NAME.finditer(subject) for code in _codes(match)))
    unknown = ABOUT.sub(" ", NAME.sub(" ", subject)).split()
    if not text:
        return Executors((), ("Исполнитель не указан.",))
    if not codes:
        return Executors((), (f"Исполнитель не узнан: {quoted(text)}.",))
    doubts = [f"Не узнано: {quoted(' '.join(unknown))}."] if unknown else []
    if re.search(REGION, subject, re.I):
        doubts.append("Слово «регион» понято как Департамент.")
    if not verb:
        return Executors(codes, tuple(doubts))
    return Executors(codes, (f"Исполнитель назван предложением, прочитано: {listing(codes)}.", *doubts), listing(codes))


def listing(codes: tuple[str, ...]) -> str:
    """«Общеобразовательные организации, кураторы»."""
    names = ", ".join(FULL[code] for code in codes)
    return names[:1].upper() + names[1:]


def _codes(match: re.Match) -> list[str]:
    assert match.lastgroup is not None  # each of the NAMES is a group
    return NAMES[int(match.lastgroup[1:])][0].split()
