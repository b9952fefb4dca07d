"""The worker: carries facts up to those who react to them. In embedded mode it runs inside the one server process."""

from papi.outbox.relay import Reaction

REACTIONS: tuple[Reaction, ...] = ()
