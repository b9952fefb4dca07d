"""The endpoints of reporting, by topic."""

from papi.reports.routes import lines, periods, reports, review

ROUTERS = (periods.router, reports.router, review.router, lines.router)
