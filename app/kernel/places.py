"""Where a thing lies, for the table of permissions: in a school and so in its municipality."""

from typing import ClassVar


class Inside:
    """A base of a model whose rows lie where their owner lies; `LIES_IN` names the relationship that leads there."""

    LIES_IN: ClassVar[str]

    @property
    def school_id(self) -> int:
        """The school of the owner."""
        return getattr(self, self.LIES_IN).school_id

    @property
    def municipality_id(self) -> int:
        """The municipality of the owner."""
        return getattr(self, self.LIES_IN).municipality_id


class Regional:
    """A base of a model whose rows lie in no school: they are the region's, and only who acts for it reaches them."""

    @property
    def school_id(self) -> None:
        """In none."""

    @property
    def municipality_id(self) -> None:
        """In none."""
