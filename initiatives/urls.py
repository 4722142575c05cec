"""Addresses outside the page tree: they stay the same wherever staff move the tracker."""

from django.urls import path

from initiatives import feeds, views

urlpatterns = [
    path("tracker/states.csv", views.download_csv, name="states_csv"),
    path("tracker/states.json", views.download_json, name="states_json"),
]

# Below the language: a feed in Spanish is another feed.
feed_urlpatterns = [
    path("feeds/updates.<str:kind>", feeds.updates_feed, name="updates_feed"),
    path("feeds/updates/<str:topic>.<str:kind>", feeds.updates_feed, name="topic_feed"),
]
