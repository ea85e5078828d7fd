"""A draft: its data, text, template and preview."""
