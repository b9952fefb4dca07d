"""The endpoints of reporting, by topic."""

from papi.reports.routes import (
    carrying,
    completeness,
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
    completeness.router,
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
