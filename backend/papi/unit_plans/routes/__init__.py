"""The endpoints of unit plans, by topic."""

from papi.unit_plans.routes import items, plans

ROUTERS = (plans.router, items.router)
