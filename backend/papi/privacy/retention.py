"""How long documents are kept, as data: by what a document is used for, and whether it holds personal data."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field, model_validator

from papi.kit.problems import BilingualError
from papi.kit.schemas import Input, ShortText


class KeptAs(StrEnum):
    """What a document is used for: it proves a sealed report, something else, or nothing yet (with personal data or without). What is
    used where nothing is sealed is listed when its time is over, so that its unit looks whether it is needed, and kept while it is used."""

    SEALED = "sealed"
    PROVING = "proving"
    UNUSED = "unused"
    UNUSED_PERSONAL = "unused_personal"


class CountedFrom(StrEnum):
    """From the end of the year of what the years are counted: of the period that a sealed report speaks of, or of the upload."""

    PERIOD_END = "period_end"
    UPLOAD = "upload"


class RetentionRule(Input):
    use: KeptAs
    years: int = Field(ge=1, le=70)
    counted_from: CountedFrom


class Rules(Input):
    """One rule for each use. `confirmed`: somebody has compared the years with the law; until then they are a suggestion."""

    source: ShortText
    confirmed: bool
    rules: list[RetentionRule] = Field(max_length=16)

    @model_validator(mode="after")
    def _one_for_each(self) -> "Rules":
        if sorted(rule.use for rule in self.rules) != sorted(KeptAs):
            raise BilingualError("Mỗi nhóm tài liệu cần đúng một quy tắc.", "Each use needs exactly one rule.")
        return self

    def years(self, use: str) -> int:
        """How many years documents of this use are kept."""
        return next(rule.years for rule in self.rules if rule.use == use)


SHIPPED = Rules.model_validate_json(Path(__file__).with_name("retention.json").read_text(encoding="utf-8"))
