"""A draft: its data, text, blank and preview."""
