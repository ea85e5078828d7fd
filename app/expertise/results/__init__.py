"""What a stage comes to: its figures, counted once for the page, the table, the note and the order."""
