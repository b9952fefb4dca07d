from typing import Any

from django.db.models import Case, F, IntegerField, Q, Sum, Value, When
from django.utils import timezone
from rest_framework import generics
from rest_framework.pagination import CursorPagination
from rest_framework.response import Response
from rest_framework.views import APIView

from tests.benchmarks.plain_django import models, serializers

TODAY = "2024-09-17"
OVERDUE = ~Q(mandate="requested") & (Q(outcome="awaiting_late") | (Q(outcome="open", due_on__lt=TODAY) & ~Q(due_on="")))
ASSIGNED = ~Q(mandate="requested")
DONE = Q(outcome__in=["done", "done_late"])


class ByPlace(CursorPagination):
    page_size = 50
    ordering = ("sort", "id")


class AssignmentList(generics.ListAPIView):
    queryset = models.Assignment.objects.select_related("task", "unit")
    serializer_class = serializers.AssignmentSerializer
    pagination_class = ByPlace


class LineList(APIView):
    def get(self, _request: Any, report_id: Any) -> Response:
        lines = (
            models.ReportLine.objects.filter(report_id=report_id)
            .select_related("task", "unit", "period", "assignment", "saved_by")
            .prefetch_related("evidence")
            .order_by("sort")
        )
        return Response({"items": serializers.LineSerializer(lines, many=True).data})


class LineDetail(generics.RetrieveUpdateAPIView):
    queryset = models.ReportLine.objects.select_related("task", "unit", "period", "assignment", "saved_by")
    serializer_class = serializers.LineSerializer


def latest_plan() -> Any:
    return models.Plan.objects.filter(state="approved").order_by("-year", "-id").first()


def number(condition: Q) -> Sum:
    return Sum(Case(When(condition, then=F("number")), default=Value(0), output_field=IntegerField()))


class Matrix(APIView):
    def get(self, _request: Any) -> Response:
        plan = latest_plan()
        dimensions = list(
            models.Indicator.objects.filter(framework_id=plan.framework_id, parent_id=None).order_by("sort").values("code", "name_vi")
        )
        counts = (
            models.AssignmentCount.objects.filter(plan=plan)
            .values("unit_id", "unit__code", "unit__short_name", "unit__kind", "dimension")
            .annotate(overdue=number(OVERDUE), done=number(DONE), total=number(~Q(outcome="aside")))
            .order_by("unit__sort", "dimension")
        )
        units: dict[Any, Any] = {}
        for count in counts:
            unit = units.setdefault(count["unit_id"], {"row": count, "cells": {}})
            cell = {name: count[name] for name in ("overdue", "done", "total")}
            unit["cells"][count["dimension"]] = {**cell, "open": count["total"] - count["done"]}
        codes = [*(dimension["code"] for dimension in dimensions), ""]
        rows = [self.row(unit["row"], unit["cells"], codes) for unit in units.values()]
        return Response({"as_of": timezone.now(), "dimensions": dimensions, "rows": rows})

    def row(self, count: Any, cells: Any, codes: list[str]) -> dict[str, Any]:
        empty = {"overdue": 0, "open": 0, "done": 0, "total": 0}
        return {
            "unit_id": count["unit_id"],
            "code": count["unit__code"],
            "name": count["unit__short_name"],
            "kind": count["unit__kind"],
            "requested": count["unit__kind"] in {"front", "party"},
            "cells": [cells.get(code, empty) for code in codes],
            "total": cells["*"],
        }


class Overview(APIView):
    def get(self, _request: Any) -> Response:
        plan = latest_plan()
        counts = models.AssignmentCount.objects.filter(plan=plan, dimension="*")
        numbers = counts.filter(ASSIGNED).aggregate(
            done_on_time=number(Q(outcome="done")),
            done_late=number(Q(outcome="done_late")),
            open_overdue=number(OVERDUE),
            open_in_time=number(Q(outcome__in=["open", "awaiting"]) & ~OVERDUE & ~Q(due_on="")),
            no_deadline=number(Q(outcome="open", due_on="")),
        )
        months = (
            counts.filter(ASSIGNED)
            .exclude(due_on="")
            .values("due_on")
            .annotate(done=number(DONE), overdue=number(OVERDUE), all=Sum("number"))
            .order_by("due_on")
        )
        period = models.Period.objects.filter(plan=plan).exclude(state="planned").order_by("-opened_at").first()
        reports = models.Report.objects.filter(period=period).select_related("unit").order_by("unit__sort")
        quiet = Q(kind__startswith="session.") | Q(kind__startswith="person.") | Q(kind__startswith="assignment.reported")
        events = models.Fact.objects.filter(private=False).exclude(quiet).order_by("-id")[:10]
        return Response(
            {
                "as_of": timezone.now(),
                "plan_id": plan.id,
                "plan_title": plan.title,
                "numbers": numbers,
                "requested": counts.exclude(ASSIGNED).aggregate(done=number(DONE), open=number(~DONE & ~Q(outcome="aside"))),
                "overdue_units": counts.filter(OVERDUE).values("unit").distinct().count(),
                "period": self.period(period, list(reports)),
                "months": list(months),
                "events": serializers.FactSerializer(events, many=True).data,
                "review_queue": models.Report.objects.filter(state="submitted").count(),
            }
        )

    def period(self, period: Any, reports: list[Any]) -> dict[str, Any]:
        missing = [report for report in reports if report.expected and report.first_submitted_at is None]
        return {
            **serializers.PeriodSerializer(period).data,
            "expected": sum(report.expected for report in reports),
            "missing_units": [
                {"id": report.unit.id, "code": report.unit.code, "name": report.unit.short_name, "due_at": report.due_at}
                for report in missing
            ],
        }
