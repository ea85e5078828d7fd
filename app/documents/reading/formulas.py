"""A formula of Word in a line that a person can read: (a + b)/c, x^2, √(y), ∑_(i=1)^n."""

from lxml.etree import _Element as Element

from app.documents.reading.package import M, W

SIGNS = {"nary": "∫", "acc": "\u0302"}
BRACKETS = ("(", ")")


def line_of(formula: Element) -> str:
    """The formula in a line, all its letters in their order."""
    name = formula.tag.removeprefix(M) if isinstance(formula.tag, str) else ""
    if name == "t" or formula.tag == f"{W}t":
        return formula.text or ""
    if name in ("rPr", "ctrlPr") or name.endswith("Pr") or not isinstance(formula.tag, str):
        return ""
    if name == "f":
        return f"{_held(formula, 'num')}/{_held(formula, 'den')}"
    if name in ("sSup", "sSub", "sSubSup", "sPre", "nary"):
        return _scripts(formula, name)
    if name == "rad":
        degree = _part(formula, "deg")
        return f"{degree}√({_part(formula, 'e')})"
    if name == "d":
        return _bracketed(formula)
    if name == "m":
        rows = ["; ".join(line_of(cell) for cell in row.findall(f"{M}e")) for row in formula.findall(f"{M}mr")]
        return f"[{' | '.join(rows)}]"
    if name == "eqArr":
        return "; ".join(line_of(one) for one in formula.findall(f"{M}e"))
    if name == "func":
        return f"{_part(formula, 'fName')} {_part(formula, 'e')}"
    return "".join(map(line_of, formula))


def _scripts(formula: Element, name: str) -> str:
    low = f"_{held}" if (held := _held(formula, "sub")) else ""
    high = f"^{held}" if (held := _held(formula, "sup")) else ""
    if name == "nary":
        return f"{_property(formula, 'chr', SIGNS['nary'])}{low}{high} {_part(formula, 'e')}"
    return f"{_held(formula, 'e')}{low}{high}"


def _bracketed(formula: Element) -> str:
    begins, ends = _property(formula, "begChr", BRACKETS[0]), _property(formula, "endChr", BRACKETS[1])
    between = _property(formula, "sepChr", "|")
    return begins + between.join(line_of(one) for one in formula.findall(f"{M}e")) + ends


def _part(formula: Element, name: str) -> str:
    found = formula.find(f"{M}{name}")
    return "" if found is None else line_of(found)


def _held(formula: Element, name: str) -> str:
    """A part in brackets when it is more than one sign."""
    text = _part(formula, name).strip()
    return f"({text})" if len(text) > 1 and not text.isalnum() else text


def _property(formula: Element, name: str, otherwise: str) -> str:
    found = formula.find(f"{M}{formula.tag.removeprefix(M)}Pr/{M}{name}")
    return otherwise if found is None else found.get(f"{M}val", "")
