"""Signatures with a time in them that outlive a step back of the clock: the stock ones call what is ahead expired."""

from datetime import datetime
from typing import Literal, overload

from flask import Flask, current_app
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer

STEP_BACK = 24 * 60 * 60  # seconds by which what was signed may be ahead of the clock


def secret() -> str:
    """The key of the house, by which it signs its links and cookies."""
    key = current_app.secret_key
    assert isinstance(key, str)  # create_app gives one
    return key


class PatientSigner(TimestampSigner):
    """Lets a signature be ahead of the clock, as far as a server's clock is ever put back, and no older than asked."""

    @overload
    def unsign(
        self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: Literal[False] = False
    ) -> bytes: ...

    @overload
    def unsign(
        self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: Literal[True] = True
    ) -> tuple[bytes, datetime]: ...

    def unsign(
        self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: bool = False
    ) -> tuple[bytes, datetime] | bytes:
        """The value; an expired one, or one from a far future, raises as in the stock signer."""
        value, signed_at = super().unsign(signed_value, return_timestamp=True)
        age = self.get_timestamp() - int(signed_at.timestamp())
        if max_age is not None and not -STEP_BACK <= age <= max_age:
            raise SignatureExpired(f"Signature age {age} seconds", payload=value, date_signed=signed_at)
        return (value, signed_at) if return_timestamp else value


class PatientSessions(SecureCookieSessionInterface):
    """Flask's own sessions, signed by the patient signer."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The serializer of the cookie."""
        serializer = super().get_signing_serializer(app)
        if serializer is not None:
            serializer.signer = PatientSigner
        return serializer
