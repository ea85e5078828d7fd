"""What a person typed into the search, read as terms that must all be there. Pure."""

from dataclasses import dataclass

from app.documents.checks.russian import EMPTY_WORDS, WORD, plain, stem

LONGEST = 200
MOST_WORDS = 12
SHORTEST_BEGINNING = 3
# A word broken off in the middle of its ending («обучающ») is finished with these to learn its stem.
TAILS = ("о", "е", "я", "ь", "т", "ть", "ая")


@dataclass(frozen=True)
class Term:
    """One word: found by any of these stems, or by a stem that begins so."""

    stems: frozenset[str]
    beginning: str = ""

    def finds(self, word: str) -> bool:
        """True when a plain word of a text is meant."""
        own = stem(word)
        return own in self.stems or (bool(self.beginning) and own.startswith(self.beginning))


@dataclass(frozen=True)
class Question:
    """The words as typed, and the terms; no terms when nothing but «и», «на» and marks was typed."""

    typed: str
    terms: tuple[Term, ...]


def read_question(typed: str) -> Question:
    """Each word by its stem; the last one, while it is being typed, also by its beginning."""
    typed = typed[:LONGEST]
    words = [found.group() for found in WORD.finditer(plain(typed))]
    unfinished = bool(typed) and typed[-1].isalnum()
    terms = [
        _term(word, unfinished and number == len(words))
        for number, word in enumerate(words, 1)
        if word not in EMPTY_WORDS
    ]
    return Question(typed.strip(), tuple(dict.fromkeys(terms[:MOST_WORDS])))


def _term(word: str, unfinished: bool) -> Term:
    own = stem(word)
    if not unfinished or len(word) < SHORTEST_BEGINNING:
        return Term(frozenset({own}))
    finished = (stem(word + tail) for tail in TAILS)
    shorter = (one for one in finished if word.startswith(one) and len(one) >= SHORTEST_BEGINNING)
    return Term(frozenset({own, *shorter}), word)
