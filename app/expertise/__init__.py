"""Expertise: the frozen sets of the rounds and their results."""
