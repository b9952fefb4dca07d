from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit import clock
from papi.kit.db import Base, Identified, Searchable
from papi.kit.types import code_enum


class Level(StrEnum):
    DIMENSION = "dimension"
    SUBDIMENSION = "subdimension"
    INDICATOR = "indicator"


class ScoreLevel(StrEnum):
    TOTAL = "total"
    DIMENSION = "dimension"
    SUBDIMENSION = "subdimension"
    INDICATOR = "indicator"


class NameStatus(StrEnum):
    """What a name rests on. A `working` name is our own and marked as provisional wherever it is shown."""

    OFFICIAL = "official"
    DESCRIBED = "described"
    TRANSLATED = "translated"
    WORKING = "working"


class Framework(Identified, Searchable, Base):
    """One year's edition. `minimum` and `maximum` bound the total."""

    __tablename__ = "frameworks"
    search_in = ("title",)

    year: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    minimum: Mapped[float]
    maximum: Mapped[float]
    source: Mapped[str]


class Indicator(Identified, Searchable, Base):
    """A node of an edition's tree, at any of the three levels.

    `same_topic_code` is the code under which the 2023 edition treats the same topic; scales differ between editions.
    """

    __tablename__ = "indicators"
    search_in = ("code", "name_vi", "name_en")
    __table_args__ = (UniqueConstraint("framework_id", "code"), Index("ix_indicators_parent_id", "parent_id"))

    framework_id: Mapped[UUID] = mapped_column(ForeignKey("frameworks.id"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("indicators.id"))
    level: Mapped[Level] = mapped_column(code_enum(Level))
    code: Mapped[str] = mapped_column(String(16))
    name_vi: Mapped[str]
    name_en: Mapped[str | None]
    name_status: Mapped[NameStatus] = mapped_column(code_enum(NameStatus))
    minimum: Mapped[float | None]
    maximum: Mapped[float | None]
    direction: Mapped[str | None] = mapped_column(String(20))
    same_topic_code: Mapped[str | None] = mapped_column(String(16))
    source: Mapped[str | None]
    sort: Mapped[int]


class Score(Identified, Base):
    """A published result of one province. A missing result has no row. Rank and quartile are computed, quartile 1 is the lowest.

    `updated_at`: since when value, rank and quartile are what they are here.
    """

    __tablename__ = "scores"
    __table_args__ = (
        UniqueConstraint("year", "province_code", "level", "code"),
        Index("ix_scores_province_code_code_year", "province_code", "code", "year"),
    )

    year: Mapped[int]
    province_code: Mapped[str] = mapped_column(String(8))
    province_name: Mapped[str]
    level: Mapped[ScoreLevel] = mapped_column(code_enum(ScoreLevel))
    code: Mapped[str] = mapped_column(String(16))
    value: Mapped[float]
    rank: Mapped[int | None]
    quartile: Mapped[int | None]
    source: Mapped[str]
    updated_at: Mapped[datetime] = mapped_column(default=clock.business)
