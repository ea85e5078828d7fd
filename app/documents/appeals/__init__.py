"""What a school asks of those who decide (просьбы): to open an approved document, to prolong a closed window."""
