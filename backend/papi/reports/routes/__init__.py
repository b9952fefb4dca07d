"""The endpoints of reporting, by topic."""

from papi.reports.routes import (
    carrying,
    corrections,
    leading,
    lines,
    outlines,
    periods,
    regime,
    reports,
    review,
    seals,
)

ROUTERS = (
    regime.router,
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
