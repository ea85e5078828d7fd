"""The schools of the year: brought in one by one or from a table, renamed, leaving with a reason."""
