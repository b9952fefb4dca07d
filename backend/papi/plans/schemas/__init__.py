"""The wire's shapes of the plan, by topic."""

from papi.plans.schemas.assignments import ReportDone

__all__ = ["ReportDone"]
