"""Copies of the whole house in another place, and the way back (`flask backup …`)."""
