"""Addresses outside the page tree: they stay the same wherever staff move the tracker."""

from django.urls import path

from initiatives import views

urlpatterns = [
    path("tracker/states.csv", views.download_csv, name="states_csv"),
    path("tracker/states.json", views.download_json, name="states_json"),
]
