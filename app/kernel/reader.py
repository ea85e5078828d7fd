"""Who reads and acts in a request: the current user of Flask-Login with the type that it does not give."""

from typing import Protocol

from flask_login import current_user as _current_user

from app.permissions import Actor
from app.roles import Role


class Reader(Actor, Protocol):
    """A signed-in person with the grants in force today; nobody is signed in when not `is_authenticated`."""

    @property
    def id(self) -> str:
        """The key of the session."""

    @property
    def name(self) -> str:
        """The name of the person."""

    @property
    def title(self) -> str:
        """The first role with its place, in words."""

    @property
    def is_authenticated(self) -> bool:
        """Whether anybody is signed in."""

    def has(self, role: Role) -> bool:
        """Whether the role is held today, anywhere."""

    def places(self, role: Role) -> list[int]:
        """The schools for which the role is held today."""


current_user: Reader = _current_user
