"""The form page of Wagtail's documentation."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField


class FormField(AbstractFormField):
    """A question of the form."""

    page = ParentalKey("FormPage", on_delete=models.CASCADE, related_name="form_fields")


class FormPage(AbstractForm):
    """A page with a form whose answers are kept."""

    content_panels = [*AbstractForm.content_panels, InlinePanel("form_fields")]
    template = landing_page_template = "form_page.html"
