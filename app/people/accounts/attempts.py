"""Wrong passwords for one address of mail: a few in a quarter of an hour, from wherever they come; then it waits.

It is counted whether or not there is such an account, so it tells nobody which there are. Whoever has once signed in
on a device is counted there apart: strangers who guess elsewhere lock nobody out of their own computer.
"""

import hashlib
from time import time

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute

from app.extensions import limiter
from app.kernel.signing import secret
from app.kernel.words import till
from app.people.accounts.models import Account
from app.refusals import Refusal, Refused

MINUTES = 15
COOKIE, YEAR = "known", 365 * 86400
SLOWLY = "Для этой почты было слишком много попыток входа. Подождите до\u00a0{}. {}"
OTHER_WAY = "Если пароль забыт, нажмите «Забыли пароль?»."
LETTERS = RateLimitItemPerHour(3)
ENOUGH = "На\u00a0эту почту ссылку уже просили несколько раз. Проверьте почту или подождите до\u00a0{}."


class TooMany(Refused):
    """There were too many attempts; `seconds` until the next one is heard."""

    def __init__(self, refusal: Refusal, seconds: int):
        super().__init__(refusal)
        self.seconds = seconds


def count(email: str) -> None:
    """Count an attempt; raises TooMany when it is not heard."""
    _hit(_item(), _key(email), SLOWLY, OTHER_WAY)


def count_letter(email: str) -> None:
    """Count a letter with a link to a new password, whether or not there is such an account; raises TooMany."""
    _hit(LETTERS, ("recovery", _digest(email)), ENOUGH)


def count_own(person_id: int) -> None:
    """Count a wrong password of somebody who is signed in and wants another one; raises TooMany."""
    _hit(_item(), ("own", str(person_id)), SLOWLY, "")


def forgive_own(person_id: int) -> None:
    """The known password was right."""
    limiter.limiter.clear(_item(), "own", str(person_id))


def _hit(item: RateLimitItem, key: tuple[str, ...], words: str, *more: str) -> None:
    if not limiter.limiter.hit(item, *key):
        until = limiter.limiter.get_window_stats(item, *key).reset_time
        slowly = Refusal("slowly", words.format(till(until), *more), 429)
        raise TooMany(slowly, max(1, round(until - time())))


def forgive(email: str) -> None:
    """The password was right: what went wrong before it on this device is forgotten."""
    limiter.limiter.clear(_item(), *_key(email))


def _item() -> RateLimitItemPerMinute:
    return RateLimitItemPerMinute(current_app.config["SETTINGS"].failed_sign_ins, MINUTES)


def _key(email: str) -> tuple[str, str, str]:
    """No address of mail is kept in memory as it is; `known` only on a device of its own person."""
    address = _digest(email)
    try:
        known = _signer().loads(request.cookies.get(COOKIE, "")) == address
    except BadSignature:
        known = False
    return "sign-in", address, "known" if known else "stranger"


def _digest(email: str) -> str:
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()


def remember(account: Account, response: Response) -> Response:
    """This device is known to its person from now on; the cookie opens nothing."""
    address = _digest(account.person.email)
    secure = current_app.config["SETTINGS"].secure_cookies
    response.set_cookie(
        COOKIE, _signer().dumps(address), max_age=YEAR, httponly=True, samesite="Lax", secure=secure, path="/sign-in"
    )
    return response


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(secret(), salt="known device")
