"""Addresses and reactions in the admin that have to do with uploads."""

from __future__ import annotations

from django.urls import path
from wagtail import hooks

from nnirr_site.documents.cover_access import forget_covers_if_restricted
from nnirr_site.documents.properties import remove_properties
from nnirr_site.http.page_cache.memory import purge


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path(
            "documents/<int:document_id>/silence/",
            remove_properties,
            name="remove_document_properties",
        )
    ]


@hooks.register("after_bulk_action")
def notice_moved_files(request, action_type, objects, action_class_instance) -> None:
    """Moving many files at once to a collection sends no signal of any of them."""
    if action_type == "add_to_collection":
        for collection_id in {item.collection_id for item in objects}:
            forget_covers_if_restricted(collection_id)
        target = getattr(action_class_instance, "cleaned_form", None)
        collection = target.cleaned_data.get("collection") if target else None
        if collection is not None:
            forget_covers_if_restricted(collection.pk)
        purge()
