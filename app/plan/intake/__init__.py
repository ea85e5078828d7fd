"""How the plan of a year comes in: from a DOCX, row by row under review, or from the year before."""
