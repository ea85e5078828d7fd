"""The project year."""
