"""The journal feature."""
