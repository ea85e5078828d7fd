"""Paper from facts: kinds, wording, checklist, layout, rendering, blanks. It knows nobody of the house."""
