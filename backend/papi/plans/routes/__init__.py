"""The endpoints of the plan, by topic."""

from papi.plans.routes import assignments, plans, tasks

ROUTERS = (plans.router, tasks.router, assignments.router)
