"""The endpoints of reporting, by topic."""

from papi.reports.routes import lines, outlines, periods, reports, review

ROUTERS = (periods.router, reports.router, review.router, lines.router, outlines.router)
