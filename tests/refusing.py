"""How a test asks why something was refused."""

from collections.abc import Callable

import pytest

from app.refusals import Refusal, Refused


def refusal_of(act: Callable, *arguments, **named) -> Refusal:
    """The refusal that the act raises; fails when it is not refused."""
    with pytest.raises(Refused) as caught:
        act(*arguments, **named)
    return caught.value.refusal
