"""A table that somebody brings: read in a child, kept, shown row by row, and taken only at a person's word."""
