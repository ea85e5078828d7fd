"""Passwords in tests: the house makes their hashes slow by intent, and hundreds of sign-ins need not wait for that."""

from argon2 import PasswordHasher

from app.people.accounts import services

OF_THE_HOUSE = services.hasher


def hash_cheaply() -> None:
    """From now on a hash costs next to nothing; what stands in a database is read by the price written in it."""
    services.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    services.nobody = services.hasher.hash("nobody")
