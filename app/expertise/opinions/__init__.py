"""Two or three opinions of one document, whose word counts, and the publication that they may hold."""
