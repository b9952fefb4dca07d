"""How many requests of one caller wait for events at once in this process: each holds a line of the server, though no connection."""

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from uuid import UUID

from papi.access.actor import Actor
from papi.access.machines import Machine
from papi.kit.errors import TooMany

OF_A_MACHINE, OF_A_PERSON = 10, 50


class TooManyWait(TooMany):
    code = "too_many_wait"
    vi = "Đã có {most} yêu cầu cùng chờ sự kiện của bên gọi này. Chờ các yêu cầu đó có trả lời, hoặc gọi không kèm “wait”."
    en = "{most} requests of this caller wait for events already. Wait for their answers, or ask without “wait”."

    def __init__(self, most: int) -> None:
        super().__init__(headers={"Retry-After": "5"}, most=most)


class Places:
    """Who waits."""

    def __init__(self) -> None:
        self._taken: Counter[UUID] = Counter()

    @contextmanager
    def taken(self, reader: Actor | Machine) -> Generator[None]:
        """A place for as long as the reader waits; refused where none is free."""
        of_machine = isinstance(reader, Machine)
        who, most = (reader.client_id, OF_A_MACHINE) if of_machine else (reader.person_id, OF_A_PERSON)
        if self._taken[who] >= most:
            raise TooManyWait(most)
        self._taken[who] += 1
        try:
            yield
        finally:
            self._taken[who] -= 1
            self._taken += Counter()  # forgets who does not wait
