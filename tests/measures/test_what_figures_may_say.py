"""Codes of periods in both spellings, and which figures are refused before anything is asked of a database."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from papi.framework.models import NameStatus
from papi.kit.types import Exact, plain_number
from papi.measures.definitions import HAND, MEASURES, SOURCES
from papi.measures.errors import (
    FigureRefused,
    NotACount,
    NotAShare,
    PartsDoNotFit,
    PeriodToCome,
    UnknownPeriod,
    ValueMismatch,
    ValueMissing,
)
from papi.measures.judging import judged, period_called
from papi.measures.periods import period_of, period_words
from papi.measures.schemas import Number
from papi.measures.words import number_words

RATE, COUNT = MEASURES["dvc_online_rate"], MEASURES["tthc_late"]


@pytest.mark.parametrize(
    ("spellings", "code", "outer", "days"),
    [
        (("202408", "2024-08"), "202408", "202408", (date(2024, 8, 1), date(2024, 8, 31))),
        (("202402",), "202402", "202402", (date(2024, 2, 1), date(2024, 2, 29))),
        (("2024Q1", "20241"), "2024Q1", "20241", (date(2023, 12, 15), date(2024, 3, 14))),
        (("20246M", "20242"), "20246M", "20242", (date(2023, 12, 15), date(2024, 6, 14))),
        (("2024Q3", "20243"), "2024Q3", "20243", (date(2024, 6, 15), date(2024, 9, 14))),
        (("2024Y", "2024"), "2024Y", "2024", (date(2023, 12, 15), date(2024, 12, 14))),
    ],
)
def test_a_period_is_the_same_in_both_spellings(spellings: tuple[str, ...], code: str, outer: str, days: tuple[date, date]) -> None:
    for text in (*spellings, code, outer):
        assert period_of(text) == (code, outer, *days)


@pytest.mark.parametrize(
    "text",
    ["", "20244", "2024Q2", "2024Q4", "202413", "202400", "1899", "2024-8", "\u0662024", "2024q3", "2024Q3\n", "2024Q33"],
)
def test_no_other_text_is_a_period(text: str) -> None:
    assert period_of(text) is None
    with pytest.raises(UnknownPeriod):
        period_called(text, date(2024, 9, 16))


def test_a_period_that_has_not_begun_has_no_figures() -> None:
    assert period_called("202409", date(2024, 9, 1)).code == "202409"
    with pytest.raises(PeriodToCome):
        period_called("202409", date(2024, 8, 31))


def test_periods_and_numbers_are_said_as_people_say_them() -> None:
    said = [period_words(code, "vi") for code in ("202408", "2024Q1", "20246M", "2024Q3", "2024Y")]

    assert said == ["Tháng 8/2024", "Quý I/2024", "6 tháng đầu năm 2024", "Quý III/2024", "Năm 2024"]
    assert number_words(Decimal("1250.50"), "vi") == "1.250,5"
    assert number_words(Decimal("-0.5"), "en") == "-0.5"


@pytest.mark.parametrize("given", ["98.45", "0", "-3", "123456789012.123456", 98, 0.1, 1e-6])
def test_a_number_is_kept_exactly(given: object) -> None:
    number = TypeAdapter[Decimal](Number).validate_python(given)
    stored = Exact().process_result_value(Exact().process_bind_param(number, None), None)  # type: ignore[arg-type]

    assert stored == number == Decimal(given if isinstance(given, str) else repr(given))
    assert stored is not None
    assert Decimal(plain_number(stored)) == number


@pytest.mark.parametrize("given", [True, None, "", "1e3", "1,5", " 1", "1.", "\u0661", "0.1234567", 1e12, 10**12, 1e-7, "NaN", [], {}])
def test_what_is_no_exact_number_is_refused(given: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter[Decimal](Number).validate_python(given)


def decimals(*given: str | None) -> list[Decimal | None]:
    return [None if each is None else Decimal(each) for each in given]


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "kept"),
    [
        ("85.5", None, None, "85.5"),
        (None, "2", "3", "66.67"),
        ("66.7", "2", "3", "66.7"),
        ("0", "0", "0", "0"),
        ("100", "5", "5", "100"),
    ],
)
def test_a_rate_is_told_by_itself_or_by_its_parts(value: str | None, numerator: str | None, denominator: str | None, kept: str) -> None:
    assert judged(RATE, *decimals(value, numerator, denominator)).value == Decimal(kept)


@pytest.mark.parametrize(
    ("figures", "refused"),
    [
        ((None, None, None), ValueMissing),
        ((None, "0", "0"), ValueMissing),
        (("100.01", None, None), NotAShare),
        (("-1", None, None), NotAShare),
        (("50", "1", None), PartsDoNotFit),
        (("50", None, "2"), PartsDoNotFit),
        (("50", "3", "2"), PartsDoNotFit),
        (("50", "-1", "2"), PartsDoNotFit),
        (("67", "2", "3"), ValueMismatch),
    ],
)
def test_a_rate_that_cannot_be_is_refused(figures: tuple[str | None, ...], refused: type[FigureRefused]) -> None:
    with pytest.raises(refused):
        judged(RATE, *decimals(*figures))


@pytest.mark.parametrize(
    ("figures", "refused"),
    [
        ((None, None, None), ValueMissing),
        (("1.5", None, None), NotACount),
        (("-1", None, None), NotACount),
        (("1", "1", "1"), PartsDoNotFit),
    ],
)
def test_a_count_that_cannot_be_is_refused(figures: tuple[str | None, ...], refused: type[FigureRefused]) -> None:
    with pytest.raises(refused):
        judged(COUNT, *decimals(*figures))


def test_every_definition_says_what_it_rests_on() -> None:
    rates = [measure for measure in MEASURES.values() if measure.kind == "rate"]

    assert HAND in SOURCES
    assert all(measure.numerator_vi and measure.denominator_vi and measure.numerator_en and measure.denominator_en for measure in rates)
    assert all(measure.source == "Tên tạm dùng" for measure in MEASURES.values() if measure.name_status is NameStatus.WORKING)
    assert all(code in {str(number) for number in range(1, 9)} for measure in MEASURES.values() for code in measure.indicators)
