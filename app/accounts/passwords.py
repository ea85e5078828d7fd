"""What makes a password too weak, in a sentence with a way on."""

from app.permissions import Refused

SHORTEST = 10
TOO_SHORT = Refused(
    "short", f"Пароль должен быть не\u00a0короче {SHORTEST} знаков: подойдёт фраза из\u00a0нескольких слов."
)
TOO_NEAR = Refused("near", "Пароль не\u00a0должен повторять почту. Придумайте другой.")


def refusal(email: str, password: str) -> Refused | None:
    """Length is what guards a password; the rest is asked of nobody (NIST SP 800-63B, 5.1.1.2)."""
    if len(password) < SHORTEST:
        return TOO_SHORT
    if password.strip().lower() == email.lower():
        return TOO_NEAR
    return None
