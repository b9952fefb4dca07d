"""What is said of figures."""

from decimal import Decimal

from papi.kit.types import plain_number

KIND_WORDS = {"rate": ("Tỷ lệ", "Rate"), "count": ("Số lượng", "Count")}
DIRECTION_WORDS = {
    "higher": ("Càng cao càng tốt", "Higher is better"),
    "lower": ("Càng thấp càng tốt", "Lower is better"),
    "neutral": ("Chỉ theo dõi", "Watched alone"),
}
_SWAPPED = str.maketrans({",": ".", ".": ","})


def number_words(value: Decimal, language: str) -> str:
    """A decimal number as people write it, exactly: 1.250,5 in Vietnamese, 1,250.5 in English."""
    whole, _, places = plain_number(value).partition(".")
    text = f"{int(whole):,}" + (f".{places}" if places else "")
    signed = f"-{text}" if value < 0 and not text.startswith("-") else text
    return signed if language == "en" else signed.translate(_SWAPPED)
