"""Pieces of a cell → one text: lines, halves of an address, a row that was split over two pages."""

import re
from collections.abc import Sequence

from app.plan.repairs import Repair

ADDRESS_ENDS = re.compile(r"https?://(?:(?!https?://)\S)*$")
ADDRESS_GOES_ON = re.compile(r"\A(?!https?:)(?=[!-~]*[/._%-])[!-~]+(?=\s|$)")
TAG = re.compile(r"</?\w[^<>]{0,40}>")
PAGE = "Строка разорвана между страницами."
ADDRESS = "Адрес разорван на две части."
MARKUP = "Остаток разметки."
HYPHEN = "Строка кончается дефисом: проверьте, одно ли это слово («{}»)."


def whole(field: str, lines: Sequence[str]) -> tuple[str, list[Repair], list[str]]:
    """The text of a cell, what was mended in it, what is left to look at."""
    bare = [" ".join(TAG.sub("", line).split()) for line in lines]
    tags = dict.fromkeys(tag for line in lines for tag in TAG.findall(line))
    repairs = [Repair(field, "markup", " ".join(tags), "", MARKUP)] if tags else []
    text, doubts = "", []
    for line in filter(None, bare):
        text, joined, doubt = glued(field, text, line)
        repairs += joined
        doubts += doubt
    return text, repairs, doubts


def glued(field: str, head: str, tail: str, page: bool = False) -> tuple[str, list[Repair], list[str]]:
    """Two pieces as one; `page`: the second stood in a row of its own."""
    if not head or not tail:
        return head or tail, [], []
    address = ADDRESS_ENDS.search(head) and ADDRESS_GOES_ON.match(tail)
    hyphen = not address and re.search(r"[А-Яа-яЁё]-$", head) and re.match(r"[а-яё]", tail)
    between = "" if address or hyphen else " "
    before = f"{head.split()[-1]} ¦ {tail.split()[0]}"
    after = before.replace(" ¦ ", between)
    reason = ADDRESS if address else PAGE
    repairs = [Repair(field, "joined", before, after, reason)] if address or page else []
    return head + between + tail, repairs, [HYPHEN.format(after)] if hyphen else []
