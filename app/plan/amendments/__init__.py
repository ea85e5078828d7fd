"""How the approved plan changes: an item is moved or cancelled by an order, and every edition stays to be read."""
