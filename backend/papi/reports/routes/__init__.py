"""The endpoints of reporting, by topic."""

from papi.reports.routes import (
    carrying,
    corrections,
    leading,
    lines,
    outlines,
    periods,
    reports,
    review,
    seals,
)

ROUTERS = (
    periods.router,
    reports.router,
    review.router,
    seals.router,
    lines.router,
    carrying.router,
    corrections.router,
    leading.router,
    outlines.router,
)
