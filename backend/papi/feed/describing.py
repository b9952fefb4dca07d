"""What the API's description says of the types of events: each with the keys of its data."""

from papi.events.catalogue import CATALOGUE
from papi.events.keys import KEYS

_READING = """\
What happened, oldest first, in the one order in which it is told to everybody: no event is left out and none comes twice, however many
people write at the same time. Read on with `after`; with `wait` the answer comes as soon as there is something, within a second of the
change.

A person reads within what `GET /history` tells them, but never drafts and what else is private to a unit, their own included. An API
client with `events:read` reads what an observer does, of its units. What was out of sight when it was read past is not told later.

A copy is kept like this: read the feed to its end and note `after` and `mark`, read the lists, then follow the feed from there and read
anew whatever `subject` says. Hand in `mark` with `after`: where the installation was restored from a backup, other events have those
numbers, and that is refused with 422 (`other_history`; `ahead_of_feed` for a number beyond the last event). Then begin anew.

Types and keys of `data` are never renamed; new ones come, so ignore those you do not know. Keys may be null: events of long ago hold
fewer."""


def describe_feed() -> str:
    """The whole description, in Markdown."""
    types = [f"| `{name}` | {', '.join(f'`{key}`' for key in keys) or '–'} |" for name, keys in CATALOGUE.items()]
    keys = [f"| `{name}` | {key.kind.value} | {key.means} |" for name, key in KEYS.items()]
    tables = ["| type | data |", "|---|---|", *types, "", "| key | holds | means |", "|---|---|---|", *keys]
    return "\n".join([_READING, "", *tables])
