"""Names made comparable: the same words whatever their case, spaces, quotes and «ё»."""

import re


def plain(text: str) -> str:
    """«МБОУ «Берёзовская СОШ»» and «мбоу "березовская сош"» are one."""
    return " ".join(re.sub(r"[«»\"“”„']", "", text.casefold().replace("ё", "е")).split())
