"""Orders: from data to paper."""
