"""What is measured and which systems tell it, as data (`data/measures.json`)."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from pydantic import Field, model_validator

from papi.framework.models import NameStatus
from papi.kit.problems import BilingualError
from papi.kit.schemas import Input, ShortText

HAND = "hand"
"""The source of what people write down themselves; no system sends under it."""


class MeasureKind(StrEnum):
    """A rate is told in per cent of a numerator and a denominator; a count in whole numbers."""

    RATE = "rate"
    COUNT = "count"


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Source(Input):
    code: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    name_vi: ShortText
    name_en: ShortText


class Measure(Input):
    """One definition. A name that is `working` is our own, until a primary text was read. `indicators`: codes of PAPI that it informs."""

    code: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    name_vi: ShortText
    name_en: ShortText
    name_status: NameStatus
    unit_vi: ShortText
    unit_en: ShortText
    kind: MeasureKind
    direction: Direction
    numerator_vi: ShortText | None = None
    numerator_en: ShortText | None = None
    denominator_vi: ShortText | None = None
    denominator_en: ShortText | None = None
    indicators: list[str]
    source: ShortText

    def name(self, language: str) -> str:
        return self.name_en if language == "en" else self.name_vi


class Definitions(Input):
    sources: list[Source] = Field(min_length=1)
    measures: list[Measure] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_of_each(self) -> "Definitions":
        for codes in ([each.code for each in self.sources], [each.code for each in self.measures]):
            if len(set(codes)) < len(codes):
                raise BilingualError("Mã bị lặp.", "A code stands there twice.")
        return self


SHIPPED = Definitions.model_validate_json(Path(__file__).with_name("data").joinpath("measures.json").read_text(encoding="utf-8"))
MEASURES: Mapping[str, Measure] = {each.code: each for each in SHIPPED.measures}
SOURCES: Mapping[str, Source] = {each.code: each for each in SHIPPED.sources}
SOURCE_WORDS: Mapping[str, tuple[str, str]] = {each.code: (each.name_vi, each.name_en) for each in SHIPPED.sources}
MEASURE_WORDS: Mapping[str, tuple[str, str]] = {each.code: (each.name_vi, each.name_en) for each in SHIPPED.measures}
