"""The types of files that are taken, by the names that the world has for them."""

from pathlib import Path

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
HEIC = "image/heic"
MP4 = "video/mp4"
ZIP = "application/zip"
"""Taken only as a pack of ours."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DRAWN = frozenset({PDF, JPEG, PNG, HEIC})
"""The types of which pages can be shown as pictures."""

# the first ending of each type is the one given to a name that has none
_ENDINGS = {
    PDF: (".pdf",),
    JPEG: (".jpg", ".jpeg", ".jfif"),
    PNG: (".png",),
    HEIC: (".heic", ".heif"),
    MP4: (".mp4", ".m4v", ".mov"),
    ZIP: (".zip",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    PPTX: (".pptx",),
}
_NAMES = {ending: media_type for media_type, endings in _ENDINGS.items() for ending in endings}


def named_type(file_name: str) -> str | None:
    """The accepted type that a name claims by its ending, or None where it claims none of them."""
    return _NAMES.get(Path(file_name).suffix.lower())


def ending_of(media_type: str) -> str:
    """The usual ending of a type."""
    return _ENDINGS[media_type][0]


def with_ending(file_name: str, media_type: str) -> str:
    """The name with an ending that tells the truth, so that a computer which goes by names opens it as what it is."""
    claimed = named_type(file_name)
    if claimed == media_type:
        return file_name
    return (file_name if claimed is None else str(Path(file_name).with_suffix(""))) + ending_of(media_type)
