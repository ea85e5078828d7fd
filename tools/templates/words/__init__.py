"""The standing text of orders and letters: what the templates say around their variables."""

from . import letters, people, plan, stages, year
from .standing import Appendix, Template

TEMPLATES: dict[str, Template] = {
    name: template
    for room in (people, plan, stages, year, letters)
    for name, template in vars(room).items()
    if isinstance(template, Template)
}

__all__ = ["TEMPLATES", "Appendix", "Template"]
