"""What stands inside «»: its own quotes become „“, and a long one is cut at a word. Pure."""


def inner(text: str) -> str:
    """Words that will stand inside «», with their own quotes as „“."""
    return text.replace("«", "„").replace("»", "“")


def quoted(text: str, most: int = 0) -> str:
    """«Антирисковая программа „Школа роста…“»; `most` letters at most."""
    text = inner(text.strip())
    if most and len(text) > most:
        text = _cut(text, most) + "…"
        text += "“" * (text.count("„") - text.count("“"))
    return f"«{text}»"


def _cut(text: str, most: int) -> str:
    """The whole words that fit in; of one endless word, its beginning."""
    head = text[:most] if text[most].isspace() else text[:most].rpartition(" ")[0] or text[:most]
    return head.rstrip(" \u00a0,;:.–-„")
