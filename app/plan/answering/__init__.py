"""Who answers for an executor of the plan on a day: the dictionary of organisations and roles, with acting people."""
