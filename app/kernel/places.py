"""Where a thing lies, for the table of permissions: in a school and so in its municipality."""


def inside(owner: str) -> type:
    """A base of a model whose rows lie where their owner lies."""

    class Inside:
        """`owner` is the name of the relationship."""

        @property
        def school_id(self) -> int:
            """The school of the owner."""
            return getattr(self, owner).school_id

        @property
        def municipality_id(self) -> int:
            """The municipality of the owner."""
            return getattr(self, owner).municipality_id

    return Inside
