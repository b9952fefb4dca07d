"""The endpoints of the plan, by topic."""

from papi.plans.routes import amendments, annex, assignments, distribution, extensions, figures, papers, parts, plans, tasks

ROUTERS = (
    plans.router,
    tasks.router,
    figures.router,
    assignments.router,
    extensions.router,
    parts.router,
    amendments.router,
    papers.router,
    distribution.router,
    annex.router,
)
