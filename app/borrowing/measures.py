"""What counts as a shared paragraph: four numbers that ОИРО may change. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measures:
    """The numbers, each with its meaning.

    `schools`: words that so many schools have are a template and nobody's own.
    `shingle`: so many words in a row are compared as one (their stems; words like «и», «для» are not counted).
    `least`: a paragraph with fewer words is not compared.
    `share`: two paragraphs are shared when so many per cent of the shorter one stand in both.
    """

    schools: int = 5
    shingle: int = 4
    least: int = 12
    share: int = 50

    @property
    def floor(self) -> int:
        """How many shingles the shortest paragraph has that is compared."""
        return self.least - self.shingle + 1

    def enough(self, shingles: int, whole: int) -> bool:
        """True when so many shingles are the share of the whole, and of the shortest paragraph at least."""
        return shingles * 100 >= self.share * max(whole, self.floor)


# What each number may be: the least and the most, with the words of the form.
BOUNDS = {
    "schools": (3, 50, "Шаблон – то, что есть у\u00a0стольких школ", "Такие слова не\u00a0считаются общими."),
    "shingle": (
        2,
        8,
        "Сколько слов подряд сравнивать",
        "Чем меньше, тем больше случайных совпадений.",
    ),
    "least": (
        8,
        60,
        "Самый короткий абзац, слов",
        "Более короткие не\u00a0сравниваются. Предлоги не\u00a0в\u00a0счёт.",
    ),
    "share": (20, 100, "Абзац общий, если совпало, %", "Доля более короткого из\u00a0двух абзацев."),
}
