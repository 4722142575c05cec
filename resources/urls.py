"""Addresses beside the pages, below the language."""

from django.urls import path, re_path

from resources import views

urlpatterns = [
    # Stays the same wherever staff move the page: people's calendars ask for it for years.
    path("migrants-day/events.ics", views.migrants_day_calendar, name="migrants_day_calendar"),
    re_path(r"^(?P<path>(?:[\w-]+/)+)event\.ics$", views.event_calendar, name="event_calendar"),
]
