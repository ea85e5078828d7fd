"""Search: find what one may see, by its words or by the file itself."""
