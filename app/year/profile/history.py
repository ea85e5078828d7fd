"""A factor of the profile as it was at a moment. Pure: words, activations and closings in, a state out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.as_of import AsOf, holding
from app.year.profile.models import Activation, RiskVerification

SAID = {"confirmed": "verified", "partly": "verified", "not_confirmed": "not_confirmed"}


@dataclass(frozen=True)
class Standing:
    """The state, and since when the direction is activated, if it is: the columns of the factor."""

    state: str
    activated_at: datetime | None = None


def standing(said: Sequence[RiskVerification], activations: Sequence[Activation], as_of: AsOf) -> Standing:
    """The last activation decides; before the first, the curator's last word."""
    begun = holding(as_of, activations, "activated_at")
    if begun:
        closing = begun[-1].closing
        closed = closing is not None and as_of.holds(closing.closed_at)
        return Standing("closed") if closed else Standing("activated", begun[-1].activated_at)
    words = holding(as_of, said, "verified_at")
    return Standing(SAID[words[-1].verdict] if words else "in_profile")
