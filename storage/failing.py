"""What a store can't do, told by the type of the exception."""


class StorageError(Exception):
    """The store could not do what was asked."""


class Missing(StorageError):
    """No object with this digest."""


class Unreachable(StorageError):
    """The store, or this object in it, does not answer: away, forbidden, broken, or ended too early."""


class Full(StorageError):
    """The store has no room for more."""
