"""What is found in a file, and why one is refused."""

from dataclasses import dataclass, field
from enum import StrEnum


class Flag(StrEnum):
    """What must be known of a file before it is opened or believed."""

    ACTIVE_CONTENT = "active_content"
    EMBEDDED_FILES = "embedded_files"
    EXTERNAL_CONTENT = "external_content"
    ENCRYPTED = "encrypted"
    PASSWORD = "password"  # noqa: S105 - the name of a finding
    DAMAGED = "damaged"
    NOT_SHOWN = "not_shown"
    LOCATION_REMOVED = "location_removed"
    LOCATION_KEPT = "location_kept"
    CONVERTED = "converted"


class Objection(StrEnum):
    """Why a file is not taken at all."""

    TYPE = "type"
    ARCHIVE = "archive"
    MACROS = "macros"
    BOMB = "bomb"
    TWO_TYPES = "two_types"
    PASSWORD = "password"  # noqa: S105 - the name of a reason
    DAMAGED = "damaged"
    TOO_MANY_POINTS = "too_many_points"


class Refused(Exception):
    """The file is not taken."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(objection)
        self.objection = objection


@dataclass
class Findings:
    """`media_type` is of what arrived, `kept_type` of what is to be kept; `rewritten` says that this is the file beside. `may_be_signed`:
    somebody may have signed it."""

    media_type: str
    kept_type: str = ""
    pages: int | None = None
    flags: set[Flag] = field(default_factory=set[Flag])
    rewritten: bool = False
    may_be_signed: bool = False

    def __post_init__(self) -> None:
        self.kept_type = self.kept_type or self.media_type


@dataclass(frozen=True)
class Asked:
    """The file, where another may be written that is kept instead, and whether the place of a photo is to stay in it."""

    path: str
    target: str
    keep_location: bool
