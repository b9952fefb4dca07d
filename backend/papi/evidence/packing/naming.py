"""Names within an archive: short, Vietnamese, and harmless on every system that unpacks it."""

from pathlib import PurePosixPath

from papi.evidence.receiving import harmless_name
from papi.kit.text import nfc

_FOLDER, _STEM = 48, 64  # Windows takes 259 characters of a whole path, its own part included
_ENDING = 10
# names that Windows keeps for itself, whatever ending follows
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))})


class Names:
    """Gives out paths, none of them twice; also not to readers for whom capitals are small letters."""

    def __init__(self, *taken: str) -> None:
        self._taken = {_folded(path) for path in taken}

    def give(self, folders: list[str], title: str, file_name: str) -> str:
        """A path for a document below these folders, with the ending of its file."""
        ending = PurePosixPath(file_name).suffix.lower()
        ending = ending if 1 < len(ending) <= _ENDING else ""
        begin = "".join(f"{part(folder, _FOLDER)}/" for folder in folders)
        stem = part(title.removesuffix(ending), _STEM)
        path, number = f"{begin}{stem}{ending}", 1
        while _folded(path) in self._taken:
            number += 1
            path = f"{begin}{stem} ({number}){ending}"
        self._taken.add(_folded(path))
        return path


def part(text: str, most: int) -> str:
    """One part of a path."""
    name = harmless_name(text.replace("/", "-").replace("\\", "-"))
    if len(name) > most:
        cut = name[:most]
        name = cut.rpartition(" ")[0] or cut
    name = name.rstrip(". ") or "tai-lieu"
    return f"{name}_" if name.partition(".")[0].rstrip().lower() in _DEVICES else name


def _folded(path: str) -> str:
    return nfc(path).casefold()
