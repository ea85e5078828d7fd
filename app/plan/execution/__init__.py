"""An item and those who do it: whose duty it is, by what it is proved, what the Department answers, what is left."""
