"""The plan: 32 items, execution and confirmation as two facts."""
