"""What makes a password too weak, in a sentence with a way on.

NIST SP 800-63B, 5.1.1.2, asks for length and for none that is known; nothing else is asked of anybody.
The list is of digests, for nobody needs to read such words: commonest.txt says where it comes from.
"""

import hashlib
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from app.refusals import Refusal

SHORTEST, LONGEST = 10, 200
PHRASE = "Подойдёт фраза из\u00a0нескольких слов."
TOO_SHORT = Refusal("short", f"Пароль должен быть не\u00a0короче {SHORTEST} знаков. {PHRASE}")
TOO_LONG = Refusal("long", f"Пароль длиннее {LONGEST} знаков. Сократите его.")
TOO_NEAR = Refusal("near", "Пароль не\u00a0должен повторять почту. Придумайте другой.")
REPEATED = Refusal("repeated", f"Пароль повторяет одно и\u00a0то\u00a0же. {PHRASE}")
IN_A_ROW = Refusal("in_a_row", f"Знаки пароля идут по\u00a0порядку, такой подбирают сразу. {PHRASE}")
OURS = Refusal("ours", f"Пароль составлен из\u00a0названия системы, такой подбирают первым. {PHRASE}")
KNOWN = Refusal("known", f"Этот пароль стоит в\u00a0списках самых частых, такой подбирают сразу. {PHRASE}")

PRODUCT = re.compile(r"опора|opora|jgjhf|500\+?|demo|демо|школа|shkola|\d|[\W_]")
LEAST_OF_OWN = 4  # letters besides the words of the product
REPEATS = re.compile(r"(.{1,3}?)\1*", re.S)
STEPS = {1: {1, -9}, -1: {-1, 9}}  # up or down by one; the row of digits goes round
LAYOUT = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.")
LIST = Path(__file__).parent / "commonest.txt"
KEPT = 16  # letters of each digest


def refusal(email: str, password: str) -> Refusal | None:
    """Why this password is not taken; None when it is."""
    if len(password) > LONGEST:
        return TOO_LONG
    said = password.strip().lower()
    if len(said) < SHORTEST:
        return REPEATED if len(password) >= SHORTEST else TOO_SHORT
    troubles = (
        (said == email.lower(), TOO_NEAR),
        (REPEATS.fullmatch(said), REPEATED),
        (_runs(said), IN_A_ROW),
        (len(PRODUCT.sub("", said)) < LEAST_OF_OWN and PRODUCT.search(re.sub(r"[\d\W_]", "", said)), OURS),
        (is_common(said), KNOWN),
    )
    return next((reason for wrong, reason in troubles if wrong), None)


def _runs(said: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(said)}
    return any(steps <= even for even in STEPS.values())


def is_common(said: str) -> bool:
    """In the list, or in it when typed with the other layout of a Russian keyboard."""
    return not commonest().isdisjoint({digest_of(said), digest_of(said.translate(LAYOUT))})


def digest_of(password: str) -> str:
    """As the list keeps it."""
    return hashlib.sha256(password.encode()).hexdigest()[:KEPT]


@cache
def commonest() -> frozenset[str]:
    """The list, read once."""
    return frozenset(line for line in LIST.read_text("utf-8").split("\n") if line and not line.startswith("#"))
