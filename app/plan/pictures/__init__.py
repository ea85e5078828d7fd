"""The pictures of the plan: its year as a band, its progress to the thresholds, its items by executor and by month."""
