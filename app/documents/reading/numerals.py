"""A number as Word writes it in a list: Arabic, Roman, in Latin or Russian letters."""

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # without ё, й, ъ and ь: so Word counts
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
MOST = 5000  # a greater number is written in digits: letters would fill the line


def numeral(count: int, form: str) -> str:
    """The number in one of the forms of w:numFmt; in digits when the form is not known here."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{count:02}"
    if 1 <= count <= MOST:
        if form in ("upperRoman", "lowerRoman"):
            return _cased(roman(count), form)
        if form in ("upperLetter", "lowerLetter"):
            return _cased(_letters(count, LATIN), form)
        if form in ("russianUpper", "russianLower"):
            return _cased(_letters(count, RUSSIAN), form)
        if form.startswith("decimalEnclosedCircle") and count <= len(CIRCLES):
            return CIRCLES[count - 1]
    return f"{count}-й" if form == "ordinal" else str(count)


def roman(count: int) -> str:
    """In small letters: «xiv»."""
    found = ""
    for size, letters in ROMAN:
        found += letters * (count // size)
        count %= size
    return found


def _letters(count: int, alphabet: str) -> str:
    """After the last letter Word doubles them: z, aa, bb."""
    times, at = divmod(count - 1, len(alphabet))
    return alphabet[at] * (times + 1)


def _cased(text: str, form: str) -> str:
    return text.upper() if form.startswith("upper") or form.endswith("Upper") else text
