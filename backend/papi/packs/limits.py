"""How many packs this process makes at once: each takes the disk or the store for as long as its reader's line allows."""

from collections import Counter
from uuid import UUID

from papi.packs.errors import PacksUnderWay

_AT_ONCE, _EACH = 4, 2


class Places:
    """The packs under way."""

    def __init__(self) -> None:
        self._taken: Counter[UUID] = Counter()

    def require(self, person_id: UUID) -> None:
        """Refuse where no further pack may begin."""
        if self._taken.total() >= _AT_ONCE or self._taken[person_id] >= _EACH:
            raise PacksUnderWay

    def take(self, person_id: UUID) -> None:
        """Count a pack that begins; refuse it where there is no place."""
        self.require(person_id)
        self._taken[person_id] += 1

    def leave(self, person_id: UUID) -> None:
        """A pack has ended, however it did."""
        self._taken[person_id] -= 1
        self._taken += Counter()  # forgets who has none
