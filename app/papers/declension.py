"""What a name and a post may be in other cases: proposed to a person, who reads, mends and confirms (D8).

Names are declined by pytrovich, which is loaded when somebody asks; posts by the endings of their head words.
"""

import re

CASES = {"gen": "Родительный", "dat": "Дательный", "acc": "Винительный"}
ADJECTIVE, HEAD_LIKE_IT = re.compile(r"(ый|ий|ой|ая|яя)$", re.I), re.compile(r"(?<!веду)щ(ий|ая)$", re.I)
DASH = re.compile(r"(\s[–—-]\s)")
# The end of a head word of a post → the same word in the three cases; the first that fits is taken.
ENDINGS = (
    (r"(?<=[гкх])ий$", ("ого", "ому", "ого")),
    (r"ий$", ("его", "ему", "его")),
    (r"(ый|ой)$", ("ого", "ому", "ого")),
    (r"(?<=[жшщч])ая$", ("ей", "ей", "ую")),
    (r"ая$", ("ой", "ой", "ую")),
    (r"яя$", ("ей", "ей", "юю")),
    (r"[ьй]$", ("я", "ю", "я")),
    (r"(?<=[бвгджзклмнпрстфхцчшщ])$", ("а", "у", "а")),
    (r"(?<=[гкхжшщч])а$", ("и", "е", "у")),
    (r"а$", ("ы", "е", "у")),
    (r"я$", ("и", "е", "ю")),
)
ACTING = {"": "Постоянно", "и. о.": "И.\u00a0о.", "врио": "Врио"}
IN_FULL = {"и. о.": "исполняющий обязанности", "врио": "временно исполняющий обязанности"}


def initials_first(full_name: str) -> str:
    """«И. О. Фамилия», as under an order."""
    surname, initials = _parted(full_name)
    return f"{initials} {surname}".strip()


def surname_first(name: str) -> str:
    """«И. О. Фамилия» → «Фамилия И. О.», as in the words of an order."""
    return re.sub(r"^((?:[А-ЯЁ]\.\s?){1,3})(\S+)", lambda found: f"{found[2]} {found[1].strip()}", name)


def proposed(full_name: str, position: str, acting: str = "") -> dict[str, str]:
    """The words of a person in every case; a name that does not tell a man from a woman is left to be typed."""
    woman = is_woman(full_name)
    posts = post(position) if not acting else stood_in(post(position)["gen"], acting, bool(woman))
    names = dict.fromkeys(CASES, "") if woman is None else name(full_name, woman)
    found = {f"position_{case}": words for case, words in posts.items()}
    return found | {f"name_{case}": words for case, words in names.items()} | {"name_nom": initials_first(full_name)}


def is_woman(full_name: str) -> bool | None:
    """By the patronymic alone; None when there is none, or when it does not tell."""
    from pytrovich.detector import PetrovichGenderDetector
    from pytrovich.enums import Gender

    _surname, _first, *patronymic = full_name.split(maxsplit=2)
    if not patronymic:
        return None
    return {Gender.FEMALE: True, Gender.MALE: False}.get(PetrovichGenderDetector().detect(middlename=patronymic[0]))


def name(full_name: str, woman: bool) -> dict[str, str]:
    """«Фамилии И. О.» in the three cases."""
    from pytrovich.enums import Case, Gender, NamePart
    from pytrovich.maker import PetrovichDeclinationMaker

    surname, initials = _parted(full_name)
    gender, maker = Gender.FEMALE if woman else Gender.MALE, PetrovichDeclinationMaker()
    cases = {"gen": Case.GENITIVE, "dat": Case.DATIVE, "acc": Case.ACCUSATIVE}
    said = {short: maker.make(NamePart.LASTNAME, gender, case, surname) for short, case in cases.items()}
    return {short: f"{words} {initials}".strip() for short, words in said.items()}


def post(position: str) -> dict[str, str]:
    """A post in every case: of each part between dashes the head word and the adjectives before it."""
    parts = DASH.split(position.strip())
    said = {
        case: "".join(part if at % 2 else _declined(part, number) for at, part in enumerate(parts))
        for number, case in enumerate(CASES)
    }
    return {"nom": position.strip()} | {case: mid_sentence(" ".join(words.split())) for case, words in said.items()}


def mid_sentence(words: str) -> str:
    """«Член Правительства» opens the signature; inside a sentence it begins with a small letter."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def stood_in(genitive: str, acting: str, woman: bool) -> dict[str, str]:
    """Who stands in: shortened in the nominative, in full in other cases, and always before the genitive."""
    words = IN_FULL[acting].replace("исполняющий", "исполняющая") if woman else IN_FULL[acting]
    *when, doing, duties = words.split()
    cases = {case: " ".join([*when, _word(doing, number), duties]) for number, case in enumerate(CASES)}
    return {case: f"{said} {genitive}" for case, said in ({"nom": acting} | cases).items()}


def _declined(part: str, case: int) -> str:
    words, at = part.split(" "), 0
    while at < len(words) - 1 and ADJECTIVE.search(words[at]) and not HEAD_LIKE_IT.search(words[at]):
        at += 1
    heads = ["-".join(_word(piece, case) for piece in word.split("-")) for word in words[: at + 1]]
    return " ".join(heads + words[at + 1 :])


def _word(word: str, case: int) -> str:
    for ending, said in ENDINGS:
        if re.search(ending, word):
            return re.sub(ending, said[case], word)
    return word


def _parted(full_name: str) -> tuple[str, str]:
    surname, *given = full_name.split()
    return surname, " ".join(f"{one[0].upper()}." for one in given[:2] if one[0].isalpha())
