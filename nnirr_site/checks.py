"""House rules as system checks: what a reviewer would forget, the start-up does not."""

from __future__ import annotations

from django.apps import apps
from django.core.checks import Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.blocks import BaseStreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from nnirr_site.blocks.words import WordsBlock

OWN_APPS = {"nnirr_site", "initiatives", "resources", "campaigns"}


def own_page_models() -> list[type[Page]]:
    """The page models of this project, without abstract ones."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Page) and model._meta.app_label in OWN_APPS
    ]


def own_stream_blocks():
    """`(model, name, block)` for each block that a stream of this project offers."""
    for model in apps.get_models():
        if model._meta.app_label not in OWN_APPS:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and isinstance(field.stream_block, BaseStreamBlock):
                for name, block in field.stream_block.child_blocks.items():
                    yield model, name, block


@register("pages")
def check_page_models(app_configs, **kwargs) -> list[Error]:
    """Every page type says where it may stand, what it is for, and has its template."""
    errors = []
    for model in own_page_models():
        for attribute in ("parent_page_types", "subpage_types"):
            # Its own, or that of an abstract page of ours such as IndexPage; not Wagtail's.
            if getattr(model, attribute, None) is getattr(Page, attribute, None):
                errors.append(
                    Error(
                        f"{model.__name__} does not set {attribute}.",
                        hint="Without it the page may be put anywhere.",
                        obj=model,
                        id="nnirr_site.E001",
                    )
                )
        if not model.page_description:
            errors.append(
                Error(
                    f"{model.__name__} has no page_description.",
                    hint="Editors read it when they choose a page type.",
                    obj=model,
                    id="nnirr_site.E002",
                )
            )
        try:
            get_template(model.template)
        except TemplateDoesNotExist:
            errors.append(
                Error(
                    f"The template {model.template} does not exist.",
                    obj=model,
                    id="nnirr_site.E003",
                )
            )
    return errors


@register("blocks")
def check_stream_blocks(app_configs, **kwargs) -> list[Error]:
    """Every block that editors choose explains itself and can be previewed."""
    errors = []
    seen = set()
    for _model, name, block in own_stream_blocks():
        if (type(block), name) in seen:
            continue
        seen.add((type(block), name))
        # Words of a translation: nothing that a page shows by itself, so nothing to preview.
        if isinstance(block, WordsBlock):
            continue
        if not block.meta.icon or block.meta.icon == "placeholder":
            errors.append(
                Error(f"The block {name} has no icon.", obj=type(block), id="nnirr_site.E010")
            )
        if not getattr(block.meta, "description", ""):
            errors.append(
                Error(
                    f"The block {name} has no description.", obj=type(block), id="nnirr_site.E011"
                )
            )
        if not block.is_previewable:
            errors.append(
                Error(f"The block {name} has no preview.", obj=type(block), id="nnirr_site.E012")
            )
        template = getattr(block.meta, "template", None)
        try:
            if template:
                get_template(template)
        except TemplateDoesNotExist:
            errors.append(
                Error(
                    f"The template {template} does not exist.",
                    obj=type(block),
                    id="nnirr_site.E013",
                )
            )
    return errors
