"""Demo or real: a property of the data, written at the first set-up and never changed."""
