"""Expertise: the frozen set of each stage and what the sources said of it."""
