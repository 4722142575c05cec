"""The “?” on each screen of the admin."""

from django import template

from nnirr_site.admin.guide import guide_url

register = template.Library()


@register.inclusion_tag("guide/link.html", takes_context=True)
def guide_link(context):
    """Leads to what the guide says of the screen that is being shown."""
    match = getattr(context.get("request"), "resolver_match", None)
    return {"url": guide_url(match.view_name, match.kwargs) if match else guide_url("")}
