"""Paper from facts: kinds, wording, checklist, layout, rendering, templates. It knows nobody of the house."""
