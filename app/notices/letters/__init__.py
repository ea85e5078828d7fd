"""Letters: what of the notices goes by mail, how it reads, and how it is sent."""
