"""What the head of a page says to machines."""

from django import template

from nnirr_site.models import BasePage
from nnirr_site.seo.metadata import LONGEST_TITLE, build_metadata, head_title, page_number
from nnirr_site.seo.structured_data import build_graph, write_script

register = template.Library()


@register.simple_tag(takes_context=True)
def page_metadata(context):
    """The `Metadata` of the page that is shown, or None where no page of ours is."""
    page = context.get("page")
    if not isinstance(page, BasePage):
        return None
    return build_metadata(page, context.get("request"), context)


@register.simple_tag(takes_context=True)
def page_title(context) -> str:
    """The title of the page that is shown, without the name of the site."""
    page = context.get("page")
    if not isinstance(page, BasePage):
        return ""
    return head_title(page, context.get("listing"), page_number(context.get("request")))


@register.simple_tag(takes_context=True)
def title_ending(context) -> str:
    """The name of the organization after a title; left out where the title is long by itself."""
    name = getattr(context.get("site_identity"), "organization_short", "") or "NNIRR"
    return "" if len(page_title(context)) > LONGEST_TITLE else f" | {name}"


@register.simple_tag(takes_context=True)
def structured_data(context):
    """The page's JSON-LD, or nothing."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, BasePage) or request is None:
        return ""
    return write_script(build_graph(page, request))
