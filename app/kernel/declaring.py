"""What a view says of itself, kept as attributes of it: written and read here alone."""

from collections.abc import Callable
from typing import Literal, TypedDict, TypeVar, Unpack

from flask import current_app, request

View = TypeVar("View", bound=Callable[..., object])
Mark = Literal["streams", "dated", "quiet", "repeatable"]


class Declared(TypedDict, total=False):
    """All that a view can say: whom it is open to, and how it is to be treated."""

    action: str  # its row in the table of permissions
    public_because: str  # why it needs none
    streams: bool  # it stores its file first, and begins to write itself
    dated: bool  # it shows the moment of its address
    quiet: bool  # pages ask for it by themselves
    repeatable: bool  # it is done again each time that its form is sent


def declare(view: View, **said: Unpack[Declared]) -> View:
    """The same view, which says this of itself from now on."""
    vars(view).update(said)
    return view


def action_of(view: Callable[..., object]) -> str | None:
    """The permission that the view asks for."""
    return getattr(view, "action", None)


def reason_of(view: Callable[..., object]) -> str | None:
    """Why the view is open to everybody, when it is."""
    return getattr(view, "public_because", None)


def is_marked(view: Callable[..., object] | None, mark: Mark) -> bool:
    """True when there is a view, and it says so of itself."""
    return getattr(view, mark, False)


def view_now() -> Callable[..., object] | None:
    """The view of the present request; None when its address leads nowhere."""
    return current_app.view_functions.get(request.endpoint or "")
