"""Borrowing: the paragraphs that papers of different schools share. It shows them; a person judges."""
