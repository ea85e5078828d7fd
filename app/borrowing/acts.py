"""Lists of laws: every programme names the same acts in the same words, and nobody has borrowed them. Pure."""

import re

# The title of an act with its date, number and name takes about so many words. A longer paragraph that names one act
# in passing has words of its own and is compared; a list of acts has not.
WORDS_OF_AN_ACT = 40
ACT = re.compile(
    r"(?:закон|кодекс|приказ|постановлени|распоряжени|указ|письм)[^№]{0,170}№ ?\d+"
    r"|(?<!\d)\d+ ?[-–] ?фз\b"
    r"|конституци\w{1,5} (?:российской|рф)"
    r"|конвенци\w+ о правах"
    r"|(?:санпин|сп) ?\d\.\d"
)


def names_acts(paragraph: str, words: int) -> bool:
    """True for a paragraph of so many words, in plain letters, that does little but name laws and orders."""
    named = len(ACT.findall(paragraph))
    return named > 0 and named * WORDS_OF_AN_ACT >= words
