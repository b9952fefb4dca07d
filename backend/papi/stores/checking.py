"""Whether rows and store agree: the quick form compares names and sizes, the deep one reads everything."""

from dataclasses import dataclass, field
from uuid import UUID

from papi.evidence.actions import stored_objects
from papi.evidence.models import EvidenceFile
from papi.evidence.storing import Workplace, opened_content
from papi.evidence.sweeping import is_old
from papi.kit.encryption import size_in_store
from papi.kit.errors import ObjectDamaged, StorageKeyMissing
from papi.stores.opening import Tell
from papi.stores.walking import hash_of, list_files, work_ahead

_PREFIX = "evidence/"


@dataclass
class Agreement:
    """What was found. `stray` are objects without a row, of which `old` are no uploads that go on."""

    rows: int = 0
    encrypted: int = 0
    missing: list[str] = field(default_factory=list[str])
    damaged: list[str] = field(default_factory=list[str])
    locked: list[str] = field(default_factory=list[str])
    stray: list[str] = field(default_factory=list[str])
    old: int = 0

    @property
    def sound(self) -> bool:
        """Whether every row has its file. What has no row is missed by nobody."""
        return not (self.missing or self.damaged or self.locked)


async def compare(place: Workplace, tell: Tell | None = None) -> Agreement:
    """Compare rows and objects; with `tell`, also read every file and compare its hash."""
    there = {key: size async for key, size in place.storage.keys(_PREFIX)}
    found = Agreement()
    progress = await work_ahead(place)
    async for file in list_files(place):
        found.rows += 1
        found.encrypted += file.wrapped_key is not None
        if there.get(file.key) != size_in_store(file.size, encrypted=file.wrapped_key is not None):
            # or it was stored, or encrypted, since the listing: it alone is looked at again
            await _look_into(place, file, found)
        elif tell is not None:
            await _look_into(place, file, found)
        if tell is not None:
            tell(progress.add(file.size))
    await _list_strays(place, there, found)
    return found


async def _look_into(place: Workplace, file: EvidenceFile, found: Agreement) -> None:
    named = f"{file.key} ({file.file_name})"
    try:
        digest = await hash_of(await opened_content(place, file))
    except FileNotFoundError:
        found.missing.append(named)
    except ObjectDamaged:
        found.damaged.append(named)
    except StorageKeyMissing as unusable:
        found.locked.append(f"{named}: {unusable.params['key']}")
    else:
        if digest != file.sha256:
            found.damaged.append(named)


async def _list_strays(place: Workplace, there: dict[str, int], found: Agreement) -> None:
    async with place.database.reading() as session:
        wanted = await stored_objects(session)
    for key in there:
        try:
            object_id = UUID(key.rpartition("/")[2])
        except ValueError:
            found.stray.append(key)
            found.old += 1
            continue
        if object_id not in wanted:
            found.stray.append(key)
            found.old += is_old(object_id)
