"""Evidence (подтверждающие документы): several directions at once, links, late permissions, the matrix for item 12."""
