"""Who is told of what: the table of notices, messages in the page, letters."""
