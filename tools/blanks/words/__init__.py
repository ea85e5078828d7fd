"""The standing text of orders and letters: what the blanks say around their variables."""

from . import letters, people, plan, stages, year
from .standing import Appendix, Blank

BLANKS: dict[str, Blank] = {
    name: blank
    for room in (people, plan, stages, year, letters)
    for name, blank in vars(room).items()
    if isinstance(blank, Blank)
}

__all__ = ["BLANKS", "Appendix", "Blank"]
