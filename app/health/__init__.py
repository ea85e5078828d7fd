"""The health of the house: what it stands on is asked for real, and shown to whoever looks after it."""
