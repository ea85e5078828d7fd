"""Names made comparable: the same words whatever their case, spaces, quotes and «ё»."""

import re

ALIKE = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")


def plain(text: str) -> str:
    """«МБОУ «Берёзовская СОШ»» and «мбоу "березовская сош"» are one."""
    return " ".join(re.sub(r"[«»\"“”„']", "", text.casefold().replace("ё", "е")).split())


def has_words(typed: str, *said: str | None) -> bool:
    """True when every word that was typed stands somewhere in what is said."""
    text = plain(" ".join(filter(None, said)))
    return all(word in text for word in plain(typed).split())


def cyrillic(code: str) -> str:
    """A short code whatever its case and keyboard: Latin letters that look like Cyrillic ones are these."""
    return code.strip().upper().translate(ALIKE)
