"""The endpoints of reporting, by topic."""

from papi.reports.routes import (
    carrying,
    completeness,
    corrections,
    leading,
    lines,
    outlines,
    periods,
    questions,
    regime,
    reports,
    review,
    seals,
    workbooks,
)

ROUTERS = (
    completeness.router,
    regime.router,
    questions.router,
    periods.router,
    reports.router,
    review.router,
    seals.router,
    lines.router,
    carrying.router,
    corrections.router,
    leading.router,
    outlines.router,
    workbooks.router,
)
