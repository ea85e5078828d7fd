"""A house of any region, from nothing: the region, its year, and what lacks before it can be opened."""
