"""The plan: 32 items with their windows and executors."""
