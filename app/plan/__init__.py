"""The plan: 32 items, execution and confirmation as two facts."""

from app.plan.execution import models as tables_of_execution  # app.plan.models names them before it knows them

__all__ = ("tables_of_execution",)
