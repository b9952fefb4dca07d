from django.urls import path

from tests.benchmarks.plain_django import views

urlpatterns = [
    path("assignments/-", views.AssignmentList.as_view()),
    path("overview/-", views.Overview.as_view()),
    path("matrix/-", views.Matrix.as_view()),
    path("lines/<uuid:report_id>", views.LineList.as_view()),
    path("line/<uuid:pk>", views.LineDetail.as_view()),
]
