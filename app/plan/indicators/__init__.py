"""The indicators of the plan, one way of counting for each item (order No. 226, column 5; domain.md §11)."""
