"""What a document tells of who made it, for its page in the admin."""

from django import template

from nnirr_site.documents.properties import find_properties

register = template.Library()


@register.inclusion_tag("documents_admin/properties.html")
def document_properties(document):
    """The list of it, what is kept silently, and the button that removes it."""
    return {"document": document, **find_properties(document)}
