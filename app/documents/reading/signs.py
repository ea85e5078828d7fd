"""The letters behind the fonts of signs: Wingdings, Symbol and their kin, in which a letter is a picture."""

import re

SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0xA2: "′", 0xA3: "≤",
    0xA4: "⁄", 0xA5: "∞", 0xA6: "ƒ", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xC9: "⊃",
    0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏",
    0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
GREEK = dict(
    zip(
        (*range(0x41, 0x5B), *range(0x61, 0x7B)),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x3F: "✍", 0x41: "✌", 0x43: "👍", 0x44: "👎", 0x45: "☜", 0x46: "☞",
    0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑",
    0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "☒", 0x7A: "⌘", 0x9E: "·", 0x9F: "•",
    0xA0: "▪", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "☐", 0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xD8: "➢", 0xDC: "➲",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "•", 0x98: "●", 0xA3: "☐"}
WEBDINGS = {0x61: "✓", 0x72: "✗", 0x63: "□", 0x67: "■", 0x6E: "●"}
FONTS = {
    "symbol": {**GREEK, **SYMBOL},
    "wingdings": WINGDINGS,
    "wingdings 2": WINGDINGS_2,
    "webdings": WEBDINGS,
}
UNKNOWN = "▯"
PRIVATE = re.compile("[\uf000-\uf0ff]")


def plain(text: str, font: str) -> str:
    """Text in a font of signs as letters that any font has; what is not known stays as it is."""
    known = FONTS.get(font.strip().lower())
    if known is None:  # a letter of a font of signs among others
        return PRIVATE.sub(lambda found: FONTS["symbol"].get(_code(found[0]), found[0]), text)
    return "".join(known.get(_code(letter), letter) for letter in text)


def sign(code: str, font: str) -> str | None:
    """The letter of a w:sym by its hexadecimal code; None when nobody knows it here."""
    try:
        point = int(code, 16)
    except ValueError:
        return None
    known = FONTS.get(font.strip().lower())
    low = point - 0xF000 if 0xF000 <= point <= 0xF0FF else point
    if known is not None:
        return known.get(low) or (chr(low) if font.lower() == "symbol" and 0x20 <= low < 0x7F else None)
    if 0xE000 <= point <= 0xF8FF:
        return chr(low) if 0x20 <= low < 0x7F else None
    return chr(point) if 0x20 <= point < 0x110000 and not 0xD800 <= point < 0xE000 else None


def _code(letter: str) -> int:
    point = ord(letter)
    return point - 0xF000 if 0xF000 <= point <= 0xF0FF else point
