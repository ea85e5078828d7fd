"""The people of the region: who holds which role where, from when to when, and their way in."""
