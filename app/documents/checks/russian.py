"""Russian words made comparable: ё = е, case and endings gone, numbering and letter-spacing undone (domain.md §4.4)."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_stemmer = snowballstemmer.stemmer("russian")
SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){2,}[^\W\d_](?!\w)")
NUMBERING = re.compile(
    r"^(?:(?:раздел|глава|часть|пункт|этап)\s+)?(?:(?:\d+(?:\.\d+)*|[ivxlcdm]+|[а-я])[.)]|[ivxlcdm]+(?=\s)|\d+(?:\.\d+)*(?=\s))\s*"
)
WORD = re.compile(r"[a-zа-я0-9]+")
EMPTY_WORDS = frozenset("и в во на по с со к о об от до для из за или при ее их его".split())  # noqa: SIM905


def plain(text: str) -> str:
    """Lower case, NFC, ordinary spaces, ё as е, «П А С П О Р Т» as one word."""
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("\u00ad", "")
    text = SPACED.sub(lambda found: found.group().replace(" ", ""), text)
    return re.sub(r"\s+", " ", text).strip().lower().replace("ё", "е")


def heading(text: str) -> str:
    """A title without its number, quotes and closing mark: «Раздел 1. Цель:» is «цель»."""
    return unnumbered(plain(text))


def unnumbered(text: str) -> str:
    """The same of a text in plain letters."""
    return NUMBERING.sub("", text.strip(" «»\"'*•–—-")).rstrip(" .:;").strip(" «»\"'")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its ending."""
    return _stemmer.stemWord(word)


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text in their order, without the words that carry nothing."""
    return stems_of(plain(text))


def stems_of(text: str) -> tuple[str, ...]:
    """The same of a text in plain letters."""
    return tuple(stem(word) for word in WORD.findall(text) if word not in EMPTY_WORDS)
