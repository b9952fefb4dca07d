"""Pictures as Pillow opens them here: HEIC too, and none with more points than any phone makes."""

from pathlib import Path

from pi_heif import register_heif_opener  # pyright: ignore[reportUnknownVariableType] - the library is typed only in part
from PIL import Image

register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = 105_000_000  # Pillow refuses twice as many: the largest phones make 200 megapixels


def opened_picture(path: str | Path) -> Image.Image:
    """A picture, not yet decoded: use it as a context."""
    return Image.open(path)
